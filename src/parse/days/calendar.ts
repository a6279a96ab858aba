import type { IsoDate } from '../../domain/index.ts';

/** `null` for a day the calendar does not have. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  const isReal = isYear(year) && day >= 1 && day <= lengthOf(year, month);
  return isReal ? `${year}-${inTwo(month)}-${inTwo(day)}` : null;
}

const isYear = (year: number): boolean => year >= 1900 && year <= 9999;
const inTwo = (number: number): string => String(number).padStart(2, '0');

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Of a month, in days; of what is no month, none. */
function lengthOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (LENGTHS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

/** 12月30日 in a paper of 2 January is of the year before. */
export function nearestYear(month: number, day: number, near: IsoDate): IsoDate | null {
  const year = Number(near.slice(0, 4));
  return nearest(
    [year, year - 1, year + 1].map((one) => isoDate(one, month, day)),
    near,
  );
}

/** 28日, told of a meeting: the such day that lies nearest to it. */
export function nearestDay(day: number, meeting: IsoDate): IsoDate | null {
  return nearest(
    [-1, 0, 1].map((months) => dayOfMonth(day, meeting, months)),
    meeting,
  );
}

/** 1月1日, told after 2024年12月31日: a year that goes on past its end turns. */
export function yearAfter(month: number, day: number, known: IsoDate): IsoDate | null {
  const year = Number(known.slice(0, 4));
  const same = isoDate(year, month, day);
  const isFarBack = same !== null && daysBetween(same, known) > 270;
  return isFarBack ? isoDate(year + 1, month, day) : same;
}

/** 29日 is the last such day that is not after the date it is told on. */
export function dayBefore(day: number, near: IsoDate): IsoDate | null {
  const here = dayOfMonth(day, near);
  return here && here <= near ? here : dayOfMonth(day, near, -1);
}

/** 上月28日: the day of a month so many months away. */
export function dayOfMonth(day: number, near: IsoDate, months = 0): IsoDate | null {
  const [year = 0, month = 1] = near.split('-').map(Number);
  const at = year * 12 + month - 1 + months;
  return isoDate(Math.floor(at / 12), (at % 12) + 1, day);
}

export function shiftDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days later the other is. */
export function daysBetween(one: IsoDate, other: IsoDate): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}

function nearest(dates: readonly (IsoDate | null)[], near: IsoDate): IsoDate | null {
  const distance = (date: IsoDate) => Math.abs(daysBetween(date, near));
  return dates.reduce(
    (best, date) => (date && (!best || distance(date) < distance(best)) ? date : best),
    null,
  );
}
