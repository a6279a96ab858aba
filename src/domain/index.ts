/**
 * The newspaper's words, as plain data. Everything else is written in them.
 *
 * Never: a clock, a database, Telegram's types, Node. `DESIGN.md` section 2 says what each word means.
 */
export type { Act, Action, IsoDate, KeyDate, KeyDateLabel, PrintedDate, Span } from './act.ts';
export { ACTIONS, CONFIDENCE_LINE, isCertain, KEY_DATE_LABELS } from './act.ts';
export type {
  Address,
  Chat,
  ChatKind,
  Frequency,
  Language,
  MessageStyle,
  QuietHours,
  Rhythm,
  Subscription,
} from './chat.ts';
export { FREQUENCIES, isAdministered, LANGUAGES, MESSAGE_STYLES } from './chat.ts';
export type { Clauses } from './clauses.ts';
export { readClauses, writeClauses } from './clauses.ts';
export { editionNumberIn } from './edition-number.ts';
export type { WantedWord } from './grams.ts';
export { cutAnchors, cutGrams, cutQuery } from './grams.ts';
export type { Interest, InterestKind, OwnWhen, Query } from './interest.ts';
export { INTEREST_KINDS, MOST_INTERESTS, ownRhythm, WITH_DIGEST } from './interest.ts';
export type {
  Carrier,
  Imprint,
  Item,
  ItemKind,
  LineMark,
  LineRole,
  ListedAct,
  ParsedIssue,
  PrintedAct,
  RawIssue,
  StoredItem,
  Unread,
} from './issue.ts';
export { CARRIERS, ITEM_KINDS } from './issue.ts';
export type {
  Button,
  ClassicMessage,
  Entity,
  EntityType,
  Message,
  MomentFormat,
  RichBlock,
  RichCell,
  RichMessage,
  RichText,
} from './message.ts';
export { CJK, isPlainHan, normalise } from './normalise.ts';
export type { SendOutcome, Settlement } from './outcome.ts';
export { plainLetters } from './radicals.ts';
export type {
  ActFact,
  Answer,
  ConfirmedFact,
  Fact,
  FactKind,
  FactRef,
  FactSource,
  KeyDateFact,
  Verdict,
} from './review.ts';
export { FACT_KINDS } from './review.ts';
export { letterForms, looksTraditional, simplify, spellingsOf } from './script.ts';
export type { UrgentRule } from './urgent.ts';
export { DEFAULT_URGENT, LONGEST_URGENT_WORD, MOST_URGENT_WORDS } from './urgent.ts';
