import type { Line } from './column.ts';
import { startsWithOneOf } from './letters.ts';

// — 2 — / - 12 - / ·3· / 第 2 页 共 5 页 / 第2页 / 2/5
const PAGE_MARK =
  /^(?:[-—–·•~]{1,2}[0-9]{1,4}[-—–·•~]{1,2}|[-—–]{0,2}第[0-9]{1,4}页(?:[，/、]?(?:共|总)[0-9]{1,4}页)?[-—–]{0,2}|[0-9]{1,3}\/[0-9]{1,3})$/u;
const STARTS_MARK = '-—–·•~第0123456789';
const LONGEST_MARK = 24;
const LONGEST_HEAD = 40;
/** So many lines stand on a page at least; what is numbered more closely is a table. */
const SHORTEST_PAGE = 3;

/** Takes away page numbers and the heads that stand over every page: a text goes on across them. */
export function dropPageMarks(lines: readonly Line[]): readonly Line[] {
  const pages = placesOfPages(lines);
  if (pages.size === 0) return lines;
  const heads = runningHeads(lines, pages);
  const kept: Line[] = [];
  let isAcross = false;
  for (const [at, line] of lines.entries()) {
    if (pages.has(at) || heads.has(at)) {
      isAcross = true;
      continue;
    }
    kept.push(isAcross ? { ...line, isApart: false } : line);
    isAcross = false;
  }
  return kept;
}

function placesOfPages(lines: readonly Line[]): Set<number> {
  const short = [...lines.keys()].filter((at) => (lines[at]?.tight.length ?? 0) <= LONGEST_MARK);
  const marked = short.filter((at) => startsWithOneOf(lines[at]?.tight ?? '', STARTS_MARK));
  const places = marked.filter((at) => PAGE_MARK.test(lines[at]?.tight ?? ''));
  const numbers = marked.filter((at) => /^[0-9]{1,3}$/u.test(lines[at]?.tight ?? ''));
  const isPaged =
    numbers.length >= 2 &&
    numbers.every((at, index) => {
      const before = numbers[index - 1];
      const isNext = Number(lines[at]?.tight) === Number(lines[before ?? at]?.tight) + 1;
      return before === undefined || (isNext && at - before > SHORTEST_PAGE);
    });
  const isTable = lines.some(({ tight }) => tight === '序号');
  return new Set(isPaged && !isTable ? [...places, ...numbers] : places);
}

/** Lines beside a page number whose words stand beside another one too. */
function runningHeads(lines: readonly Line[], pages: ReadonlySet<number>): Set<number> {
  const beside = [...pages].flatMap((at) => [at - 1, at + 1]).filter((at) => !pages.has(at));
  const counts = new Map<string, number[]>();
  for (const at of beside) {
    const tight = lines[at]?.tight ?? '';
    if (tight === '' || tight.length > LONGEST_HEAD || /[。；，]$/u.test(tight)) continue;
    const places = counts.get(tight);
    if (places) places.push(at);
    else counts.set(tight, [at]);
  }
  return new Set([...counts.values()].filter((places) => places.length > 1).flat());
}
