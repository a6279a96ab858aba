import type { Line } from './lines.ts';

/** A line with its place in the issue: how high a heading it is, or 0. */
export type Ranked = Line & { readonly level: number; readonly isLeadIn: boolean };

/** What is this much larger than the text was meant to stand out. */
const LARGER = 1.15;
const MAX_TITLE = 60;
const MAX_SECTION = 40;
const MAX_CAPTION = 120;
/** A row of them at most stands above an article: lead-in, headline in three rows, subtitle. */
const MAX_HEAD = 8;

/** Headings by their styles; and where an office only centred them, by how they look. */
export function rankLines(lines: readonly Line[]): Ranked[] {
  const body = bodySize(lines);
  const styled = styledLevels(lines);
  const isStyled = styled.size > 0;
  const looks = lookLevels(lines, body, isStyled);
  return lines.map((line, index) => {
    const look = looks.get(index);
    const level = styled.get(index) ?? (look ? look.level : 0);
    return {
      ...line,
      level,
      role: line.role ?? (level === 0 && isCaption(line, body) ? 'caption' : null),
      isLeadIn: line.role === 'lead-in' || (!isStyled && look?.isLeadIn === true),
    };
  });
}

/** Centred and small under a picture; or with the photographer's name. */
function isCaption({ text, alignment, size, isBold, isUnderPicture }: Line, body: number): boolean {
  if (!isUnderPicture || isBold || size > body * LARGER || text.length > MAX_CAPTION) return false;
  return alignment === 'center' || /摄\s*[）)]?$/u.test(text);
}

/** The size of most of the text. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, size, isTable } of lines)
    if (!isTable) letters.set(size, (letters.get(size) ?? 0) + text.length);
  const [size] = [...letters].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return size;
}

/** The highest style is an article's headline, unless it is the paper's name above the first one. */
function styledLevels(lines: readonly Line[]): Map<number, number> {
  const ranked = [...lines.entries()].filter(([, line]) => line.rank !== null);
  const [first, second] = ranked;
  const isName =
    first?.[1].rank === 0 &&
    second !== undefined &&
    ranked.filter(([, { rank }]) => rank === 0).length === 1 &&
    lines.slice(first[0] + 1, second[0]).every(({ text }) => /^[0-9]{4}年|期/u.test(text));
  const headings = isName ? ranked.slice(1) : ranked;
  const highest = Math.min(...headings.map(([, { rank }]) => rank ?? 0));
  return new Map(
    headings.map(([index, { rank }]) => [index, Math.min(6, (rank ?? 0) - highest + 1)]),
  );
}

type Look = { readonly level: number; readonly isLeadIn: boolean };

function lookLevels(lines: readonly Line[], body: number, isStyled: boolean): Map<number, Look> {
  const heads = findHeads(lines, body);
  const isLarge = (head: Head) => head.size > body * LARGER && head.words > 8;
  const hasLarge = heads.filter(isLarge).length > 1;
  const levels = new Map<number, Look>();
  for (const head of heads) {
    const level = hasLarge && head.size <= body * LARGER ? 2 : 1;
    for (const [index, isLeadIn] of head.rows) levels.set(index, { level, isLeadIn });
  }
  // Where no headline is known otherwise, bold is no sign of what begins an article.
  if (heads.length === 0 && !isStyled) return levels;
  for (const [index, line] of lines.entries())
    if (isSection(line, body) && isFollowedByText(lines, index)) {
      levels.set(index, { level: 2, isLeadIn: false });
    }
  return levels;
}

type Head = {
  /** Of its headline. */
  readonly size: number;
  readonly words: number;
  /** The lines of the headline, and whether each is above it. */
  readonly rows: readonly (readonly [index: number, isLeadIn: boolean])[];
};

/** The lines that stand centred or large above a text, one after the other. */
function findHeads(lines: readonly Line[], body: number): Head[] {
  const heads: Head[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    if (standsOut(line, body)) continue;
    const isText = line.alignment === 'left';
    if (isText && index > start) heads.push(...readHead(lines, { start, end: index, body }));
    start = index + 1;
  }
  return heads;
}

function standsOut({ alignment, size, isTable, role, rank }: Line, body: number): boolean {
  if (isTable || role !== null || rank !== null || alignment === 'right') return false;
  return alignment === 'center' || size > body * LARGER;
}

type Range = { readonly start: number; readonly end: number; readonly body: number };

function readHead(lines: readonly Line[], { start, end, body }: Range): Head[] {
  const from = Math.max(belowMasthead(lines, start, end), end - MAX_HEAD);
  const rows = lines
    .slice(from, end)
    .map((line, index) => [from + index, line] as const)
    .filter(([, line]) => mayBeHeadline(line));
  const loudest = rows.reduce((most, [, line]) => Math.max(most, weightOf(line)), 0);
  const headline = rows.filter(([, line]) => weightOf(line) === loudest);
  const [first] = headline;
  if (!first) return [];
  const isPlain = loudest === weightOf({ size: body, isBold: false });
  const above = rows.filter(([index]) => index < first[0]);
  const titles = isPlain ? [first] : headline;
  return [
    {
      size: first[1].size,
      words: titles.reduce((sum, [, { text }]) => sum + text.length, 0),
      rows: [
        ...above.map(([index]) => [index, true] as const),
        ...titles.map(([index]) => [index, false] as const),
      ],
    },
  ];
}

/** The paper's name and its day stand above the first article, larger than any headline. */
function belowMasthead(lines: readonly Line[], start: number, end: number): number {
  // A headline by its style may be what it stands above.
  let isAbove = (lines[end]?.rank ?? null) !== null;
  for (let index = end - 1; index >= start; index -= 1) {
    const line = lines[index];
    const tight = line?.text.replace(/\s/gu, '') ?? '';
    if (isAbove && (EDITION.test(tight) || (index === 0 && PAPER.test(tight)))) return index + 1;
    isAbove ||= line !== undefined && mayBeHeadline(line);
  }
  return start;
}

// 2025年1月10日 星期五 / 总第1234期
const EDITION = /^[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?!.*通过)|^(?:总第|第)[0-9]{1,6}期/u;
// 今日平阳 / 平阳报
const PAPER = /^(?:今日\p{Script=Han}{2,4}|\p{Script=Han}{1,8}(?:报|周刊|公报))$/u;

/** Larger counts before bolder. */
const weightOf = ({ size, isBold }: Pick<Line, 'size' | 'isBold'>): number =>
  size * 2 + (isBold ? 1 : 0);

/** Short, no sentence, and none of the other lines that are centred: a day, a number, a byline, a caption. */
function mayBeHeadline({ text, isUnderPicture, isBold }: Line): boolean {
  const tight = text.replace(/\s/gu, '');
  if (tight.length < 2 || tight.length > MAX_TITLE || !/\p{Script=Han}/u.test(tight)) return false;
  if (/[。；：，、]$|。./u.test(tight) || /^[（(〔[【]/u.test(tight)) return false;
  if (/^[0-9]{4}[年-]|(?:记者|通讯员)[:：]?.{0,12}$|^第?\S{0,8}号$/u.test(tight)) return false;
  return !(isUnderPicture && !isBold) && !/摄$/u.test(tight);
}

/** A short bold line by itself in the text. */
function isSection(line: Line, body: number): boolean {
  const tight = line.text.replace(/\s/gu, '');
  return (
    line.isBold &&
    line.isApart &&
    !standsOut(line, body) &&
    line.alignment === 'left' &&
    tight.length <= MAX_SECTION &&
    mayBeHeadline(line)
  );
}

function isFollowedByText(lines: readonly Line[], index: number): boolean {
  const next = lines[index + 1];
  return next?.isApart === true && !next.isBold && next.alignment === 'left';
}
