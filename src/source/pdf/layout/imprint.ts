import { editionNumberIn, type Imprint, type IsoDate } from '../../../domain/index.ts';

const DAY =
  /(?<year>[12][0-9]{3}|[〇○零一二三四五六七八九]{4})\s*年\s*(?<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日/u;
const NAME =
  /^(?:今日\p{Script=Han}{2,6}|\p{Script=Han}{2,10}(?:[日晚时周早快商样]?报|周刊|公报))$/u;

/** 平阳样报 */
export const isPaperName = (text: string): boolean => NAME.test(text.replace(/\s/gu, ''));

/** Reads the words around the text: the paper's name is the largest of them. */
export function readImprint(
  lines: readonly { readonly text: string; readonly size: number }[],
): Imprint {
  const [name] = lines
    .filter(({ text }) => isPaperName(text))
    .toSorted((one, other) => other.size - one.size);
  const all = lines.map(({ text }) => text.replace(/\s/gu, ''));
  return {
    publication: name?.text.replace(/\s/gu, '') ?? null,
    date: firstOf(all, dateIn),
    number: firstOf(all, editionNumberIn),
  };
}

function firstOf<T>(texts: readonly string[], read: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}

function dateIn(text: string): IsoDate | null {
  const { year, month, day } = DAY.exec(text)?.groups ?? {};
  if (!year || !month || !day) return null;
  const date = [
    yearOf(year),
    String(numberOf(month)).padStart(2, '0'),
    String(numberOf(day)).padStart(2, '0'),
  ].join('-');
  const isReal = new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ?? false;
  return isReal ? (date as IsoDate) : null;
}

const DIGITS = '〇一二三四五六七八九';

function yearOf(text: string): string {
  return text.replace(/[○零]/gu, '〇').replace(/[〇-龥]/gu, (digit) => `${DIGITS.indexOf(digit)}`);
}

/** 二十一, 十, 9 */
function numberOf(text: string): number {
  if (/^[0-9]+$/u.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const value = (digit: string | undefined) => (digit ? DIGITS.indexOf(digit) : 0);
  return text.includes('十') ? (tens ? value(tens) : 1) * 10 + value(ones) : value(ones);
}
