import type { Act, IsoDate, KeyDate } from './act.ts';
import type { ItemKind } from './issue.ts';

/** What an act says, wherever it was read. */
export type ActFact = Pick<Act, 'person' | 'action' | 'post' | 'organization' | 'date'>;
export type KeyDateFact = Pick<KeyDate, 'label' | 'date'>;

export const FACT_KINDS = ['act', 'key-date'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Something an admin can say yes or no to. */
export type Fact =
  | { readonly kind: 'act'; readonly act: ActFact }
  | { readonly kind: 'key-date'; readonly keyDate: KeyDateFact };

/** Where a fact stands in the archive. */
export type FactRef = {
  readonly itemId: number;
  readonly revision: number;
  readonly kind: FactKind;
  readonly position: number;
};

/** What an admin said of a fact that waited. Corrected: something like it is right. */
export type Verdict = 'right' | 'wrong' | 'corrected';

export type Answer =
  | { readonly verdict: 'right' | 'wrong' }
  | { readonly verdict: 'corrected'; readonly fact: Fact };

/** The article a fact stands in, as far as a line about it needs. */
export type FactSource = {
  readonly id: number;
  readonly kind: ItemKind;
  readonly title: string;
  readonly publication: string;
  readonly issueDate: IsoDate;
};

/** A fact that waited and is sure now, in the words that count. */
export type ConfirmedFact = {
  /** Grows with every review, so that «what is new» is «what is greater». */
  readonly reviewId: number;
  readonly fact: Fact;
  /** What was told before in its place, and was misread from a scan. */
  readonly instead: Fact | null;
  readonly item: FactSource;
  /** Whether the article tells of acts that are sure. */
  readonly tellsActs: boolean;
};
