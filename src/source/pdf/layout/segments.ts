import { around, heightOf, medianOf, type Rect, type Run, widthOf } from './shapes.ts';

/** Words on one baseline with no gap of a column's kind between them. */
export type Segment = Rect & {
  readonly text: string;
  readonly size: number;
  readonly font: string;
  readonly isVertical: boolean;
};

/** Wider than this many letters is a gap between columns or cells. */
const GAP = 1.3;
/** Narrower than this is no gap at all; between the two, what stands above and below decides. */
const TIGHT = 0.55;

/** Runs of one line with no gap between them. */
type Word = Rect & { readonly runs: readonly Run[] };

/** Merges runs into segments; a rule that stands between two runs parts them. */
export function findSegments(runs: readonly Run[], rules: readonly Rect[]): Segment[] {
  const upright = rules.filter((rule) => heightOf(rule) > widthOf(rule));
  const level = runs.filter((run) => !run.isVertical);
  const vertical = runs.filter((run) => run.isVertical && run.text.trim() !== '');
  const lines = baselines(level).map((line) => wordsOf(dropTwins(line), upright));
  const edges = edgesOf(lines.flat());
  const segments = lines.flatMap((words) => mergeWords(words, upright, edges));
  const stacks = stacksOf(segments);
  const stacked = new Set(stacks.flat());
  return [
    ...segments.filter((segment) => !stacked.has(segment)),
    ...mergeVertical([...vertical, ...stacks.flat().map((one) => ({ ...one, isVertical: true }))]),
  ];
}

/** How many words begin at a place across the page. */
function edgesOf(words: readonly Word[]): ReadonlyMap<number, number> {
  const edges = new Map<number, number>();
  for (const { left } of words) {
    const place = Math.round(left);
    edges.set(place, (edges.get(place) ?? 0) + 1);
  }
  return edges;
}

/** Runs by the line they stand on; where lines of two columns differ by a hair, they are one. */
function baselines(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [];
  let base = -Infinity;
  for (const run of runs.toSorted((one, other) => one.bottom - other.bottom)) {
    const line = lines.at(-1);
    if (line && run.bottom - base <= 0.3 * run.size) line.push(run);
    else {
      lines.push([run]);
      base = run.bottom;
    }
  }
  return lines.map((line) => line.toSorted((one, other) => one.left - other.left));
}

/** Bold type is feigned by printing the same letters again, a hair beside. */
function dropTwins(line: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const run of line) {
    const isTwin = kept
      .slice(-4)
      .some((other) => other.text === run.text && run.left - other.left < 0.3 * run.size);
    if (!isTwin || run.text.trim() === '') kept.push(run);
  }
  return kept;
}

function wordsOf(line: readonly Run[], upright: readonly Rect[]): Word[] {
  const words: Run[][] = [];
  for (const run of line) {
    const word = words.at(-1);
    const previous = word?.findLast(isWritten);
    if (!isWritten(run)) word?.push(run);
    else if (word && previous && isNext(previous, run, upright)) word.push(run);
    else words.push([run]);
  }
  return words.map((runs) => ({ ...around(runs.filter(isWritten)), runs }));
}

const isWritten = ({ text }: Run): boolean => text.trim() !== '';

function isNext(run: Run, next: Run, upright: readonly Rect[]): boolean {
  const gap = next.left - run.right;
  const size = Math.max(run.size, next.size);
  if (gap > TIGHT * size || gap < -3 * size || size > 1.7 * Math.min(run.size, next.size))
    return false;
  return gap < 0.2 * size || !isRuled(run, next, upright);
}

function isRuled(run: Rect, next: Rect, upright: readonly Rect[]): boolean {
  return upright.some(
    (rule) =>
      rule.left >= run.right - 1 &&
      rule.right <= next.left + 1 &&
      rule.top < run.bottom &&
      rule.bottom > run.top,
  );
}

function mergeWords(
  words: readonly Word[],
  upright: readonly Rect[],
  edges: ReadonlyMap<number, number>,
): Segment[] {
  const groups: Word[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const isOne =
      previous && isSameLine(previous, word, edges) && !isRuled(previous, word, upright);
    if (group && isOne) group.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => joinRuns(group.flatMap(({ runs }) => runs)));
}

/** A gap of one letter is a gutter if lines above and below begin where it ends. */
function isSameLine(word: Word, next: Word, edges: ReadonlyMap<number, number>): boolean {
  const last = word.runs.findLast(isWritten);
  const first = next.runs[0];
  if (!last || !first) return false;
  const size = Math.max(last.size, first.size);
  const gap = next.left - word.right;
  if (gap < -3 * size || size > 1.7 * Math.min(last.size, first.size)) return false;
  if (isOneLetter(last) && isOneLetter(first)) return gap <= 3 * size;
  if (gap > GAP * size) return false;
  const place = Math.round(next.left);
  const alike = [place - 1, place, place + 1].reduce((sum, at) => sum + (edges.get(at) ?? 0), 0);
  return alike < 5;
}

/** A headline's letters may stand far apart: 公　告. */
function isOneLetter({ text, size }: Run): boolean {
  return size >= 12 && /^\p{Script=Han}$/u.test(text);
}

function joinRuns(runs: readonly Run[]): Segment {
  const written = runs.filter(isWritten);
  let text = '';
  let right = Infinity;
  for (const run of runs) {
    if (run.left - right > 0.5 * run.size) text += ' ';
    text += run.text;
    right = run.right;
  }
  const main = mainOf(written);
  return {
    ...around(written),
    text: tidy(text),
    size: main.size,
    font: main.font,
    isVertical: false,
  };
}

/** The type most of the letters are set in. */
function mainOf(runs: readonly Run[]): { readonly size: number; readonly font: string } {
  const size = medianOf(
    runs,
    (run) => run.size,
    (run) => run.text.length,
  );
  const longest = runs.reduce<Run | undefined>(
    (best, run) => (best && best.text.length >= run.text.length ? best : run),
    undefined,
  );
  return { size, font: longest?.font ?? '' };
}

/** Letters spread over a line's width come with a space between each: none of them is meant. */
function tidy(text: string): string {
  const plain = text
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[，。；：、！？”’」』）》】])|(?<=[，。；：、！？“‘「『（《【]) /gu, '')
    .trim();
  const letters = plain.match(/\p{Script=Han}(?=\s?\p{Script=Han})/gu)?.length ?? 0;
  const spaced = plain.match(/\p{Script=Han}\s(?=\p{Script=Han})/gu)?.length ?? 0;
  const isSpread = spaced >= 2 ? spaced >= 0.6 * letters : spaced === 1 && plain.length === 3;
  return isSpread ? plain.replace(/(?<=\p{Script=Han})\s(?=\p{Script=Han})/gu, '') : plain;
}

/** Large letters alone, one under the other: a headline set downwards, letter by letter. */
function stacksOf(segments: readonly Segment[]): Segment[][] {
  const size = medianOf(
    segments,
    (one) => one.size,
    (one) => one.text.length,
  );
  const letters = segments
    .filter((one) => one.size > 1.25 * size && /^[\p{Script=Han}\p{P}]$/u.test(one.text))
    .toSorted((one, other) => one.left - other.left || one.top - other.top);
  const stacks: Segment[][] = [];
  for (const letter of letters) {
    const stack = stacks.at(-1);
    const above = stack?.at(-1);
    const isBelow =
      above &&
      Math.abs(above.left - letter.left) < 0.3 * letter.size &&
      Math.abs(letter.top - above.bottom) < 0.9 * letter.size;
    if (stack && isBelow) stack.push(letter);
    else stacks.push([letter]);
  }
  return stacks.filter((stack) => stack.length >= 3);
}

/** Letters set one under the other: runs of one column of them are joined, top to bottom. */
function mergeVertical(runs: readonly Run[]): Segment[] {
  const groups: Run[][] = [];
  const ordered = runs.toSorted((one, other) => other.left - one.left || one.top - other.top);
  for (const run of ordered) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const isBelow =
      previous &&
      Math.abs(previous.left - run.left) < 0.3 * run.size &&
      run.top - previous.bottom < GAP * run.size;
    if (group && isBelow) group.push(run);
    else groups.push([run]);
  }
  return groups.map((group) => ({
    ...around(group),
    text: tidy(group.map((run) => run.text).join('')),
    ...mainOf(group),
    isVertical: true,
  }));
}
