/** A class of more letters calls a function for every letter of a text. */
const MOST_OF_CLASS = 14;

/**
 * What stands before one of many words (`任命|免去`) in a pattern: most letters of a text begin none of them,
 * and that is seen at once. Each word must begin with a letter that is just that letter.
 */
export function firstLetterOf(words: string): string {
  const letters = [...new Set(words.split('|').map((word) => word.charAt(0)))].toSorted();
  const classes: string[] = [];
  for (let at = 0; at < letters.length; at += MOST_OF_CLASS)
    classes.push(`[${letters.slice(at, at + MOST_OF_CLASS).join('')}]`);
  return `(?=${classes.join('|')})`;
}
