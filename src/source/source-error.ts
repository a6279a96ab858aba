import { shownName } from './web/fetch-error.ts';

/** Why a document cannot be read, for who tells it in another language. */
export type SourceFault =
  | 'absent'
  | 'empty'
  | 'large'
  | 'binary'
  | 'garbled'
  | 'foreign'
  | 'damaged'
  | 'locked'
  /** Pictures for letters, and nothing here that reads them. */
  | 'scan'
  /** Pictures in which no letters were found. */
  | 'blurred'
  /** An office file of the kind before 2007. */
  | 'outdated'
  /** More pages, files or letters than an issue has. */
  | 'long'
  /** The site shows robots another page. */
  | 'gated'
  /** It took too long, or too much memory. */
  | 'heavy';

/** What was given is no text we can read an issue from, or is not there at all. */
export class SourceError extends Error {
  override name = 'SourceError' as const;
  readonly source: string;
  readonly fault: SourceFault;
  readonly reason: string;

  constructor(source: string, fault: SourceFault, reason: string, options?: ErrorOptions) {
    const shown = shownName(source);
    super(`Cannot read ${shown}: ${reason}.`, options);
    this.source = shown;
    this.fault = fault;
    this.reason = reason;
  }
}
