/** What was given is no text we can read an issue from, or is not there at all. */
export class SourceError extends Error {
  override name = 'SourceError' as const;
  readonly reason: string;

  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(`Cannot read ${source}: ${reason}.`, options);
    this.reason = reason;
  }
}
