import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepQuery } from '../../src/store/chats/queries.ts';
import { migrate, openDatabase } from '../../src/store/index.ts';
import { chanceOf } from '../hardness/chance.ts';
import type { Process } from './process.ts';
import { type RunOptions, type RunResult, simulate } from './run.ts';
import { takeOverTime } from './take-over-time.ts';
import { QUERIES } from './wishes.ts';

type Playing = Pick<RunOptions, 'seed' | 'run' | 'makeSender' | 'meddling' | 'isReunited'> &
  Partial<Pick<RunOptions, 'crashAt' | 'isTraced'>>;

export type Theatre = {
  play(playing: Playing): Promise<RunResult>;
  close(): void;
};

/** Where files are memory, if there is such a place. */
const MEMORY = '/dev/shm';

/** Everything runs share: time is taken over, and the tables are made once. */
export async function openTheatre(): Promise<Theatre> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'gongbao-simulation-'));
  const template = join(folder, 'template.db');
  const { db, close } = await openDatabase(`sqlite:${template}`);
  await migrate(db);
  for (const query of QUERIES) await keepQuery(db, query, new Date(0));
  await close();
  takeOverTime(randomBytes);
  return {
    play: (playing) =>
      simulate({
        ...{ crashAt: null, isTraced: false, template, path: join(folder, 'run.db') },
        ...playing,
      }),
    close: () => rmSync(folder, { recursive: true }),
  };
}

const randomOf = new WeakMap<Process['clock'], ReturnType<typeof chanceOf>>();

/** Of the world a process lives in: the same in every run of the same numbers. */
function randomBytes({ clock }: Process, size: number): Uint8Array {
  const chance = randomOf.get(clock) ?? chanceOf(1, 1);
  randomOf.set(clock, chance);
  return chance.bytes(size);
}
