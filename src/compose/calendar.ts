import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Language, PrintedDate } from '../domain/index.ts';
import { cap, oneLine } from './clean.ts';
import { dayWithWeekday } from './days.ts';
import { texts as textsOf } from './texts/index.ts';
import { wordsIn } from './traditional/index.ts';

const TITLE_LENGTH = 300;
const DAY_MS = 86_400_000;

type Calendar = {
  readonly date: PrintedDate;
  /** Which of its label's dates it is in the article, from 0: a corrected one replaces the old event. */
  readonly nth: number;
  readonly language: Language;
  /** The bot's, under which nobody else gives events. */
  readonly username: string;
  readonly now: Date;
};

/** A calendar file of one date: a whole day of the calendar, the same one in every zone. */
export function composeCalendar({ date, nth, language, username, now }: Calendar): {
  readonly name: string;
  readonly text: string;
} {
  const texts = textsOf[language];
  const label = texts.keyDate[date.label];
  const title = cap(oneLine(wordsIn(language, date.title)), TITLE_LENGTH);
  const address = `https://t.me/${username}?start=item_${date.itemId}`;
  const calendar = ical({
    prodId: { company: 'Gongbao', product: 'Gongbao', language: language === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  // A calendar day, said in Greenwich's time and written without any: no zone shifts it.
  const start = Date.parse(`${date.date}T00:00:00Z`);
  calendar.createEvent({
    id: `${date.itemId}-${date.label}-${nth}@${username}.t.me`,
    // Of two files of one date the later counts: by the correction, then by when it was made.
    sequence: date.revision - 1,
    stamp: now,
    start: new Date(start),
    end: new Date(start + DAY_MS),
    allDay: true,
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: label,
    description: [
      texts.titled(title),
      texts.people.printedIn(
        oneLine(wordsIn(language, date.publication)),
        dayWithWeekday(date.issueDate, texts),
      ),
      address,
    ].join('\n'),
    url: address,
  });
  return { name: `${label.replace(/\s+/gu, '-')}-${date.date}.ics`, text: calendar.toString() };
}
