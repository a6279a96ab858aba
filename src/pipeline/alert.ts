import type { IsoDate } from '../domain/index.ts';
import type { Gap } from '../match/index.ts';
import type { ParseFault } from '../parse/index.ts';
import { ParseError } from '../parse/index.ts';
import { FetchError, type FetchFault, SourceError, type SourceFault } from '../source/index.ts';
import type { Imbalance } from '../store/index.ts';

/** Why something was not read, for who tells it in another language. */
export type Failure = {
  readonly fault: SourceFault | ParseFault | FetchFault;
  /** What a server answered, where it was that. */
  readonly status: number | null;
  /** One line in English. */
  readonly message: string;
};

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
  /** Of a file whose other parts were read. */
  | { readonly kind: 'part-not-read'; readonly part: string; readonly failure: Failure }
  | {
      readonly kind: 'unread';
      readonly publication: string;
      readonly date: IsoDate;
      readonly parts: readonly { readonly text: string; readonly reason: string }[];
    }
  | { readonly kind: 'unbalanced'; readonly imbalance: Imbalance }
  | { readonly kind: 'balanced'; readonly campaignId: string; readonly title: string }
  | { readonly kind: 'gaps'; readonly publication: string; readonly gaps: readonly Gap[] };
