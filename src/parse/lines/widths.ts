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
/** By a letter's number: most texts have none of them, and each text is asked for by several readers. */
const isUneven = new Uint8Array(0x10000);
for (const mark of Object.keys(WIDE)) isUneven[mark.charCodeAt(0)] = 1;
for (const letter of ['０９', 'ＡＺ', 'ａｚ'])
  isUneven.fill(1, letter.charCodeAt(0), letter.charCodeAt(1) + 1);

/**
 * The same text with Chinese marks and plain digits, letter for letter: a place in it is the same place
 * in what was printed.
 */
export function evenWidths(text: string): string {
  return hasUneven(text) ? evened(text) : text;
}

function hasUneven(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isUneven[text.charCodeAt(at)] === 1) return true;
  return false;
}

function evened(text: string): string {
  return text
    .replace(WIDE_LETTER, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(MARK, (mark) => WIDE[mark] ?? mark);
}
