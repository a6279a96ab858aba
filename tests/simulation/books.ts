import type { IsoDate, Query } from '../../src/domain/index.ts';
import type { Segment } from '../../src/store/index.ts';
import { isOfKinds, matches } from '../support/query-oracle.ts';
import { type Article, PUBLICATION } from './paper.ts';
import type { Resident } from './town.ts';
import type { Wish } from './wishes.ts';

/** What the world knows was asked for, written down by nobody but itself. */
export type Books = {
  readonly articles: Map<string, KnownArticle>;
  /** By article. Instants are those of the service's clock. */
  readonly corrections: Map<string, Corrected>;
  readonly broadcasts: Broadcast[];
  /** When the clock was set, the machine slept or a program stood still: until when. */
  readonly standstills: { readonly from: number; readonly to: number }[];
  /** By how much the clock was set back, all in all. */
  setBackMs: number;
  /** When the database failed. */
  readonly troubles: number[];
  /** When there was nothing left to do, by the world's time and by the service's clock. */
  readonly settled: { readonly at: number; readonly wall: number }[];
};

export type KnownArticle = Article & {
  /** When somebody began to read it in. */
  readonly since: number;
  /** When that was done, by the service's clock; `null`: it was not. */
  readAt: number | null;
};

export type Corrected = {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly begunAt: number;
  /** `Infinity`: not yet. */
  readonly readAt: number;
};

export type Broadcast = {
  readonly number: number;
  /** One a part; a rich part has two, as its fallback has two messages. */
  readonly tokens: readonly string[];
  readonly segment: Segment;
  readonly isUrgent: boolean;
  campaignId: string | null;
  /** When its admin began to confirm it; `null`: nobody may get it. */
  confirmedAt: number | null;
  /** When nothing of it may leave. */
  readonly stops: { readonly from: number; to: number }[];
  cancelledAt: number | null;
};

export function emptyBooks(): Books {
  return {
    ...{ articles: new Map(), corrections: new Map(), broadcasts: [], settled: [] },
    ...{ standstills: [], setBackMs: 0, troubles: [] },
  };
}

/** What the chat must have got in the end, whatever went wrong on the way. */
export function owedTo(resident: Resident, { articles, broadcasts }: Books): string[] {
  const { steadySince } = resident;
  const printed = [...articles.values()].filter((article) => isOwed(resident, article));
  const said = broadcasts.filter(
    ({ confirmedAt, segment }) =>
      confirmedAt !== null && confirmedAt > steadySince && isFor(resident, segment, confirmedAt),
  );
  return [...printed.map(({ token }) => token), ...said.flatMap(({ tokens }) => tokens)];
}

/** For its kind, or for something that was followed before it was printed and is to this day. */
export function isOwed({ steadySince, kinds, wishes }: Resident, article: KnownArticle): boolean {
  const { since, item } = article;
  if (since <= steadySince) return false;
  return isOfKinds(item, kinds) || wishes.some((wish) => surelyHas(wish, article));
}

/** It was followed before the article was printed, and is to this day. */
export function surelyHas(wish: Wish, article: KnownArticle): boolean {
  return wish.until === null && wish.since < article.since && has(wish, article);
}

/** What it may have got: nothing it never asked for, or asked for no more when it was printed. */
export function mayGet(
  { everWanted, wishes }: Resident,
  token: string,
  { articles, broadcasts }: Books,
): boolean {
  const article = articles.get(token);
  if (article)
    return (
      isOfKinds(article.item, [...everWanted]) ||
      wishes.some((wish) => (wish.until ?? article.since) >= article.since && has(wish, article))
    );
  const said = broadcasts.find(({ tokens }) => tokens.includes(token));
  const wantedAnything = everWanted.size + wishes.length > 0;
  return said !== undefined && said.confirmedAt !== null && wantedAnything;
}

/** Queries and articles are few, those who follow them many. */
const found = new WeakMap<Query, WeakMap<Article['item'], boolean>>();

/** Whether an article has what is followed. */
export function has({ query }: Wish, { item }: Article): boolean {
  const ofQuery = found.get(query) ?? new WeakMap<Article['item'], boolean>();
  found.set(query, ofQuery);
  const known = ofQuery.get(item);
  if (known !== undefined) return known;
  const isThere = matches(query, { item, publication: PUBLICATION });
  ofQuery.set(item, isThere);
  return isThere;
}

type Asked = Pick<Resident, 'kinds' | 'language' | 'wishes'>;

/** Who follows only what was asked for later may have wanted nothing at all when it was confirmed. */
function isFor({ kinds, language, wishes }: Asked, segment: Segment, at: number): boolean {
  const isFollowing = wishes.some(({ since, until }) => until === null && since < at);
  if (kinds.length === 0 && !isFollowing) return false;
  switch (segment.kind) {
    case 'all':
      return true;
    case 'kind':
      return kinds.includes(segment.item);
    case 'language':
      return language === segment.language;
  }
}
