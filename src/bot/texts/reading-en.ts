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

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const papers = (titles: readonly string[]) => {
  const more = titles.length - MOST_NAMED;
  return list.format(
    more > 0 ? [...titles.slice(0, MOST_NAMED - 1), `${more + 1} other papers`] : titles,
  );
};
const MOST_NAMED = 5;

export const readingEn: typeof readingZh = {
  papers,
  sameDayPaper: (title) => `${title} of the same day`,
  severalPapers: (words) =>
    `More than one paper has “${words}” in its name. Which one’s newest issue shall I show?`,
  noPaper: (words, titles) =>
    `There is no paper called “${words}”. I have ${papers(titles)}; the buttons below show the newest issue.`,
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
