import type { Frequency, IsoDate, Query, Rhythm } from '../../src/domain/index.ts';
import type { Chance } from '../hardness/chance.ts';

/** When something that is followed comes, if not with the digest. */
export type Own = { readonly frequency: Frequency; readonly hour: number | null };

/** Something a chat follows, or followed. */
export type Wish = {
  readonly query: Query;
  /** `null`: with the digest. */
  own: Own | null;
  hasOtherRhythmSince: boolean;
  /** Since when it is surely followed: what comes later must be told. `Infinity` while that is not so. */
  since: number;
  /** When it was surely over: what comes later must not be told for it; `null`: it is not. */
  until: number | null;
};

/** What a chat wants to be reminded of. Instants are those of the service's clock. */
export type Reminder = {
  /** Of the article. */
  readonly token: string;
  /** As it was told when the wish was made; it is made again if it had no answer. */
  readonly seen: Set<IsoDate>;
  readonly askedAt: number;
  /** `Infinity`: it had no answer yet, or may be over. */
  setAt: number;
  /** `null`: it is not surely over. */
  stoppedAt: number | null;
};

const ALL = { kinds: null, publication: null } as const;

/** What is followed here: a few words in all, so that many follow the same. */
export const QUERIES: readonly [Query, ...Query[]] = [
  { by: 'place', text: '水头镇', ...ALL },
  { by: 'place', text: '鳌江镇', ...ALL },
  { by: 'place', text: '万全|麻步', ...ALL },
  { by: 'word', text: '停水', ...ALL },
  { by: 'word', text: '停水|停电 -水头镇', ...ALL },
  { by: 'word', text: '高标准农田', ...ALL },
  { by: 'word', text: '河道整治 座谈会', ...ALL },
  { by: 'word', text: '春耕备耕|防汛备汛', ...ALL },
  { by: 'word', text: '防汛备汛', kinds: ['news'], publication: '临溪周报' },
  { by: 'word', text: '推进会', kinds: ['news'], publication: null },
  { by: 'word', text: '推进会', kinds: null, publication: '平阳日报' },
  { by: 'person', text: '李明', ...ALL },
  { by: 'person', text: '欧阳雪', ...ALL },
  { by: 'office', text: '民政局 局长', ...ALL },
  { by: 'office', text: '副局长', ...ALL },
  { by: 'body', text: '财政局', ...ALL },
];

/** Of what it does not follow yet. */
export function anotherQuery(chance: Chance, wishes: readonly Wish[]): Query | undefined {
  const query = chance.pick(QUERIES);
  return wishes.some((wish) => wish.query === query) ? undefined : query;
}

export function someWishes(chance: Chance, since: number): Wish[] {
  const wishes: Wish[] = [];
  for (let left = chance.pick([0, 0, 1, 2, 3]); left > 0; left--) {
    const query = anotherQuery(chance, wishes);
    if (query) wishes.push(aWish(query, aRhythm(chance), since));
  }
  return wishes;
}

export function aWish(query: Query, own: Own | null, since: number): Wish {
  return { query, own, hasOtherRhythmSince: false, since, until: null };
}

/** Of what is followed; `null`: with the digest. */
export function aRhythm(chance: Chance): Own | null {
  if (chance.next() < 0.5) return null;
  const frequency = chance.pick(['instant', 'daily', 'weekly']);
  return { frequency, hour: frequency === 'instant' ? null : chance.pick([null, 8, 9, 20]) };
}

/** Long enough that they are there on the days that are looked at, and short enough to end on each. */
export function quietHours(chance: Chance): Rhythm['quiet'] {
  return chance.pick([null, null, { from: 22, to: 8 }, { from: 22, to: 9 }, { from: 6, to: 12 }]);
}

export function aChatsRhythm(chance: Chance): Rhythm {
  return {
    frequency: chance.pick(['instant', 'daily', 'daily', 'weekly']),
    hour: chance.pick([null, null, 8, 8, 9, 20]),
    timezone: chance.pick([
      null,
      null,
      'Asia/Tokyo',
      'Asia/Tokyo',
      'Europe/Rome',
      'America/St_Johns',
    ]),
    quiet: quietHours(chance),
  };
}
