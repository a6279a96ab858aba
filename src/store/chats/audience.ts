import { setImmediate as letOthersRun } from 'node:timers/promises';
import { ITEM_KINDS, type ItemKind, LANGUAGES, type Language } from '../../domain/index.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { subscribed, wants } from './subscriptions.ts';

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

/** Exact. Out of a transaction it lets others have the database now and then. */
export async function countAudience(db: Db, segment: Segment): Promise<number> {
  let count = 0;
  for await (const { after, through } of stretches(db)) {
    const { n } = await audienceOf(db, segment)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('chats.id', '>', after)
      .where('chats.id', '<=', through)
      .executeTakeFirstOrThrow();
    count += n;
  }
  return count;
}

/** Chats by id: those after the one, up to and with the other. */
export type Stretch = { readonly after: number; readonly through: number };

export const BEFORE_EVERY_CHAT = Number.MIN_SAFE_INTEGER;
const BEHIND_EVERY_CHAT = Number.MAX_SAFE_INTEGER;

/** So many chats are walked over at once: SQLite answers without waiting, and nobody else meanwhile. */
const CHATS_AT_ONCE = 5_000;

/** All chats there are: on SQLite a few at a time. */
export async function* stretches(db: Db): AsyncGenerator<Stretch> {
  if (isPostgres(db)) yield { after: BEFORE_EVERY_CHAT, through: BEHIND_EVERY_CHAT };
  else yield* shortStretches(db);
}

/** All chats there are, a few at a time. */
export async function* shortStretches(db: Db): AsyncGenerator<Stretch> {
  let after = BEFORE_EVERY_CHAT;
  for (;;) {
    const { through } = await stretchEnd(db, after, CHATS_AT_ONCE);
    if (through === null) return;
    yield { after, through };
    after = through;
    await letOthersRun();
  }
}

/** The last of the `count` chats that come next, and how many there are; `null`: there is none. */
export async function stretchEnd(
  db: Db,
  after: number,
  count: number,
): Promise<{ readonly through: number | null; readonly count: number }> {
  const next = db
    .selectFrom('chats')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(count)
    .as('next');
  return db
    .selectFrom(next)
    .select(({ fn }) => [
      fn.max<number | null>('next.id').as('through'),
      fn.countAll<number>().as('count'),
    ])
    .executeTakeFirstOrThrow();
}

export type ChatCounts = {
  readonly active: number;
  readonly gone: number;
  readonly subscribed: number;
  readonly byKind: Readonly<Record<ItemKind, number>>;
};

export async function chatCounts(db: Db): Promise<ChatCounts> {
  const rows = await chatGroups(db);
  const sum = (found: typeof rows) => found.reduce((total, { n }) => total + n, 0);
  const active = rows.filter(({ state }) => state === 'active');
  const wanting = active.filter(({ wants }) => wants === 1);
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

async function chatGroups(db: Db) {
  const groups = [];
  for await (const { after, through } of stretches(db)) {
    const found = await db
      .selectFrom('chats')
      .leftJoin('subscriptions', 'subscriptions.chat_id', 'chats.id')
      .select(['chats.state', 'subscriptions.kinds', wants.as('wants')])
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('chats.id', '>', after)
      .where('chats.id', '<=', through)
      .groupBy(['chats.state', 'subscriptions.kinds', wants])
      .execute();
    groups.push(...found);
  }
  return groups;
}
