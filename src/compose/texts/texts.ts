import type { Action, ItemKind, KeyDateLabel } from '../../domain/index.ts';
import type { PeopleTexts } from './people-zh.ts';

/** A day of the calendar. */
export type DayParts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
};

/** How many items of a kind a message holds. */
export type KindCount = { readonly kind: ItemKind; readonly count: number };

/** The words around the person and the office: 任命…为…. */
type ActWords = readonly [before: string, between: string, after: string];

/** Every frame word a citizen reads; what was printed is never translated. */
export type Texts = {
  readonly day: (parts: DayParts) => string;
  readonly dayWithWeekday: (parts: DayParts) => string;
  readonly days: (first: string, last: string, issues: number) => string;
  readonly section: Readonly<Record<ItemKind, string>>;
  /** A section's name where the text is plain: it has to stand out without a larger type. */
  readonly sectionLine: (section: string) => string;
  readonly continued: (section: string) => string;
  readonly continuedTitle: (title: string) => string;
  readonly kind: Readonly<Record<ItemKind, string>>;
  readonly summary: (total: number, counts: readonly KindCount[]) => string;
  /** Above the articles that match something the chat follows. */
  readonly followedSection: string;
  /** Facts of articles told before, which an admin has confirmed since. */
  readonly confirmedSection: string;
  /** Before a fact that was told wrong. */
  readonly misread: string;
  readonly confirmedSummary: (facts: number) => string;
  readonly adopted: (day: string) => string;
  /** Around a number or a date that follows something: （第77号）. */
  readonly aside: (words: string) => string;
  readonly enumeration: string;
  readonly listed: string;
  readonly titled: (title: string) => string;
  readonly keyDate: Readonly<Record<KeyDateLabel, string>>;
  readonly keyDateLine: (label: string, day: string) => string;
  readonly act: Readonly<Record<Action, ActWords>>;
  readonly actLabel: Readonly<Record<Action, string>>;
  readonly office: (organization: string, post: string) => string;
  readonly actColumns: readonly [string, string, string, string, string];
  /** Of a list of acts, before and after `actColumns`. */
  readonly numberColumn: string;
  readonly sourceColumn: string;
  /** Above the facts below a full text. */
  readonly factsRead: string;
  /** How many acts a message has no room for. */
  readonly moreActs: (acts: number) => string;
  readonly onPage: (page: string) => string;
  /** Above the lines of an article, which begin there in its document. */
  readonly printedIn: (name: string, line: number) => string;
  readonly onLine: (line: number) => string;
  readonly source: (publication: string, day: string) => string;
  readonly fullTextButton: (position: number) => string;
  readonly fullTextByButton: (button: string) => string;
  /** To why a digest brings what it brings. */
  readonly whyButton: string;
  readonly urgent: string;
  /** Why it comes at once, and how to have it otherwise. */
  readonly urgentWhy: (word: string) => string;
  readonly digestHint: string;
  /** Instead of `digestHint`, where older articles are not listed. */
  readonly olderHint: (articles: number) => string;
  readonly page: (page: number, pages: number) => string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly nothing: string;
  /** Holders of offices, coming dates, reminders. */
  readonly people: PeopleTexts;
};
