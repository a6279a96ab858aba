import type { IsoDate } from '../domain/index.ts';

type Printed = { readonly date: IsoDate; readonly number: string | null };
/** Those of one issue: two that appear together (第7、8期合刊) have both. */
export type NumberRun = { readonly first: number; readonly last: number };
type Read = NumberRun & { readonly count: 'all' | 'plain' };

/** More do not appear in one. */
const MOST_TOGETHER = 5;
// 期、第 / - / 至
const UP_TO = /(?:期?(?:[、\-‐–—~至/·]{1,2})第?(\d{1,7}))?/u.source;

const wordings: readonly { readonly count: Read['count']; readonly pattern: RegExp }[] = [
  // 第12期（总第4567期） / 总第101-102期
  { count: 'all', pattern: new RegExp(`总第?(\\d{1,7})${UP_TO}[期号]?`, 'u') },
  // 第4567期
  { count: 'plain', pattern: new RegExp(`第(\\d{1,7})${UP_TO}[期号]`, 'u') },
  // 4567
  { count: 'plain', pattern: /^(\d{1,7})$/u },
];

/**
 * The numbers of each day, smallest first, days in order. Where some issues print the number among
 * all there ever were, that of the year says nothing beside it.
 */
export function readNumbers(
  issues: readonly Printed[],
): ReadonlyMap<IsoDate, readonly NumberRun[]> {
  const read = issues.flatMap(({ date, number }) => {
    const found = readNumber(number);
    return found ? [{ date, ...found }] : [];
  });
  const count = read.some((each) => each.count === 'all') ? 'all' : 'plain';
  const days = new Map<IsoDate, NumberRun[]>();
  const sorted = read
    .filter((each) => each.count === count)
    .toSorted((a, b) => (a.date === b.date ? a.first - b.first : a.date < b.date ? -1 : 1));
  for (const { date, first, last } of sorted) {
    const runs = days.get(date) ?? [];
    if (runs.every((run) => run.first !== first)) days.set(date, [...runs, { first, last }]);
  }
  return days;
}

function readNumber(text: string | null): Read | undefined {
  const plain = text?.normalize('NFKC').replace(/[\s,，]/gu, '') ?? '';
  for (const { count, pattern } of wordings) {
    const [, one, other] = pattern.exec(plain) ?? [];
    if (one === undefined) continue;
    const [first, last] = [Number(one), Number(other ?? one)];
    const isRun = first < last && last - first < MOST_TOGETHER;
    return { count, first, last: isRun ? last : first };
  }
  return undefined;
}
