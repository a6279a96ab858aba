import { message } from './english.ts';
import type { PeopleTexts } from './people-zh.ts';

export const peopleEn: PeopleTexts = {
  did: (how, when) => `${how.toLowerCase()}, ${when}`,
  printed: (when) => `printed ${when} without its day`,
  notEnded: 'no removal was printed',
  beforeArchive: 'came into office before this archive begins',
  acting: 'acting',
  between: '; ',
  course: 'In office',

  dateColumn: 'Date',
  leftColumn: 'From today',

  daysLeft: (days) =>
    days < 0
      ? message('{ago, plural, =1 {yesterday} other {# days ago}}', { ago: -days })
      : message('{days, plural, =0 {today} =1 {tomorrow} other {in # days}}', { days }),
  remind: (position) => `Remind me ${position}`,
  calendar: (position) => `Calendar file ${position}`,
  stop: (position) => `Stop reminding ${position}`,
  reminder: (label, left) => `Reminder: ${label}, ${left}`,
  corrected: (label) => `Correction: another date, ${label}`,
  toldBefore: (when) => `You were told ${when} before; the newspaper has corrected it.`,
  vanished: (label, when) =>
    `Your reminder of ${label} (${when}) is cancelled: the corrected article has no such date any more. The full text is what counts.`,
  fullText: 'Full text',
  calendarFile: 'Calendar file',
  stopThis: 'Stop reminding me',
  printedIn: (publication, when) => `${publication}, ${when}`,
};
