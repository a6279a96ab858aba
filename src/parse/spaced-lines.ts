const SPACED = /\p{Script=Han}[ \u00a0](?=\p{Script=Han})/gu;
const TIGHT = /\p{Script=Han}(?=\p{Script=Han})/gu;
/** So many spaces in one line are no padding of names. */
const SURELY = 8;
/** In a spaced line so many letters stand apart for one that does not. */
const LEAST_RATIO = 3;
const MAY_BE_SPACED = new RegExp(`(?:\\S[ \u00a0]){${SURELY}}`, 'u');

/**
 * 临 溪 县 人 民 政 府: what read the letters from a picture put a space between any two of them. Wider gaps
 * stay. Letter for letter: where a space was, there is what a flow leaves out.
 */
export function closeSpacedLines(text: string): string {
  if (!MAY_BE_SPACED.test(text)) return text;
  const lines = text.split('\n');
  if (!lines.some((line) => isSpaced(line, SURELY))) return text;
  return lines
    .map((line) => (isSpaced(line, 1) ? line.replace(/(?<=\S)[ \u00a0](?=\S)/gu, '\u200b') : line))
    .join('\n');
}

function isSpaced(line: string, least: number): boolean {
  const spaces = line.match(SPACED)?.length ?? 0;
  return spaces >= least && spaces >= LEAST_RATIO * (line.match(TIGHT)?.length ?? 0);
}
