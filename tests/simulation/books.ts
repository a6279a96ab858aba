import type { ItemKind, Language } from '../../src/domain/index.ts';
import type { Segment } from '../../src/store/index.ts';
import type { Resident } from './town.ts';

/** What the world knows was asked for, written down by nobody but itself. */
export type Books = {
  readonly articles: Map<string, { readonly kind: ItemKind; readonly since: number }>;
  readonly broadcasts: Broadcast[];
  /** When the clock was set, the machine slept or a program stood still: until when. */
  readonly standstills: { readonly from: number; readonly to: number }[];
  wasSetBack: boolean;
  /** When the database failed. */
  readonly troubles: number[];
};

export type Broadcast = {
  readonly number: number;
  /** One a part; a rich part has two, as its fallback has two messages. */
  readonly tokens: readonly string[];
  readonly segment: Segment;
  campaignId: string | null;
  /** When its admin began to confirm it; `null`: nobody may get it. */
  confirmedAt: number | null;
  /** When nothing of it may leave. */
  readonly stops: { readonly from: number; to: number }[];
  cancelledAt: number | null;
};

export function emptyBooks(): Books {
  return { articles: new Map(), broadcasts: [], standstills: [], wasSetBack: false, troubles: [] };
}

/** What the chat must have got in the end, whatever went wrong on the way. */
export function owedTo(resident: Resident, { articles, broadcasts }: Books): string[] {
  const { steadySince, kinds } = resident;
  const printed = [...articles].filter(
    ([, { kind, since }]) => since > steadySince && kinds.includes(kind),
  );
  const said = broadcasts.filter(
    ({ confirmedAt, segment }) =>
      confirmedAt !== null && confirmedAt > steadySince && isFor(resident, segment),
  );
  return [...printed.map(([token]) => token), ...said.flatMap(({ tokens }) => tokens)];
}

/** What it may have got: nothing it never asked for. */
export function mayGet(
  resident: Resident,
  token: string,
  { articles, broadcasts }: Books,
): boolean {
  const article = articles.get(token);
  if (article) return resident.everWanted.has(article.kind);
  const said = broadcasts.find(({ tokens }) => tokens.includes(token));
  return said !== undefined && said.confirmedAt !== null && resident.everWanted.size > 0;
}

function isFor(
  { kinds, language }: { kinds: readonly ItemKind[]; language: Language },
  segment: Segment,
): boolean {
  if (kinds.length === 0) return false;
  switch (segment.kind) {
    case 'all':
      return true;
    case 'kind':
      return kinds.includes(segment.item);
    case 'language':
      return language === segment.language;
  }
}
