import type { Rhythm } from '../../src/domain/index.ts';
import { dayAfter, isQuietAt, outOfQuiet, plannedOn, wallAt } from '../support/calendar-oracle.ts';
import { isOfKinds } from '../support/query-oracle.ts';
import type { KnownArticle } from './books.ts';
import { type Resident, rhythmOf, SCHEDULE } from './town.ts';
import type { Wish } from './wishes.ts';

/** The timetable looks every quarter of a minute who is due, and every minute for reminders. */
export const LOOKED_MS = 62_000;

/** When something comes that a chat wants: with its digest, or by itself. */
export type Stream = {
  readonly rhythm: Rhythm;
  readonly wants: (article: KnownArticle) => boolean;
};

type Follows = (wish: Wish, article: KnownArticle) => boolean;

/** Of a chat that has chosen nothing else since the story began. `follows`: what is followed surely, or maybe. */
export function streamsOf(resident: Resident, follows: Follows): Stream[] {
  const { kinds, wishes } = resident;
  const own = wishes.filter((wish) => wish.own !== null);
  return [
    {
      rhythm: rhythmOf(resident),
      wants: (article) =>
        isOfKinds(article.item, kinds) ||
        wishes.some((wish) => wish.own === null && follows(wish, article)),
    },
    ...own.map((wish) => ({
      rhythm: rhythmOf(resident, wish.own),
      wants: (article: KnownArticle) => follows(wish, article),
    })),
  ];
}

/** Whether something that came in at that time has had a turn since, and was surely looked for. */
export function hadTurn(rhythm: Rhythm, { from, to }: { from: number; to: number }): boolean {
  // Whoever is quiet now may have been so whenever the service was up.
  if (isQuietAt(to, rhythm) || isQuietAt(to - LOOKED_MS, rhythm)) return false;
  const turn = nextTurn(rhythm, from);
  return turn <= to - LOOKED_MS;
}

/** The first after an instant; what falls in quiet hours comes at their end. */
export function nextTurn(rhythm: Rhythm, after: number): number {
  if (rhythm.frequency === 'instant') return outOfQuiet(after, rhythm);
  const first = dayAfter(wallAt(after, rhythm.timezone ?? SCHEDULE.timezone).day, -1);
  for (let days = 0; ; days++) {
    const day = dayAfter(first, days);
    const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
    if (rhythm.frequency === 'weekly' && !isMonday) continue;
    const turn = onceADay(day, rhythm);
    if (turn > after) return turn;
  }
}

/** Few rhythms are different, and all stories are of the same days. */
const planned = new Map<string, number>();

function onceADay(day: string, rhythm: Rhythm): number {
  const { hour, timezone, quiet } = rhythm;
  const key = `${day} ${hour} ${timezone} ${quiet?.from} ${quiet?.to}`;
  const known = planned.get(key);
  if (known !== undefined) return known;
  const at = plannedOn(day, rhythm);
  planned.set(key, at);
  return at;
}
