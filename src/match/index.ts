/**
 * What concerns a chat, and when it wants to hear it or be reminded of it; and which issue of a paper should be here and is not.
 *
 * In: items, a subscription, the instant; a paper's issues. Out: the items that match; when the next
 * digest is due; the gaps. Never: a clock, a timer, the database.
 */
export { dueAfterChange, dueByTimetable, isOfBefore } from './due-after-change.ts';
export { findGaps, type Gap, gapKey, type PrintedIssue, RHYTHM_DAYS } from './find-gaps.ts';
export { isSubscribedTo, type WantedKinds } from './is-of-kinds.ts';
export { matchConfirmed } from './match-confirmed.ts';
export { type Choice, matchItems } from './match-items.ts';
export { anchorsIn, matcherOf, matchQuery } from './match-query.ts';
export {
  type DigestSchedule,
  isCron,
  isTimezone,
  nextDigestAt,
  nextRunAt,
  nightOf,
  usualTimes,
  zoneOf,
} from './next-digest.ts';
export { afterQuiet } from './quiet-hours.ts';
export { readQuery } from './read-query.ts';
export {
  correctionAt,
  daysUntil,
  earliestReminder,
  type Followed,
  followDate,
  REMINDER_DAYS,
  reminderAt,
  todayIn,
} from './reminder-times.ts';
export { suggestQueries } from './suggest-queries.ts';
export { urgentWord } from './urgent-word.ts';
export { type Why, whyOf } from './why.ts';
