import type { Act, IsoDate, KeyDate, Span } from './act.ts';

/** In the order a digest shows them. */
export const ITEM_KINDS = ['decision', 'appointment', 'notice', 'news'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What a source gives: one document's text, before anything is understood of it. */
export type RawIssue = {
  /** The file's name or the address it came from; may carry the date. */
  readonly name: string;
  readonly carrier: 'markdown' | 'text';
  /** Line ends are `\n`; every span counts in this text. */
  readonly text: string;
};

/** One article of an issue, as parsed. */
export type Item = {
  readonly kind: ItemKind;
  /** The headline, its lines joined. */
  readonly title: string;
  readonly subtitle: string | null;
  /** The reporter line as printed, without brackets. */
  readonly byline: string | null;
  /** The issuing or adopting body, in full. */
  readonly issuer: string | null;
  /** 第77号, without spaces or brackets. */
  readonly number: string | null;
  readonly adoptedOn: IsoDate | null;
  /** Paragraphs joined by a blank line, section heads among them; broken lines mended. */
  readonly body: string;
  /** The whole article in the issue's text. */
  readonly span: Span;
  readonly confidence: number;
  readonly acts: readonly Act[];
  readonly keyDates: readonly KeyDate[];
};

/** A part of the issue that could not be read as an article, kept word for word. */
export type Unread = { readonly span: Span; readonly reason: string };

export type ParsedIssue = {
  /** As printed in the masthead, else `null`: the caller knows the default. */
  readonly publication: string | null;
  /** The day of the edition, from the masthead, the name, or the newest signature; else `null`. */
  readonly date: IsoDate | null;
  readonly number: string | null;
  readonly items: readonly Item[];
  readonly unread: readonly Unread[];
};

/** An item as the archive gives it back: its newest revision, and where it was printed. */
export type StoredItem = Item & {
  /** Grows with every new item, so that «what is new» is «what is greater». */
  readonly id: number;
  readonly revision: number;
  readonly publication: string;
  readonly issueDate: IsoDate;
};
