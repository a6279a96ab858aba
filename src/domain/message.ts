/**
 * A button under a message. `callback` is 1 to 64 bytes: it carries ids, never text. `copy` is 1 to 256
 * characters for the clipboard; `share` an inline query that its reader takes to a chat of their choice.
 */
export type Button =
  | { readonly text: string; readonly callback: string }
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly copy: string }
  | { readonly text: string; readonly share: string };

export type EntityType =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'code'
  | 'blockquote'
  | 'expandable_blockquote'
  | 'text_link'
  | 'date_time';

/** How the reader's client writes a moment in their own zone; `''`: the words stand as they are. */
export type MomentFormat = '' | 'wDt';

/** Telegram's formatting: offsets in UTF-16 units of the message's text. */
export type Entity = {
  readonly type: EntityType;
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
  /** Of a `date_time`: the moment, in seconds. */
  readonly unixTime?: number;
  readonly format?: MomentFormat;
};

/** Text and entities: nothing in it is ever parsed as markup. At most 4,096 UTF-16 units. */
export type ClassicMessage = {
  readonly style: 'classic';
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly buttons: readonly (readonly Button[])[];
};

/** The part of Bot API 10's `RichText` we write. */
export type RichText =
  | string
  | { readonly type: 'bold' | 'italic'; readonly text: RichText }
  | {
      readonly type: 'date_time';
      readonly text: RichText;
      readonly unixTime: number;
      readonly format: MomentFormat;
    }
  | readonly RichText[];

export type RichCell = { readonly text: RichText; readonly isHeader: boolean };

/** The part of Bot API 10's `InputRichBlock` we write; `deliver` puts it into Telegram's words. */
export type RichBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: RichText }
  | { readonly kind: 'paragraph'; readonly text: RichText }
  | { readonly kind: 'table'; readonly rows: readonly (readonly RichCell[])[] }
  | { readonly kind: 'details'; readonly summary: RichText; readonly blocks: readonly RichBlock[] }
  | { readonly kind: 'footer'; readonly text: RichText }
  | { readonly kind: 'divider' };

/**
 * One rich message. At most 32,768 characters, 500 blocks counting table rows, 16 levels, 20 columns.
 * `fallback` says the same in classic messages, for a server that has no `sendRichMessage`.
 */
export type RichMessage = {
  readonly style: 'rich';
  readonly blocks: readonly RichBlock[];
  readonly buttons: readonly (readonly Button[])[];
  readonly fallback: readonly ClassicMessage[];
};

export type Message = ClassicMessage | RichMessage;
