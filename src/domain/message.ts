/** A button under a message. `callback` is 1 to 64 bytes: it carries ids, never text. */
export type Button =
  | { readonly text: string; readonly callback: string }
  | { readonly text: string; readonly url: string };

export type EntityType =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'code'
  | 'blockquote'
  | 'expandable_blockquote'
  | 'text_link';

/** Telegram's formatting: offsets in UTF-16 units of the message's text. */
export type Entity = {
  readonly type: EntityType;
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
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
  | { readonly type: 'bold' | 'italic'; readonly text: string }
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
