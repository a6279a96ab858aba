/**
 * What concerns a chat, and when it wants to hear it.
 *
 * In: items, a subscription, the instant. Out: the items that match; when the next digest is due.
 * Never: a clock, a timer, the database.
 */
export { matchItems } from './match-items.ts';
export { type DigestSchedule, isCron, isTimezone, nextDigestAt } from './next-digest.ts';
