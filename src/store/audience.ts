import { ITEM_KINDS, type ItemKind, LANGUAGES, type Language } from '../domain/index.ts';
import type { Db } from './database.ts';
import { NO_KINDS, subscribed } from './subscriptions.ts';

/** Whom a broadcast is for: always only chats that can be reached and are subscribed. */
export type Segment =
  | { readonly kind: 'all' }
  | { readonly kind: 'kind'; readonly item: ItemKind }
  | { readonly kind: 'language'; readonly language: Language };

/** `all`, `kind:decision`, `language:en`. */
export function parseSegment(text: string): Segment | undefined {
  if (text === 'all') return { kind: 'all' };
  const [name, value] = text.split(/:(.*)/s);
  const item = ITEM_KINDS.find((kind) => kind === value);
  const language = LANGUAGES.find((known) => known === value);
  if (name === 'kind' && item) return { kind: 'kind', item };
  if (name === 'language' && language) return { kind: 'language', language };
  return undefined;
}

/** The words `parseSegment` reads. */
export function segmentText(segment: Segment): string {
  switch (segment.kind) {
    case 'all':
      return 'all';
    case 'kind':
      return `kind:${segment.item}`;
    case 'language':
      return `language:${segment.language}`;
  }
}

/** The chats of a segment, to select `chats.id` or a count from. */
export function audienceOf(db: Db, segment: Segment) {
  const all = subscribed(db);
  switch (segment.kind) {
    case 'all':
      return all;
    case 'kind':
      return all.where('subscriptions.kinds', 'like', `%"${segment.item}"%`);
    case 'language':
      return all.where('chats.language', '=', segment.language);
  }
}

export async function countAudience(db: Db, segment: Segment): Promise<number> {
  const { n } = await audienceOf(db, segment)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export type ChatCounts = {
  readonly active: number;
  readonly gone: number;
  readonly subscribed: number;
  readonly byKind: Readonly<Record<ItemKind, number>>;
};

export async function chatCounts(db: Db): Promise<ChatCounts> {
  const rows = await db
    .selectFrom('chats')
    .leftJoin('subscriptions', 'subscriptions.chat_id', 'chats.id')
    .select(['chats.state', 'subscriptions.kinds', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy(['chats.state', 'subscriptions.kinds'])
    .execute();
  const sum = (found: typeof rows) => found.reduce((total, { n }) => total + n, 0);
  const active = rows.filter(({ state }) => state === 'active');
  const wanting = active.filter(({ kinds }) => kinds !== null && kinds !== NO_KINDS);
  const wantingKind = (kind: ItemKind) =>
    sum(wanting.filter(({ kinds }) => kinds?.includes(`"${kind}"`)));
  return {
    active: sum(active),
    gone: sum(rows) - sum(active),
    subscribed: sum(wanting),
    byKind: {
      decision: wantingKind('decision'),
      appointment: wantingKind('appointment'),
      notice: wantingKind('notice'),
      news: wantingKind('news'),
    },
  };
}
