/** The town's two days with everything real: database, runs, sender. What counts is what arrived. */
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createRuns, type Runs } from '../../src/runs.ts';
import { type Db, migrate, openDatabase } from '../../src/store/index.ts';
import { type Call, type Fault, TOKEN } from '../support/fake-bot-api.ts';
import { refusal, setUp } from '../support/sending.ts';
import type { Told } from './oracle.ts';
import { happen, missedBy, moveIn } from './settle.ts';
import { createTicker } from './ticker.ts';
import { isAway, isUp, type Town, ticksOf } from './town.ts';

/** What is done to the database behind the bot's back, to see that it is noticed. */
export type Meddling = {
  readonly once?: (db: Db) => Promise<unknown>;
  readonly everyTick?: (db: Db) => Promise<unknown>;
};

export type Received = ReadonlyMap<number, readonly Told[]>;

/** By citizen, what arrived. */
export async function play(town: Town, meddling: Meddling = {}): Promise<Received> {
  const { db, close } = await openDatabase('sqlite::memory:');
  onTestFinished(close);
  await migrate(db);
  const clock = createTicker(town.from);
  const config = readConfig({ BOT_TOKEN: TOKEN });
  await moveIn(db, town, config);
  await meddling.once?.(db);
  const { server, sender } = await setUp(db, {
    now: clock.now,
    fault: ({ chatId }) => refuseOf(town, chatId, clock.now()),
  });
  const logger = pino({ level: 'silent' });
  const wakeSender = () => sender.wake();
  const onNews = () => undefined;
  const runs = createRuns({
    ...{ db, config, sources: [], now: clock.now, logger, wakeSender, onNews },
  });
  onTestFinished(() => runs.stop());
  sender.start();
  const received = new Map<number, Told[]>();
  for (const at of ticksOf(town)) {
    clock.strike(at);
    for (const id of await happen(db, town, at)) await noteMissed(db, received, { id, at });
    if (!isUp(town, at)) continue;
    await meddling.everyTick?.(db);
    const before = server.taken.length;
    await tellWhoIsDue(runs);
    await clock.untilSent(db, sender);
    note(received, server.taken.slice(before), at);
  }
  const at = town.until + town.rest;
  for (const citizen of town.citizens)
    if (citizen.fate.kind === 'returns' && !isAway(citizen, at))
      await noteMissed(db, received, { id: citizen.id, at });
  return received;
}

function refuseOf({ citizens }: Town, chatId: number, now: Date): Fault | undefined {
  const citizen = citizens.find(({ id }) => id === chatId);
  if (!citizen || !isAway(citizen, now.getTime())) return undefined;
  return refusal(403, 'Forbidden: bot was blocked by the user');
}

/** Of the timetable, what writes to citizens; in its order. */
const TELLING = ['urgent', 'digests', 'reminders'];

async function tellWhoIsDue({ entries }: Runs): Promise<void> {
  for (const { name, run } of entries) if (TELLING.includes(name)) await run();
}

/** As an urgent message is headed; no article of this town says it. */
const IS_URGENT = /【紧急】|【緊急】|URGENT/u;

/** A digest may have several parts; an article that stands in it twice is in the list twice. */
function note(received: Map<number, Told[]>, calls: readonly Call[], at: number): void {
  for (const { chatId, payload } of calls) {
    const written = wordsOf(payload);
    const articles = articlesIn(written);
    const kind = IS_URGENT.test(written) ? 'urgent' : 'digest';
    const told = received.get(chatId) ?? [];
    const last = told.at(-1);
    const goesOn = kind === 'digest' && last?.kind === kind && last.at === at;
    if (goesOn) told[told.length - 1] = { ...last, articles: [...last.articles, ...articles] };
    else told.push({ at, kind, articles });
    received.set(chatId, told);
  }
}

type Back = { readonly id: number; readonly at: number };

async function noteMissed(db: Db, received: Map<number, Told[]>, { id, at }: Back): Promise<void> {
  const missed = await missedBy(db, id);
  if (missed.length === 0) return;
  const articles = missed.flatMap(({ title }) => articlesIn(title));
  received.set(id, [...(received.get(id) ?? []), { at, kind: 'missed', articles }]);
}

function articlesIn(written: string): number[] {
  return [...written.matchAll(/第(\d+)次/gu)].map(([, n]) => Number(n));
}

/** Of a classic message its text, of a rich one all texts in it. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { chat_id: _, ...fields } = value as Record<string, unknown>;
  return Object.values(fields).map(wordsOf).join('\n').trim();
}
