/** Why a text is no issue, for who tells it in another language. */
export type ParseFault = 'no-article' | 'not-printed' | 'future';

/** The text is no issue: there is no article in it, or nothing that is printed, or not yet. */
export class ParseError extends Error {
  override name = 'ParseError' as const;
  readonly source: string;
  readonly fault: ParseFault;
  readonly reason: string;

  constructor(source: string, fault: ParseFault, reason: string) {
    super(`Cannot read an issue from ${source}: ${reason}.`);
    this.source = source;
    this.fault = fault;
    this.reason = reason;
  }
}
