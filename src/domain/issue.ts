import type { Act, IsoDate, KeyDate, Span } from './act.ts';

/** In the order a digest shows them. */
export const ITEM_KINDS = ['decision', 'appointment', 'notice', 'news'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** The forms an issue comes in. `ocr`: letters guessed from a picture. */
export const CARRIERS = ['markdown', 'text', 'html', 'feed', 'docx', 'pdf', 'ocr'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** What a line is, where its carrier says so: by markup, or by the size of its letters. */
export type LineRole =
  /** 引题: above the headline; with an issuing body's name, the first half of it. */
  | 'lead-in'
  | 'title'
  | 'subtitle'
  | 'byline'
  /** A heading inside an article. */
  | 'section'
  /** Under a picture: kept in the text, and no part of what the article says. */
  | 'caption'
  | 'body';

/** A whole line, or several that follow each other, in the issue's text. */
export type LineMark = { readonly span: Span; readonly role: LineRole };

/** What the carrier says of the edition: in its address, its markup or its page heads. */
export type Imprint = {
  readonly publication: string | null;
  readonly date: IsoDate | null;
  readonly number: string | null;
};

/** What a source gives: one document's text, before anything is understood of it. */
export type RawIssue = {
  /** The file's name or the address it came from; may carry the date. */
  readonly name: string;
  readonly carrier: Carrier;
  /** Line ends are `\n`; every span counts in this text. */
  readonly text: string;
  readonly imprint?: Imprint;
  /** In order, apart from each other. A line without one is read by its own words. */
  readonly marks?: readonly LineMark[];
};

/** One article of an issue, as parsed. */
export type Item = {
  readonly kind: ItemKind;
  /** 引题: the line above the headline, where the carrier says that it is one. */
  readonly leadIn: string | null;
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
  /** （2025年1月9日…第二十二次会议通过）, as printed above the text. */
  readonly passedBy: string | null;
  /** Paragraphs joined by a blank line, section heads among them; broken lines mended. */
  readonly body: string;
  /** The bodies and the day under the text, a line each. */
  readonly signature: string | null;
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

/** An act as the archive gives it back, with the article that says it. */
export type PrintedAct = Act & {
  readonly itemId: number;
  readonly publication: string;
  readonly issueDate: IsoDate;
  readonly title: string;
};

/** The same, though its article's title may not have been read. */
export type ListedAct = Omit<PrintedAct, 'title'> & { readonly title: string | null };
