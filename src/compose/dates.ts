import type { Button, ClassicMessage, IsoDate, Language, PrintedDate } from '../domain/index.ts';
import { keyDateText } from './acts.ts';
import { dayWithWeekday } from './days.ts';
import { composePage, LIST_PAGE_SIZE, type Page } from './entry-page.ts';
import { bold, type Formatted, join, joinFilled } from './formatted.ts';
import { dated } from './moments.ts';
import { sourceLine } from './people.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { wordsIn } from './traditional/index.ts';

export type ListedDate = PrintedDate & {
  /** Negative: it has passed. */
  readonly daysLeft: number;
};

export type Dates = Page & {
  readonly dates: readonly ListedDate[];
  /** Of what may be reminded of; of what one is reminded of; of what has passed. */
  readonly offer: 'remind' | 'stop' | 'nothing';
  readonly note: string;
  readonly below: readonly (readonly Button[])[];
};

/** One page of dates, each with how far it is, its article, and what may be done about it. */
export function composeDates(list: Dates): ClassicMessage {
  const texts = textsOf[list.language];
  const first = (list.page - 1) * LIST_PAGE_SIZE + 1;
  const entries = list.dates.map((date, index) => ({
    itemId: date.itemId,
    words: dateEntry(date, list.language),
    buttons: offers(list.offer, date, { position: first + index, texts }),
  }));
  return composePage(list, texts, entries, list);
}

function dateEntry(date: ListedDate, language: Language): Formatted {
  const texts = textsOf[language];
  const left = texts.people.daysLeft(date.daysLeft);
  return join([
    bold(dateLine(date, texts)),
    texts.people.between,
    left,
    '\n',
    articleLine(date, language),
  ]);
}

function dateCallback(
  kind: 'remind' | 'remind-off' | 'calendar',
  { itemId, label, date }: Pick<PrintedDate, 'itemId' | 'label' | 'date'>,
): string {
  return `${kind}:${itemId}:${label}:${date}`;
}

type At = { readonly position: number; readonly texts: Texts };

function offers(
  offer: Dates['offer'],
  date: PrintedDate,
  { position, texts: { people } }: At,
): Button[] {
  const calendar = {
    text: people.calendar(position),
    callback: dateCallback('calendar', date),
  };
  switch (offer) {
    case 'remind':
      return [{ text: people.remind(position), callback: dateCallback('remind', date) }, calendar];
    case 'stop':
      return [
        { text: people.stop(position), callback: dateCallback('remind-off', date) },
        calendar,
      ];
    case 'nothing':
      return [];
  }
}

/** What a chat is reminded of. `toldDate`: it was told another date before. */
export function composeReminder(
  { date, toldDate }: { readonly date: ListedDate; readonly toldDate: IsoDate | null },
  language: Language,
): ClassicMessage {
  const texts = textsOf[language];
  const { people } = texts;
  const left = people.daysLeft(date.daysLeft);
  return ofOneDate(date, language, [
    bold(people.reminder(texts.keyDate[date.label], left)),
    dateLine(date, texts),
    toldDate === null ? '' : people.toldBefore(dayWithWeekday(toldDate, texts)),
  ]);
}

/** A chat was reminded of a date that has been corrected since. */
export function composeMoved(
  { date, toldDate }: { readonly date: ListedDate; readonly toldDate: IsoDate },
  language: Language,
): ClassicMessage {
  const texts = textsOf[language];
  const { people } = texts;
  return ofOneDate(date, language, [
    bold(people.corrected(texts.keyDate[date.label])),
    join([dateLine(date, texts), people.between, people.daysLeft(date.daysLeft)]),
    people.toldBefore(dayWithWeekday(toldDate, texts)),
  ]);
}

/** The article does not tell the date any more. */
export function composeVanished(date: PrintedDate, language: Language): ClassicMessage {
  const texts = textsOf[language];
  const { people } = texts;
  const when = dayWithWeekday(date.date, texts);
  const words = joinFilled(
    [people.vanished(texts.keyDate[date.label], when), articleLine(date, language)],
    '\n',
  );
  return { style: 'classic', ...words, buttons: [[fullText(date, texts)]] };
}

function ofOneDate(
  date: PrintedDate,
  language: Language,
  lines: readonly (string | Formatted)[],
): ClassicMessage {
  const texts = textsOf[language];
  const { people } = texts;
  const words = joinFilled([...lines, articleLine(date, language)], '\n');
  const buttons = [
    [
      fullText(date, texts),
      { text: people.calendarFile, callback: dateCallback('calendar', date) },
    ],
    [{ text: people.stopThis, callback: dateCallback('remind-off', date) }],
  ];
  return { style: 'classic', ...words, buttons };
}

function fullText({ itemId }: PrintedDate, { people }: Texts): Button {
  return { text: people.fullText, callback: `item:${itemId}` };
}

/** The words of the newspaper's day; its moment in the reader's zone at a tap. */
export function dateLine({ label, date, issueDate }: PrintedDate, texts: Texts): Formatted {
  const words = dayWithWeekday(date, texts);
  return dated(keyDateText({ label, date }, texts), { words, date, printedOn: issueDate });
}

export function articleLine({ title, issueDate }: PrintedDate, language: Language): string {
  return sourceLine({ title: wordsIn(language, title), issueDate }, textsOf[language]);
}
