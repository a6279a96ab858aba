import { expect, it } from 'vitest';
import type { Rhythm } from '../../src/domain/index.ts';
import { dayAfter, isQuietAt, outOfQuiet, plannedOn, wallAt } from '../support/calendar-oracle.ts';
import { aChat, type ChatModel, randomFrom, type Turn } from '../support/digest-model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICK = 15_000;
const BEGIN = Date.UTC(2015, 0, 1);
const END = Date.UTC(2035, 0, 1);

/** Both hemispheres, half hours, a change of half an hour, one at midnight, none at all. */
const ZONES = [
  ...['Asia/Shanghai', 'Europe/Rome', 'America/New_York', 'America/Santiago', 'America/Havana'],
  ...['Australia/Lord_Howe', 'Pacific/Auckland', 'Asia/Kolkata', 'America/St_Johns', null],
];

/** What happens to a chat, in the order of true time. Between two of these nothing changes but the time. */
type Event =
  | { readonly at: number; readonly what: 'article' | 'down' | 'up' }
  | { readonly at: number; readonly what: 'jump'; readonly skew: number }
  | { readonly at: number; readonly what: 'choose'; readonly change: Partial<Rhythm> };

type Life = {
  readonly turns: readonly (Turn & { readonly rhythm: Rhythm })[];
  /** By the clock of the time; and whether all was well after it. */
  readonly disturbed: readonly {
    readonly at: number;
    readonly isCalm: boolean;
    readonly isDown: boolean;
  }[];
  readonly arrivals: readonly number[];
  readonly changes: readonly { readonly at: number; readonly rhythm: Rhythm }[];
};

it.each([1, 2, 3])('twenty years of a chat’s digests, life %i', (seed) => {
  const life = live(seed);
  tellsEachArticleOnce(life);
  leavesAloneInQuietHours(life);
  comesWhenPromised(life);
  catchesUpOnce(life);
});

function live(seed: number): Life {
  const random = randomFrom(seed);
  const first = {
    frequency: 'daily',
    hour: seed * 3,
    timezone: 'Europe/Rome',
    quiet: null,
  } as const;
  const chat = aChat(first, new Date(BEGIN));
  const told: { -readonly [K in keyof Life]: Life[K][number][] } = {
    ...{ turns: [], disturbed: [], arrivals: [], changes: [{ at: BEGIN, rhythm: first }] },
  };
  let [skew, isUp, newest, at] = [0, true, 0, BEGIN];
  const runUntil = (end: number) => {
    while (isUp) {
      const tick = nextTick(chat, { at, skew, newest });
      if (tick === null || tick > end) break;
      at = tick;
      const rhythm = chat.rhythm();
      const turn = chat.tick(new Date(at + skew), newest);
      if (turn) told.turns.push({ ...turn, rhythm });
    }
    at = end;
  };
  for (const event of eventsOf(random)) {
    runUntil(event.at);
    if (event.what === 'article') told.arrivals[newest++] = at + skew;
    else if (event.what === 'choose' && isUp) {
      chat.choose(event.change, new Date(at + skew));
      told.changes.push({ at: at + skew, rhythm: chat.rhythm() });
    } else if (event.what === 'jump') {
      // Calm is over by the clock as it was, and begins again where both clocks have passed.
      const isCalm = event.skew === 0;
      told.disturbed.push({ at: isCalm ? Math.max(at, at + skew) : at, isCalm, isDown: false });
      skew = event.skew;
    } else if (event.what !== 'choose') {
      isUp = event.what === 'up';
      told.disturbed.push({ at: at + skew, isCalm: isUp, isDown: !isUp });
    }
  }
  runUntil(END);
  return told;
}

type Moment = { readonly at: number; readonly skew: number; readonly newest: number };

/** The next look of a service that looks every quarter of a minute, and finds the chat due. */
function nextTick(chat: ChatModel, { at, skew, newest }: Moment): number | null {
  const dueAt = chat.dueAt();
  if (dueAt === null && chat.toldThrough() >= newest) return null;
  const due = dueAt === null ? at : Math.max(at, dueAt.getTime() - skew);
  return Math.ceil((due + 1) / TICK) * TICK;
}

function eventsOf(random: () => number): Event[] {
  const events: Event[] = [];
  const among = (from: number, to: number) => Math.floor(from + random() * (to - from));
  let troubledUntil = BEGIN;
  for (let at = BEGIN; at < END - 40 * DAY; at += DAY) {
    if (random() < 0.8) events.push({ at: at + among(0, DAY), what: 'article' });
    if (random() < 0.06)
      events.push({ at: at + among(0, DAY), what: 'choose', change: aChange(random) });
    if (at < troubledUntil) continue;
    const from = at + among(0, DAY);
    if (random() < 0.01) {
      troubledUntil = from + among(MINUTE, 2 * DAY);
      events.push({ at: from, what: 'jump', skew: among(-5 * HOUR, 5 * HOUR) });
      events.push({ at: troubledUntil, what: 'jump', skew: 0 });
    } else if (random() < 0.02) {
      troubledUntil = from + among(MINUTE, random() < 0.2 ? 20 * DAY : 30 * HOUR);
      events.push({ at: from, what: 'down' }, { at: troubledUntil, what: 'up' });
    }
  }
  return events.sort((a, b) => a.at - b.at);
}

function aChange(random: () => number): Partial<Rhythm> {
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const hour = () => Math.floor(random() * 24);
  const quiet = { from: hour(), to: hour() };
  switch (pick(['hour', 'zone', 'quiet', 'usual', 'frequency'] as const)) {
    case 'hour':
      return { hour: hour() };
    case 'zone':
      return { timezone: pick(ZONES) };
    case 'quiet':
      return { quiet: quiet.from === quiet.to || random() < 0.3 ? null : quiet };
    case 'usual':
      return { hour: null };
    case 'frequency':
      return { frequency: pick(['daily', 'daily', 'daily', 'weekly', 'instant'] as const) };
  }
}

function tellsEachArticleOnce({ turns, arrivals }: Life): void {
  const told = turns.flatMap(({ items }) => items);
  expect(told).toEqual(arrivals.map((_, index) => index + 1));
}

function leavesAloneInQuietHours({ turns }: Life): void {
  expect(turns.filter(({ at, rhythm }) => isQuietAt(at, rhythm))).toEqual([]);
}

/** On days, and in weeks, around which nothing was disturbed or chosen: when exactly it comes is known. */
function comesWhenPromised(life: Life): void {
  let [days, weeks] = [0, 0];
  for (const { from, to, rhythm } of calmTimes(life)) {
    const turns = life.turns.filter(({ at }) => at >= from && at < to);
    if (rhythm.frequency === 'instant') {
      for (const { at, items } of turns)
        for (const item of items) {
          const came = life.arrivals[item - 1] ?? 0;
          if (came >= from) expect(at - outOfQuiet(came + TICK, rhythm)).toBeLessThanOrEqual(TICK);
        }
      continue;
    }
    const planned = plannedBetween(from, to, rhythm);
    const came = turns.map(({ at }) => at);
    expect(came.length, `${new Date(from).toISOString()} ${JSON.stringify(rhythm)}`).toBe(
      planned.length,
    );
    for (const [index, at] of planned.entries())
      expect((came[index] ?? 0) - at).toBeLessThanOrEqual(2 * TICK);
    if (rhythm.frequency === 'daily') days += planned.length;
    else weeks += planned.length;
  }
  expect(days).toBeGreaterThan(800);
  expect(weeks).toBeGreaterThan(20);
}

/** Between two disturbances, from when the dust has settled; off the quarters in which digests come. */
function* calmTimes({ disturbed, changes }: Life) {
  const chosen = changes.map(({ at }) => ({ at, isCalm: true }));
  const marks = [...disturbed, ...chosen, { at: END, isCalm: true }].sort((a, b) => a.at - b.at);
  let [last, isCalm] = [BEGIN, true];
  for (const mark of marks) {
    const rhythm = changes.findLast(({ at }) => at <= last)?.rhythm;
    const from = betweenQuarters(last + (rhythm?.frequency === 'weekly' ? 8 : 2) * DAY);
    const to = betweenQuarters(mark.at - HOUR);
    if (rhythm && isCalm && to > from) yield { from, to, rhythm };
    last = Math.max(last, mark.at);
    isCalm = disturbed.findLast(({ at }) => at <= mark.at)?.isCalm ?? true;
  }
}

function betweenQuarters(at: number): number {
  return Math.ceil(at / (15 * MINUTE)) * 15 * MINUTE + 7 * MINUTE;
}

function plannedBetween(from: number, to: number, rhythm: Rhythm): number[] {
  const timezone = rhythm.timezone ?? 'Asia/Shanghai';
  const planned = new Set<number>();
  const last = dayAfter(wallAt(to, timezone).day);
  for (let day = dayAfter(wallAt(from, timezone).day, -2); day <= last; day = dayAfter(day)) {
    const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
    if (rhythm.frequency === 'daily' || isMonday) planned.add(plannedOn(day, rhythm));
  }
  return [...planned].filter((at) => at >= from && at < to).sort((a, b) => a - b);
}

/** After a time in which it was down: one digest with all that came meanwhile, and then the next as planned. */
function catchesUpOnce({ turns, disturbed, changes }: Life): void {
  let caughtUp = 0;
  for (const [index, { at: down, isDown }] of disturbed.entries()) {
    const up = disturbed[index + 1];
    if (!isDown || !up || changes.some(({ at }) => at > down - 3 * DAY && at < up.at + 2 * DAY))
      continue;
    const rhythm = changes.findLast(({ at }) => at <= down)?.rhythm;
    if (rhythm?.frequency !== 'daily' || up.at - down < DAY) continue;
    if ((disturbed[index + 2]?.at ?? END) < up.at + 2 * DAY) continue;
    const [next] = plannedBetween(up.at, up.at + 2 * DAY, rhythm);
    const came = turns.filter(({ at }) => at > down && at < (next ?? 0) + MINUTE);
    const first = outOfQuiet(up.at, rhythm);
    expect(came.length).toBe(first < (next ?? 0) ? 2 : 1);
    expect((came[0]?.at ?? 0) - Math.min(first, next ?? 0)).toBeLessThanOrEqual(2 * TICK);
    caughtUp += 1;
  }
  expect(caughtUp).toBeGreaterThan(2);
}
