import type { ItemKind } from '../../domain/index.ts';
import { englishDay, englishDayWithWeekday, message } from './english.ts';
import { peopleEn } from './people-en.ts';
import type { Texts } from './texts.ts';

const COUNTED: Readonly<Record<ItemKind, (count: number) => string>> = {
  decision: (count) => message('{count, plural, one {# decision} other {# decisions}}', { count }),
  appointment: (count) =>
    message(
      '{count, plural, one {# appointment announcement} other {# appointment announcements}}',
      { count },
    ),
  notice: (count) => message('{count, plural, one {# notice} other {# notices}}', { count }),
  news: (count) =>
    message('{count, plural, one {# news report} other {# news reports}}', { count }),
};

export const en: Texts = {
  day: englishDay,
  dayWithWeekday: englishDayWithWeekday,
  days: (first, last, issues) =>
    message('{first} to {last}, {issues, plural, one {# issue} other {# issues}}', {
      first,
      last,
      issues,
    }),
  section: {
    decision: 'Decisions',
    appointment: 'Appointments and removals',
    notice: 'Notices',
    news: 'News',
  },
  sectionLine: (section) => section.toUpperCase(),
  continued: (section) => `${section} (continued)`,
  continuedTitle: (title) => `${title} (continued)`,
  kind: {
    decision: 'Decision',
    appointment: 'Appointments and removals',
    notice: 'Notice',
    news: 'News',
  },
  summary: (_total, counts) => counts.map(({ kind, count }) => COUNTED[kind](count)).join(', '),
  followedSection: 'What you follow',
  confirmedSection: 'Confirmed since',
  misread: 'Told before, and misread: ',
  confirmedSummary: (facts) =>
    message(
      '{facts, plural, one {# fact of an earlier article} other {# facts of earlier articles}}, confirmed since',
      { facts },
    ),
  adopted: (adoptedOn) => `adopted ${adoptedOn}`,
  aside: (words) => ` (${words})`,
  enumeration: ', ',
  listed: ', ',
  titled: (title) => `“${title}”`,
  keyDate: {
    选举日: 'Election day',
    施行日期: 'In force from',
    召开日期: 'Meeting opens',
    闭幕日期: 'Meeting closes',
    报到日期: 'Registration of participants',
    就职日期: 'Taking office',
    任职起始日期: 'Term begins',
    选民登记截止日期: 'Voter registration ends',
    选民名单公布日期: 'Voter list published',
    候选人公布日期: 'Candidates announced',
    截止日期: 'Deadline',
  },
  keyDateLine: (label, date) => `${label}: ${date}`,
  act: {
    appoint: ['Appointed: ', ' as ', ''],
    remove: ['Removed: ', ', no longer ', ''],
    'accept-resignation': ['Resignation accepted: ', ' as ', ''],
    elect: ['Elected: ', ' as ', ''],
    acting: ['Acting: ', ' as ', ''],
    dismiss: ['Dismissed: ', ' as ', ''],
    recall: ['Recalled: ', ' as ', ''],
    'approve-appointment': ['Appointment approved: ', ' as ', ''],
    'approve-removal': ['Removal approved: ', ' as ', ''],
    terminate: ['Mandate ended: ', ' as ', ''],
    other: ['Change of office: ', ' as ', ', see the full text'],
  },
  actLabel: {
    appoint: 'Appointed',
    remove: 'Removed',
    'accept-resignation': 'Resignation accepted',
    elect: 'Elected',
    acting: 'Acting',
    dismiss: 'Dismissed',
    recall: 'Recalled',
    'approve-appointment': 'Appointment approved',
    'approve-removal': 'Removal approved',
    terminate: 'Mandate ended',
    other: 'Other change',
  },
  office: (organization, post) => [post, organization].filter((part) => part !== '').join(', '),
  actColumns: ['Name', 'Act', 'Post', 'Body', 'Date'],
  numberColumn: 'No.',
  sourceColumn: 'Source',
  factsRead: 'In brief',
  moreActs: (acts) => `${acts} more in the full text.`,
  onPage: (page) => `page ${page}`,
  printedIn: (name, line) => `As it was printed (file ${name}, from line ${line}):`,
  onLine: (line) => `printed on line ${line}`,
  source: (publication, date) => `Source: ${publication}, ${date}`,
  fullTextButton: (position) => `Full text ${position}`,
  fullTextByButton: (button) => `The full text is long: press “${button}” below to read it.`,
  whyButton: 'Why did I get this',
  olderHint: (articles) =>
    message(
      '{articles, plural, one {# older article is} other {# older articles are}} not listed: send /issue with a date, or /search. To change what you get, and when: /settings',
      { articles },
    ),
  urgent: 'URGENT',
  urgentWhy: (word) =>
    `Its title says “${word}”, so it comes at once and not with your digest. You can change this in /settings.`,
  digestHint:
    'Press a button below to read the full text. To change what you get, and when: /settings',
  page: (page, pages) => `Page ${page} of ${pages}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  nothing: 'Nothing found.',
  people: peopleEn,
};
