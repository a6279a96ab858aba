/**
 * A line's white space as it is seen: the line ends of the source are none between Chinese letters,
 * hard spaces are spaces, and indents are not part of a line.
 */
export function tidy(text: string): string {
  return text
    .replace(/\r/gu, '\n')
    .replace(/[ \t\f\v\u00a0]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, (gap: string, at: number, whole: string) => {
      const isBetweenWords =
        /[\w.,;:]/u.test(whole.charAt(at - 1)) && /[\w(]/u.test(whole.charAt(at + gap.length));
      return isBetweenWords ? ' ' : '';
    })
    .trim();
}

/** Without any white space: two printings of one line are the same in this. */
export const tight = (text: string): string => text.replace(/\s+/gu, '');
