import type { IsoDate } from '../domain/index.ts';
import type { Gap } from '../match/index.ts';
import type { ParseFault } from '../parse/index.ts';
import { ParseError } from '../parse/index.ts';
import {
  FetchError,
  type FetchFault,
  type Missing,
  SourceError,
  type SourceFault,
} from '../source/index.ts';
import type { Imbalance } from '../store/index.ts';

/** Why something was not read, for who tells it in another language. */
export type Failure = {
  readonly fault: SourceFault | ParseFault | FetchFault;
  /** What a server answered, where it was that. */
  readonly status: number | null;
  /** One line in English. */
  readonly message: string;
};

/** What did not come of an issue, as an alert names it. */
export function pagesOf(missing: readonly Missing[]) {
  return missing.map(({ address, fault, status, reason }) => ({
    name: address,
    failure: { fault, status, message: reason },
  }));
}

/** The failures of what we are given; everything else is a bug or broken surroundings. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof FetchError) {
    const { fault, status, message } = error;
    return { fault, status, message };
  }
  if (error instanceof SourceError || error instanceof ParseError)
    return { fault: error.fault, status: null, message: error.message };
  return undefined;
}

/** What admins should know without asking. */
export type Alert =
  | {
      readonly kind: 'source-fails';
      readonly source: string;
      readonly since: Date;
      readonly failure: Failure;
      readonly nextTry: Date;
    }
  | { readonly kind: 'source-works'; readonly source: string; readonly since: Date }
  | { readonly kind: 'file-not-read'; readonly file: string; readonly failure: Failure }
  /** Of something whose other parts were read. */
  | {
      readonly kind: 'parts-not-read';
      readonly of: string;
      readonly parts: readonly { readonly name: string; readonly failure: Failure }[];
    }
  /** Of an issue whose other pages came. */
  | {
      readonly kind: 'pages-missing';
      readonly source: string;
      readonly pages: readonly { readonly name: string; readonly failure: Failure }[];
      /** `null`: they are not tried again as long as nothing changes there. */
      readonly nextTry: Date | null;
    }
  | {
      readonly kind: 'unread';
      readonly publication: string;
      readonly date: IsoDate;
      readonly parts: readonly { readonly text: string; readonly reason: string }[];
    }
  | { readonly kind: 'unbalanced'; readonly imbalance: Imbalance }
  | { readonly kind: 'balanced'; readonly campaignId: string; readonly title: string }
  | { readonly kind: 'gaps'; readonly publication: string; readonly gaps: readonly Gap[] };
