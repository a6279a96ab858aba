import type { IsoDate } from '../domain/index.ts';
import { cap, oneLine } from './clean.ts';
import type { DayParts, Texts } from './texts/texts.ts';

/** What is no day of the calendar stays as it is, as long as it is short. */
const DAY_LENGTH = 30;

/** 2025年1月9日. */
export function day(date: IsoDate, texts: Pick<Texts, 'day'>): string {
  const parts = readDay(date);
  return parts === undefined ? cap(oneLine(date), DAY_LENGTH) : texts.day(parts);
}

/** 2025年1月9日（星期四）. */
export function dayWithWeekday(date: IsoDate, texts: Pick<Texts, 'dayWithWeekday'>): string {
  const parts = readDay(date);
  return parts === undefined ? cap(oneLine(date), DAY_LENGTH) : texts.dayWithWeekday(parts);
}

function readDay(date: IsoDate): DayParts | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(date);
  if (match === null) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0] = match.slice(1).map(Number);
  const utc = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== dayOfMonth) return undefined;
  return { year, month, day: dayOfMonth, weekday: utc.getUTCDay() };
}
