/** The doubts about a fact, out of the JSON list in which they are kept. */
export function readReasons(text: string): string[] {
  const reasons: unknown = JSON.parse(text);
  return Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : [];
}
