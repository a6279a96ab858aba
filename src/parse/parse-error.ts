/** The text is no issue: there is no article in it. */
export class ParseError extends Error {
  override name = 'ParseError' as const;

  constructor(source: string, reason: string) {
    super(`Cannot read an issue from ${source}: ${reason}.`);
  }
}
