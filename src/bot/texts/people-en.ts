import { message } from '../../compose/index.ts';
import type { IsoDate } from '../../domain/index.ts';
import { writeDate } from './calendar.ts';
import type { PeopleTexts } from './people-zh.ts';

const date = (day: IsoDate) => writeDate(day, 'en');

export const peopleEn: PeopleTexts = {
  whoUsage:
    'Please add an office or a body, for example: /who 副县长, or /who 民政局. For one person use /person and the name.',
  whoTitle: (words) => `From the announcements collected here, who holds “${words}”`,
  formerTitle: (words) => `From the announcements collected here, who has left “${words}”`,
  archiveNote: (begins) =>
    begins === null
      ? ''
      : `They begin on ${date(begins)}. A change that was not printed is not among them.`,
  nobodyNow: 'No announcement tells of anybody who holds it now.',
  nobody: (words) =>
    `The announcements collected here do not name “${words}”. A few characters of the office or the body are enough, for example: /who 副县长`,
  seeFormer: 'Who has left',
  seePresent: 'Who holds it now',

  personUsage: 'Please add a name, for example: /person 张峻榕',
  personTitle: (name) => `Announcements about “${name}”`,
  namesakes: (places) =>
    places.length > 0
      ? `They concern bodies of different places (${places.join(', ')}): this may be several people of one name. The full texts tell.`
      : 'Found by the name alone: there may be several people of that name.',
  unknownPerson: (name) =>
    `No announcement about “${name}” was found. Please write the whole name. If you know a part of it, search, for example: /search ${name}`,

  datesTitle: 'Dates ahead',
  pastDatesTitle: 'Dates that have passed',
  noDates:
    'There are no dates ahead. Election days, deadlines, days of entry into force and the like stand here once the newspaper prints them.',
  noPastDates:
    'No dates have passed yet. What the newspaper prints moves here once its day is over.',
  seePastDates: 'Dates that have passed',
  seeComingDates: 'Dates ahead',
  myReminders: 'My reminders',
  remindersTitle: 'My reminders',
  noReminders: 'You have no reminders. Send /dates and press “Remind me” under a date.',
  dateGone: 'This article does not have that date any more. Send /dates for the dates of now.',
  tooLate: 'This date has come or passed: it is too late for a reminder.',
  remindersOff: 'You will not be reminded of this date.',
  reminderSet: ({ label, date: day, title, times, zone }) =>
    [
      `Reminder: ${label}, ${date(day)}`,
      `“${title}”`,
      '',
      ...(times.length > 0
        ? [`You will be reminded (${zone}):`, ...times]
        : ['No time is chosen now, so you will not be reminded.']),
      'If the date is corrected, the reminders move with it. The buttons add and remove.',
    ].join('\n'),
  daysBefore: (days) =>
    message(
      '{days, plural, =0 {On the day} =1 {One day before} =7 {Seven days before} other {# days before}}',
      { days },
    ),
  time: (when, moment) => `${when}: ${moment}`,
  chosen: (when) => `☑ ${when}: remind me`,
  notChosen: (when) => `☐ ${when}: no reminder`,
  stopAll: 'No reminder at all',
  calendarCaption: (label, day) =>
    `${label}, ${date(day)}. Open the file to put it into your calendar.`,
};
