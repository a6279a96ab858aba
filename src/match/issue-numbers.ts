import type { IsoDate } from '../domain/index.ts';

type Printed = { readonly date: IsoDate; readonly number: string | null };
type Read = { readonly count: 'all' | 'plain'; readonly number: number };

const wordings: readonly { readonly count: Read['count']; readonly pattern: RegExp }[] = [
  // 第12期（总第4567期）
  { count: 'all', pattern: /总第?(\d{1,7})[期号]?/u },
  // 第4567期
  { count: 'plain', pattern: /第(\d{1,7})[期号]/u },
  // 4567
  { count: 'plain', pattern: /^(\d{1,7})$/u },
];

/**
 * The numbers of each day, smallest first, days in order. Where some issues print the number among
 * all there ever were, that of the year says nothing beside it.
 */
export function readNumbers(issues: readonly Printed[]): ReadonlyMap<IsoDate, readonly number[]> {
  const read = issues.flatMap(({ date, number }) => {
    const found = readNumber(number);
    return found ? [{ date, ...found }] : [];
  });
  const count = read.some((each) => each.count === 'all') ? 'all' : 'plain';
  const days = new Map<IsoDate, number[]>();
  const sorted = read
    .filter((each) => each.count === count)
    .toSorted((a, b) => (a.date === b.date ? a.number - b.number : a.date < b.date ? -1 : 1));
  for (const { date, number } of sorted) {
    const numbers = days.get(date) ?? [];
    if (!numbers.includes(number)) days.set(date, [...numbers, number]);
  }
  return days;
}

function readNumber(text: string | null): Read | undefined {
  const plain = text?.normalize('NFKC').replace(/[\s,，]/gu, '') ?? '';
  for (const { count, pattern } of wordings) {
    const digits = pattern.exec(plain)?.[1];
    if (digits !== undefined) return { count, number: Number(digits) };
  }
  return undefined;
}
