/** Two days of a town: what is printed when, and what its citizens set. All of it by a seed. */
import {
  type Frequency,
  INTEREST_KINDS,
  ITEM_KINDS,
  type Language,
  type MessageStyle,
  type OwnWhen,
  type Query,
  type QuietHours,
  type Subscription,
  WITH_DIGEST,
} from '../../src/domain/index.ts';
import { type Chance, chanceOf } from '../hardness/chance.ts';
import { type Arrival, anArticle, BODIES, PAPERS, PEOPLE, PLACES, POSTS, TOPICS } from './paper.ts';

export type Wish = {
  /** Its text as the citizen writes it. */
  readonly query: Query;
  /** `null`: with the rest of the digest. */
  readonly own: (OwnWhen & { readonly frequency: Frequency }) | null;
};

type Fate =
  | { readonly kind: 'stays' }
  | { readonly kind: 'blocks' | 'unsubscribes'; readonly at: number }
  /** Blocks the bot, and is back later; once, or again and again. */
  | { readonly kind: 'returns'; readonly absences: readonly Absence[] };

export type Absence = {
  readonly at: number;
  readonly backAt: number;
  /** Telegram tells it at once; else the bot learns it from the first message refused. */
  readonly isNoticed: boolean;
};

export type Citizen = Pick<
  Subscription,
  'kinds' | 'publication' | 'frequency' | 'hour' | 'timezone' | 'quiet' | 'urgent'
> & {
  readonly id: number;
  readonly language: Language;
  readonly style: MessageStyle | null;
  readonly wishes: readonly Wish[];
  readonly fate: Fate;
};

export type Town = {
  readonly seed: number;
  readonly from: number;
  readonly until: number;
  /** So long after that nothing happens any more, and the runs look every hour. */
  readonly rest: number;
  /** Nobody looks who is due, and nothing is sent. */
  readonly outage: { readonly from: number; readonly until: number };
  /** Those before `from` were here before anybody subscribed. */
  readonly arrivals: readonly Arrival[];
  readonly citizens: readonly Citizen[];
};

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** So often the runs look who is due. */
export const TICK = 5 * MINUTE;

/** 18:00 in Shanghai; on two of the Mondays clocks change in Tehran. */
const SUNDAYS = ['2025-01-12T10:00:00Z', '2022-03-20T10:00:00Z', '2020-09-20T10:00:00Z'] as const;
const ZONES = [
  ...(['Asia/Shanghai', 'Asia/Kolkata', 'Asia/Tehran', 'Asia/Kathmandu', 'Europe/Rome'] as const),
  ...(['America/New_York', 'America/St_Johns', 'America/Los_Angeles'] as const),
  ...(['Pacific/Auckland', 'Pacific/Kiritimati', 'Australia/Sydney', 'America/Sao_Paulo'] as const),
] as const;

export function aTown(seed: number, citizens = 200): Town {
  const chance = chanceOf(seed, 0);
  const clocks = chanceOf(seed, 1);
  const papers = chanceOf(seed, 3);
  const from = Date.parse(SUNDAYS[seed % SUNDAYS.length] ?? SUNDAYS[0]);
  const until = from + 54 * HOUR;
  const outageFrom = from + 8 * HOUR + chance.upTo(72) * TICK;
  return {
    ...{ seed, from, until, rest: 0 },
    outage: { from: outageFrom, until: outageFrom + 3 * HOUR + chance.upTo(36) * TICK },
    arrivals: print(chance, from),
    citizens: Array.from({ length: citizens }, (_, index) =>
      ofOnePaper(papers, withOwnClocks(clocks, aCitizen(chance, index + 1, from))),
    ),
  };
}

export function* ticksOf({ from, until, rest }: Town): Generator<number> {
  for (let at = from; at <= until; at += TICK) yield at;
  for (let at = until + HOUR; at <= until + rest; at += HOUR) yield at;
}

/** Whether the bot is blocked; not as long as it may think. */
export function isAway({ fate }: Citizen, at: number): boolean {
  if (fate.kind === 'returns')
    return fate.absences.some((absence) => absence.at <= at && at < absence.backAt);
  return fate.kind === 'blocks' && fate.at <= at;
}

export function isUp({ outage }: Town, at: number): boolean {
  return at < outage.from || at >= outage.until;
}

/** An issue of Saturday, one of Sunday, and then some articles every few hours, at night too. */
function print(chance: Chance, from: number): Arrival[] {
  const moments = [from - 34 * HOUR, from - 10 * HOUR];
  for (let at = from; at < from + 50 * HOUR; at += 20 * MINUTE + chance.upTo(6 * 60) * MINUTE)
    moments.push(at);
  let n = 0;
  return moments.map((at, index) => ({
    at,
    publication: index < 2 ? PAPERS[0] : chance.pick(PAPERS),
    date: new Date(at + 8 * HOUR).toISOString().slice(0, 10),
    articles: Array.from({ length: 1 + chance.upTo(5) }, () => anArticle(chance, ++n)),
  }));
}

function aCitizen(chance: Chance, id: number, from: number): Citizen {
  const wishes = someWishes(chance);
  const chosen = ITEM_KINDS.filter(() => chance.next() < 0.35);
  return {
    id,
    kinds: wishes.length === 0 && chosen.length === 0 ? ['notice'] : chosen,
    publication: null,
    frequency: chance.pick(['daily', 'daily', 'weekly', 'instant']),
    hour: chance.next() < 0.2 ? null : chance.upTo(24),
    timezone: chance.next() < 0.2 ? null : chance.pick(ZONES),
    quiet: chance.next() < 0.5 ? quietHours(chance) : null,
    urgent: chance.next() < 0.75,
    language: chance.pick(['zh', 'zh', 'zh-hant', 'en']),
    style: chance.pick(['classic', 'rich', null]),
    wishes,
    fate: aFate(chance, from),
  };
}

/** Some of what is followed with a rhythm of its own has a zone and quiet hours of its own; not of who was away meanwhile. */
function withOwnClocks(chance: Chance, citizen: Citizen): Citizen {
  if (citizen.fate.kind === 'returns') return citizen;
  const wishes = citizen.wishes.map(({ query, own }): Wish => {
    if (own === null) return { query, own };
    const timezone = chance.next() < 0.8 ? chance.pick(ZONES) : null;
    const quiet = chance.next() < 0.7 ? chance.pick(['none', quietHours(chance)] as const) : null;
    return { query, own: { ...own, timezone, quiet } };
  });
  return { ...citizen, wishes };
}

/** Some want their kinds of one paper only. */
function ofOnePaper(chance: Chance, citizen: Citizen): Citizen {
  return chance.next() < 0.25 ? { ...citizen, publication: chance.pick(PAPERS) } : citizen;
}

function quietHours(chance: Chance): QuietHours {
  const from = chance.pick([22, 21, 23, chance.upTo(24)]);
  return { from, to: (from + 1 + chance.upTo(11)) % 24 };
}

function aFate(chance: Chance, from: number): Fate {
  const at = from + 6 * HOUR + chance.upTo(40 * 60) * MINUTE;
  if (chance.next() < 0.8) return { kind: 'stays' };
  const kind = chance.pick(['blocks', 'unsubscribes', 'returns', 'returns']);
  if (kind !== 'returns') return { kind, at };
  const backAt = at + HOUR + chance.upTo(24 * 60) * MINUTE;
  return { kind, absences: [{ at, backAt, isNoticed: false }] };
}

function someWishes(chance: Chance): Wish[] {
  const count = chance.pick([0, 0, 1, 2, 3, 6]);
  const wishes = Array.from({ length: count }, () => aWish(chance));
  // Written in other letters it is followed already.
  const sameAs = ({ query }: Wish) => JSON.stringify(query).normalize('NFKC').toLowerCase();
  return [...new Map(wishes.map((wish) => [sameAs(wish), wish])).values()];
}

function aWish(chance: Chance): Wish {
  const by = chance.pick(INTEREST_KINDS);
  const query = {
    by,
    text: wordsFor(by, chance),
    kinds: chance.next() < 0.2 ? [chance.pick(ITEM_KINDS)] : null,
    publication: chance.next() < 0.15 ? chance.pick(PAPERS) : null,
  };
  const frequency = chance.pick(['instant', 'daily', 'daily', 'weekly']);
  const hour = frequency === 'instant' || chance.next() < 0.3 ? null : chance.upTo(24);
  return { query, own: chance.next() < 0.35 ? { ...WITH_DIGEST, frequency, hour } : null };
}

function wordsFor(by: Query['by'], chance: Chance): string {
  const { pick } = chance;
  switch (by) {
    case 'word':
      return pick([
        ...[pick(TOPICS), `${pick(PLACES)} ${pick(TOPICS)}`, `${pick(TOPICS)}|${pick(TOPICS)}`],
        ...[`${pick(TOPICS)} -${pick(PLACES)}`, '停電', 'ＡＩ', 'ai|義診', '居民 -招聘'],
      ] as const);
    case 'person':
      return pick([pick(PEOPLE), pick(PEOPLE), `${pick(PEOPLE)} ${pick(PEOPLE)}`, '陳曉東']);
    case 'office':
      return pick([pick(POSTS), '民政局 局长', '教育局|财政局', '局长 -副局长']);
    case 'body':
      return pick([pick(BODIES), '民政局', '教育局', '财政局']);
    case 'place':
      return pick([pick(PLACES), pick(PLACES), '水頭', '鳌江|万全']);
  }
}
