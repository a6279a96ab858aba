import { messagesIn } from './message.ts';
import type { DayParts } from './texts.ts';

/** A sentence whose wording depends on a number or a choice: 1 chat is, 2 chats are. */
export const message = messagesIn('en-GB');

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** 9 January 2025 */
export function englishDay(parts: DayParts): string {
  return days.format(dateOf(parts));
}

/** Thursday, 9 January 2025 */
export function englishDayWithWeekday(parts: DayParts): string {
  return `${weekdays.format(dateOf(parts))}, ${englishDay(parts)}`;
}

export function dateOf({ year, month, day }: DayParts): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC takes the year 25 for 1925
  return date;
}
