import type { IsoDate } from '../domain/index.ts';
import { FULL_DATE, findFullDate } from './dates.ts';
import type { Row } from './rows.ts';

/** The one year of some days: 2025. */
export function onlyYearOf(dates: readonly (IsoDate | null)[]): string | null {
  const [year, ...others] = new Set(dates.map((date) => date?.slice(0, 4)));
  return others.length === 0 ? (year ?? null) : null;
}

/** The one year that the text names, for those of its days that name none. */
export function onlyYear(rows: readonly Row[]): string | null {
  const told = rows.filter(
    ({ tight }) => tight.includes('年') && !/出生|生于|年生|参加工作|简历|19[0-9]{2}/u.test(tight),
  );
  const source = rows
    .slice(-3)
    .find(({ tight }) => tight.length <= 30 && /^（?来源：/u.test(tight));
  const dates = told.flatMap(({ text }) =>
    [...text.slice(0, 2_000).matchAll(new RegExp(FULL_DATE, 'gu'))].map(([date]) =>
      findFullDate(date),
    ),
  );
  // （来源：某某新闻网 2025年）
  const yearOfSource = /(?<year>[12][0-9]{3})年）?$/u.exec(source?.tight ?? '')?.groups?.['year'];
  if (dates.length === 0 && yearOfSource) return yearOfSource;
  return onlyYearOf(dates);
}
