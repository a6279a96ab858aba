import type { Chance } from '../hardness/chance.ts';
import type { Deed } from './deeds.ts';
import { type Gongbao, type MakeSender, startGongbao } from './gongbao.ts';
import { end, type Process, running } from './process.ts';
import type { World } from './world.ts';

/** The service through all its lives, and what people do with it meanwhile. */
export type Life = {
  readonly gongbao: () => Gongbao | null;
  start(): void;
  /** Of one key one after the other, as the bot takes the updates of a chat. */
  do(key: string, deed: Deed): void;
  /** When it is started, if it is down. */
  startsAt(): number;
  /** Somebody still waits for an answer. */
  isBusy(): boolean;
  /** Ends it without a word. It is started again after a while. */
  crash(process: Process): void;
  /** Asks it to end, and starts it again. */
  restart(pauseMs: number): void;
};

type Deps = {
  readonly world: () => World;
  readonly chance: Chance;
  readonly makeSender: MakeSender | undefined;
  /** A life is over: what it had not written down is in the file. */
  readonly onDeath: (process: Process) => void;
};

type Task = { readonly deed: Deed; under: Process | null };

const AGAIN_MS = 1_000;
/** `main.ts` ends the process then, whatever hangs. */
const STOP_MS = 10_000;

export function createLife({ world, chance, makeSender, onDeath }: Deps): Life {
  const queues = new Map<string, Task[]>();
  let current: { readonly process: Process; gongbao: Gongbao | null } | null = null;
  let lives = 0;
  let startsAt = 0;

  function start(): void {
    lives += 1;
    const process = world().spawn(`gongbao ${lives}`);
    const life = { process, gongbao: null as Gongbao | null };
    current = life;
    running
      .run(process, () => startGongbao(world(), process, makeSender))
      .then(
        (gongbao) => {
          if (process.isDead) return;
          life.gongbao = gongbao;
          for (const key of queues.keys()) attempt(key);
        },
        (error: unknown) => {
          if (process.isDead) return;
          world().complain(error);
          over(process, 1_000 + chance.upTo(4_000));
        },
      );
  }

  function over(process: Process, pauseMs: number): void {
    end(process);
    onDeath(process);
    for (const [task] of queues.values()) if (task) task.under = null;
    current = null;
    startsAt = world().clock.now() + pauseMs;
    world().clock.after(pauseMs, null, start);
  }

  function attempt(key: string): void {
    const { gongbao } = current ?? {};
    const [task] = queues.get(key) ?? [];
    if (!task || !gongbao || task.under === gongbao.process) return;
    task.under = gongbao.process;
    world().clock.after(0, gongbao.process, () => perform(key, task, gongbao));
  }

  function perform(key: string, task: Task, gongbao: Gongbao): void {
    const isOurs = () => task.under === gongbao.process;
    running
      .run(gongbao.process, () => task.deed(world(), gongbao))
      .then(
        () => {
          if (!isOurs()) return;
          queues.get(key)?.shift();
          attempt(key);
        },
        (error: unknown) => {
          if (!isOurs()) return;
          world().trace(`${key} has no success: ${String(error)}`);
          world().complain(error);
          world().clock.after(AGAIN_MS, null, () => {
            if (isOurs()) task.under = null;
            attempt(key);
          });
        },
      );
  }

  function complainOfUnanswered(process: Process): void {
    const left = world().telegram.requests.filter(
      (request) =>
        request.process === process &&
        request.tokens.length > 0 &&
        request.answeredAt === null &&
        !request.isLost,
    );
    if (left.length > 0 && !process.isDead)
      world().complain(`it stopped before request ${left[0]?.id} was answered`);
  }

  return {
    gongbao: () => current?.gongbao ?? null,
    start,
    do(key, deed) {
      const queue = queues.get(key) ?? [];
      queues.set(key, queue);
      queue.push({ deed, under: null });
      attempt(key);
    },
    startsAt: () => startsAt,
    isBusy: () => [...queues.values()].some(({ length }) => length > 0),
    crash(process) {
      if (process === current?.process) over(process, pauseOf(chance));
      else end(process);
    },
    restart(pauseMs) {
      const { gongbao } = current ?? {};
      if (!gongbao || !current) return;
      const { process } = gongbao;
      current.gongbao = null; // it takes no more updates
      world().trace(`${process.name} is asked to stop`);
      const askedAt = world().clock.now();
      const done = () => {
        if (!process.isDead) over(process, pauseMs);
      };
      const forced = world().clock.after(STOP_MS, null, done);
      running
        .run(process, () => gongbao.stop())
        .then(() => {
          forced.run = null;
          if (world().clock.now() - askedAt < WAITED_MS) complainOfUnanswered(process);
          world().trace(`${process.name} has stopped`);
          done();
        }, world().complain);
    },
  };
}

/** It may give up on what is still under way, but not so soon. */
const WAITED_MS = 7_500;
/** A supervisor starts it at once, a person after the night. */
function pauseOf(chance: Chance): number {
  const seconds = chance.pick([1, 1, 1, 3, 30, 600, 14 * 3600]);
  return 200 + chance.upTo(seconds * 1_000);
}
