import type { IsoDate, ItemKind } from '../../domain/index.ts';
import { writeDate } from './calendar.ts';
import type { readingZh } from './reading-zh.ts';

const KINDS: Record<ItemKind, string> = {
  decision: 'decisions',
  appointment: 'appointments',
  notice: 'notices',
  news: 'news',
};
const date = (day: IsoDate) => writeDate(day, 'en');

export const readingEn: typeof readingZh = {
  original: 'See it as printed',
  copy: 'Copy title and source',
  share: 'Share this article',
  noOriginal: 'The document of this article was not found. Send /latest for the newest issue.',
  onlyKind: (kind) => `Only ${KINDS[kind]}`,
  everyKind: 'All kinds',
  days: ({ since, until }) => {
    if (since === until && since !== null) return date(since);
    if (since === null) return until === null ? '' : `until ${date(until)}`;
    return until === null ? `since ${date(since)}` : `${date(since)} to ${date(until)}`;
  },
  filtered: (title, filters) => `${title} (${filters.join(', ')})`,
  nothingIn: (words, filters) =>
    `Nothing about “${words}” in: ${filters.join(', ')}. Widen the dates or the kinds, for example: /search ${words}`,
  onlyNot:
    'These are only words that must not be there. Add one to look for, for example: /search 招聘 -教师',
  nothingThen: (kind, days, command) =>
    `No ${kind} for that time (${days}). Just ${command} shows everything, the newest first.`,
  noActsThen: (words, days) =>
    `No appointments match “${words}” in that time (${days}). Leave out the date to see the others, for example: /appointments ${words}`,
  periodUsage:
    'That is no date I can read. Write a year, a month or a day, for example: /decisions 2024, /news yesterday, /news 2024-06',
};
