import {
  heightOf,
  medianOf,
  type PrintedPage,
  type Rect,
  type Run,
  widthOf,
} from '../pdf/layout/index.ts';

type Word = Rect & { readonly text: string; readonly line: string; readonly sureness: number };

/** Below this a line is a photograph's, not a page's. */
const MIN_SURENESS = 45;
/** A gap of this many letters parts two columns that were taken for one line. */
const COLUMN_GAP = 1.5;

/** Reads the table of words into a page, in points of `scale` picture points each. */
export function recognisedPage(table: string, scale: number): PrintedPage {
  const rows = table.split('\n').map((row) => row.split('\t'));
  const sheet = rows.find(([level]) => level === '1');
  const words = rows.flatMap((row) => wordOf(row, scale));
  const lines = Map.groupBy(words, ({ line }) => line);
  const runs = [...lines.values()].flatMap((line) => runsOf(line));
  return {
    width: Number(sheet?.[8] ?? 0) / scale,
    height: Number(sheet?.[9] ?? 0) / scale,
    runs: evenSizes(runs),
    rules: words.filter(isRule),
    frames: [],
  };
}

/** level page block paragraph line word left top width height sureness text */
function wordOf(row: readonly string[], scale: number): Word[] {
  const [level, page, block, paragraph, line, , ...rest] = row;
  if (level !== '5') return [];
  const [left = Number.NaN, top = 0, width = 0, height = 0, sureness = 0] = rest.map(Number);
  const text = row[11] ?? '';
  const place = {
    left: left / scale,
    top: top / scale,
    right: (left + width) / scale,
    bottom: (top + height) / scale,
  };
  if (!Object.values(place).every(Number.isFinite)) return [];
  return [{ ...place, text, line: [page, block, paragraph, line].join(' '), sureness }];
}

/** A stroke is recognised as a line without letters. */
function isRule(word: Word): boolean {
  const [thin, long] = [widthOf(word), heightOf(word)].toSorted((one, other) => one - other);
  return word.text.trim() === '' && (thin ?? 0) < 8 && (long ?? 0) > 60;
}

function runsOf(line: readonly Word[]): Run[] {
  const words = line.filter(({ text }) => text.trim() !== '');
  const size = sizeOf(words);
  const sureness = words.reduce((sum, word) => sum + word.sureness, 0) / words.length;
  if (words.length === 0 || size < 3 || sureness < MIN_SURENESS) return [];
  const groups: Word[][] = [];
  for (const word of words.toSorted((one, other) => one.left - other.left)) {
    const group = groups.at(-1);
    const right = group?.at(-1)?.right ?? -Infinity;
    if (group && word.left - right < COLUMN_GAP * size) group.push(word);
    else groups.push([word]);
  }
  const [longest = []] = groups.toSorted((one, other) => other.length - one.length);
  const even = sizeOf(longest);
  return groups.map((group) => runOf(group, words, even));
}

/** Heights are guesses; where a line's letters stand is told better by all of them together. */
function runOf(words: readonly Word[], line: readonly Word[], size: number): Run {
  const middles = line.map(({ top, bottom }) => (top + bottom) / 2);
  const middle = middles.toSorted((one, other) => one - other)[Math.floor(line.length / 2)] ?? 0;
  let text = '';
  let right = Infinity;
  for (const word of words) {
    text += word.left - right > 0.9 * size ? ` ${word.text}` : word.text;
    right = word.right;
  }
  return {
    left: words[0]?.left ?? 0,
    right,
    top: middle - size / 2,
    bottom: middle + size / 2,
    text: printed(text),
    size,
    font: '',
    isVertical: false,
  };
}

const FULL_WIDTH: ReadonlyMap<string, string> = new Map([
  ...[...',;:!?'].map((mark, at): [string, string] => [mark, '，；：！？'[at] ?? mark]),
  ...[...'(){}'].map((mark, at): [string, string] => [mark, '（）（）'[at] ?? mark]),
]);

/** Marks are guessed narrow, and white is guessed around them: Chinese is printed with wide ones. */
function printed(text: string): string {
  return text
    .replace(/[,;:!?](?!\d)|[(){}]/gu, (mark) => FULL_WIDTH.get(mark) ?? mark)
    .replace(/(?<=[\p{P}])\s+|\s+(?=[\p{P}])/gu, '');
}

/** Chinese letters are all equally wide: the line's width tells their size, if none was missed. */
function sizeOf(words: readonly Word[]): number {
  const letters = [...words.map(({ text }) => text).join('')];
  const width = (words.at(-1)?.right ?? 0) - (words[0]?.left ?? 0);
  const count = letters.reduce(
    (sum, letter) => sum + (/[\u0020-\u007e]/u.test(letter) ? 0.53 : 1),
    0,
  );
  const tall = medianOf(
    words.filter(({ text }) => /\p{Script=Han}/u.test(text)),
    heightOf,
  );
  const pitch = width / Math.max(count, 0.5);
  return tall > 0 ? Math.min(pitch, 1.2 * tall) : pitch;
}

/** Sizes are guesses: those near the body's are the body's, others that differ by a hair are one. */
function evenSizes(runs: readonly Run[]): Run[] {
  const body = medianOf(
    runs,
    ({ size }) => size,
    ({ text }) => text.length,
  );
  const sorted = runs.toSorted((one, other) => one.size - other.size);
  const isBody = ({ size }: Run) => Math.abs(size - body) < 0.1 * body;
  const groups: Run[][] = [];
  for (const run of sorted.filter((one) => !isBody(one))) {
    const group = groups.at(-1);
    if (group && run.size < 1.09 * (group[0]?.size ?? 0)) group.push(run);
    else groups.push([run]);
  }
  const others = groups.flatMap((group) => {
    const size = group[Math.floor(group.length / 2)]?.size ?? 0;
    return group.map((run) => ({ ...run, size }));
  });
  return [...sorted.filter(isBody).map((run) => ({ ...run, size: body })), ...others];
}
