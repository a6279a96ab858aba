import { countOfSpaced } from './broken-words.ts';
import { lean } from './lean.ts';
import { isRowOfNames } from './rows.ts';

const SPACED = lean(/\p{Script=Han}[ \u00a0](?=\p{Script=Han})/gu);
const TIGHT = lean(/\p{Script=Han}(?=\p{Script=Han})/gu);
/** So many spaces in one line are no padding of names. */
const SURELY = 8;
/** In a spaced line so many letters stand apart for one that does not. */
const LEAST_RATIO = 3;
const MAY_BE_SPACED = lean(new RegExp(`(?:\\S[ \u00a0]){${SURELY}}`, 'u'));

/** So many words with a space in their middle: the spaces of this text part nothing. */
const SURELY_STRAY = 2;

/**
 * 临 溪 县 人 民 政 府: what read the letters from a picture put a space between any two of them, or between
 * some. Wider gaps stay. Letter for letter: where a space was, there is what a flow leaves out.
 */
export function closeSpacedLines(text: string): string {
  if (!/[ \u00a0](?<=\p{Script=Han}.)(?=\p{Script=Han})/u.test(text)) return text;
  const lines = text.split('\n');
  // Most lines have no space: the few that have one are all that is looked through.
  const spaced = lines.filter((line) => line.includes(' ') || line.includes('\u00a0'));
  const isLettered = spaced.some((line) => MAY_BE_SPACED.test(line) && isSpaced(line, SURELY));
  const isStrewn = countOfSpaced(spaced.join('\n')) >= SURELY_STRAY;
  if (!isLettered && !isStrewn) return text;
  return lines
    .map((line) => {
      if (isLettered && isSpaced(line, 1)) return close(line, /(?<=\S)[ \u00a0](?=\S)/gu);
      return isStrewn && !isRowOfNames(line.trim()) ? close(line, STRAY) : line;
    })
    .join('\n');
}

// A soft hyphen may stand before the space: it is dropped later.
const STRAY = lean(
  /(?<=\p{Script=Han}\u00ad?)[ \u00a0](?=[\p{Script=Han}0-9０-９，。；：、（）“”《》〔])|(?<=[0-9０-９，。；：、（“《〕])[ \u00a0](?=\p{Script=Han})|(?<=[0-9０-９〔])[ \u00a0](?=[0-9０-９](?:[ \u00a0]?[0-9０-９]){0,3}[ \u00a0]?[年月日号〕])|(?<=〕)[ \u00a0](?=[0-9０-９第])/gu,
);

const close = (line: string, spaces: RegExp): string => line.replace(spaces, '\u200b');

function isSpaced(line: string, least: number): boolean {
  const spaces = line.match(SPACED)?.length ?? 0;
  return spaces >= least && spaces >= LEAST_RATIO * (line.match(TIGHT)?.length ?? 0);
}
