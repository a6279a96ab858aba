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
const HAS_ANY = /[,:;()﹔﹕﹐︰∶｡､０-９Ａ-Ｚａ-ｚ]/u;

/**
 * The same text with Chinese marks and plain digits, letter for letter: a place in it is the same place
 * in what was printed.
 */
export function evenWidths(text: string): string {
  if (!HAS_ANY.test(text)) return text;
  return text
    .replace(WIDE_LETTER, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(MARK, (mark) => WIDE[mark] ?? mark);
}
