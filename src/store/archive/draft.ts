import type { IsoDate, Item } from '../../domain/index.ts';
import { fingerprintOf, identityOf } from './identity.ts';

/** An article as it came, with what tells whether it is here already. */
export type Draft = {
  readonly item: Item;
  readonly fingerprint: string;
  readonly identity: string;
};

/** Where and when the articles came. */
export type Origin = {
  readonly issueId: string;
  readonly publication: string;
  readonly date: IsoDate;
  /** Else it is the day they came. */
  readonly isDatePrinted: boolean;
  readonly documentId: string;
  readonly isGuessed: boolean;
  readonly now: Date;
};
/** An item whose letters were guessed, and others that are no more than parts of the same article. */
export type Clearer = { readonly id: number; readonly parts: readonly number[] };

/** What is here already, by fingerprint; `clearer` was read from a scan. */
export type Recognized = {
  readonly known: Map<string, number>;
  readonly clearer: ReadonlyMap<string, Clearer>;
};

export function draftOf(publication: string, date: IsoDate, item: Item): Draft {
  return {
    item,
    fingerprint: fingerprintOf(item),
    identity: identityOf(publication, date, item),
  };
}
