import { hasLetter, lettersOf } from './letters.ts';

const WIDE: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '﹔': '；',
  '﹕': '：',
  '﹐': '，',
  '︰': '：',
  '∶': '：',
  '｡': '。',
  '､': '、',
};
/** A mark between digits belongs to them: 20:19, 1,000. */
const MARK = /(?<![0-9])[,:]|[,:](?![0-9])|[;()﹔﹕﹐︰∶｡､]/gu;
const WIDE_LETTER = /[０-９Ａ-Ｚａ-ｚ]/gu;
/** Most texts have none of them, and each text is asked for by several readers. */
const MARKS = lettersOf(Object.keys(WIDE).join(''));
const WIDE_LETTERS = lettersOf('', [
  [0xff10, 0xff19],
  [0xff21, 0xff3a],
  [0xff41, 0xff5a],
]);

/**
 * The same text with Chinese marks and plain digits, letter for letter: a place in it is the same place
 * in what was printed.
 */
export function evenWidths(text: string): string {
  const plain = hasLetter(text, WIDE_LETTERS)
    ? text.replace(WIDE_LETTER, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    : text;
  return hasLetter(plain, MARKS) ? plain.replace(MARK, (mark) => WIDE[mark] ?? mark) : plain;
}
