/** A town in which everybody blocks the bot and comes back, again and again; and what nobody may lose by it. */
import { type Chance, chanceOf } from '../hardness/chance.ts';
import { isSubscribedTo, isUrgent, matches } from '../support/query-oracle.ts';
import { type Printed, sinceNewestIssue } from './oracle.ts';
import type { Received } from './play.ts';
import { type Absence, aTown, type Citizen, HOUR, MINUTE, TICK, type Town } from './town.ts';

export function comersAndGoers(seed: number, citizens: number): Town {
  const town = aTown(seed, citizens);
  const chance = chanceOf(seed, 2);
  return {
    ...town,
    // Every turn comes once more, those of Mondays too.
    rest: 8 * 24 * HOUR,
    citizens: town.citizens.map((citizen) => ({
      ...citizen,
      fate: { kind: 'returns', absences: someAbsences(chance, town) },
    })),
  };
}

/** The last ends before the town's days do. */
function someAbsences(chance: Chance, { from, until }: Town): Absence[] {
  const absences: Absence[] = [];
  let at = from + chance.upTo(20 * 60) * MINUTE;
  while (at < until - 2 * HOUR) {
    const backAt = Math.min(at + (10 + chance.upTo(20 * 60)) * MINUTE, until - TICK);
    absences.push({ at, backAt, isNoticed: chance.next() < 0.4 });
    at = backAt + (10 + chance.upTo(14 * 60)) * MINUTE;
  }
  return absences;
}

/** Whatever a citizen wants it is told once, or shown as missed; both only where it could not wait. */
export function broken(town: Town, received: Received): string[] {
  const printed = sinceNewestIssue(town);
  return town.citizens.flatMap((citizen) => {
    const faults = printed.flatMap((article) => faultWith(article, citizen, received) ?? []);
    return faults.length > 0 ? `citizen ${citizen.id}: ${faults.join(', ')}` : [];
  });
}

function faultWith(article: Printed, citizen: Citizen, received: Received): string | undefined {
  const { id, wishes, urgent } = citizen;
  const all = (received.get(id) ?? []).filter(({ articles }) => articles.includes(article.n));
  const told = all.filter(({ kind }) => kind !== 'missed');
  const shown = all.filter(({ kind }) => kind === 'missed');
  const isWanted =
    isSubscribedTo(article, citizen) || wishes.some(({ query }) => matches(query, article));
  if (!isWanted) return all.length > 0 ? `${article.n} is not wanted` : undefined;
  if (all.length === 0) return `${article.n} is lost`;
  if (told.length > 1) return `${article.n} is told again`;
  const [once] = told;
  if (!once || shown.length === 0) return undefined;
  if (shown.some(({ at }) => at > once.at)) return `${article.n} is told, and shown as missed`;
  return urgent && isUrgent(article.item) ? undefined : `${article.n} is missed, and told`;
}
