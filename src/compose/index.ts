/**
 * Items become messages: every word a citizen reads is put together here.
 *
 * In: items, acts, a language, a style. Out: messages within Telegram's limits, ready to be stored.
 * Text is text plus entities (or blocks), so nothing printed can ever act as markup.
 * Never: a clock, the database, Telegram's library; never text lost in splitting.
 */
export { composeBroadcast, titleOfBroadcast } from './broadcast.ts';
export { composeCalendar } from './calendar.ts';
export { citation } from './citation.ts';
export { cap, clean } from './clean.ts';
export {
  composeDates,
  composeMoved,
  composeReminder,
  composeVanished,
  type Dates,
} from './dates.ts';
export { composeDigest, composeIssue } from './digest.ts';
export { LIST_PAGE_SIZE } from './entry-page.ts';
export { composeItem } from './item.ts';
export { type ActPage, composeActs, composeList, type ItemPage } from './list.ts';
export { nameAction, nameKeyDate } from './name-action.ts';
export { composeOriginal } from './original.ts';
export { composeHistory, composeHolders, type Histories, type Holders } from './people.ts';
export { composeReview, composeUnread, tellFact } from './review.ts';
export { composeRichActs, composeRichList } from './rich-list.ts';
export { composeRichDates, composeRichHistory, composeRichHolders } from './rich-people.ts';
export { composeShared } from './share.ts';
export { splitClassic } from './split.ts';
export { message } from './texts/english.ts';
export { inTraditionalWords, itemIn, wordsIn } from './traditional/index.ts';
export { composeUrgent } from './urgent.ts';
