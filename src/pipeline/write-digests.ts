import type { Chat, Message, Subscription } from '../domain/index.ts';
import { chatsWithOwnRhythms, type Db, noteToldItems, type Stretch } from '../store/index.ts';
import type { Compose } from './compose-once.ts';
import { isNothing, type Owed, owedToEach, type Reading } from './owed-items.ts';
import { inPrintedOrder, type OwnTurn } from './own-turns.ts';

export type Digest = {
  readonly chatId: number;
  readonly title: string;
  readonly messages: readonly Message[];
  /** The ids of what it tells, where the chat is told of something apart. */
  readonly articles: readonly number[] | undefined;
};

type Writing = {
  readonly compose: Compose;
  readonly reading: Reading;
  readonly stretch: Stretch;
  /** By chat, what it is told of besides, whether its digest is due or not. */
  readonly own: ReadonlyMap<number, OwnTurn>;
};

/** One for each chat; one without anything new gets none. */
export async function writeDigests(
  tx: Db,
  due: readonly (Subscription & { readonly chat: Chat })[],
  { compose, reading, stretch, own }: Writing,
): Promise<Digest[]> {
  const owedToDue = await owedToEach(tx, due, reading);
  const withOwn = owedToDue.map(({ subscription: { chat }, owed }) => ({
    chat,
    owed: together(owed, own.get(chat.id)),
  }));
  const areDue = new Set(due.map(({ chatId }) => chatId));
  const others = [...own.values()]
    .filter(({ chat }) => !areDue.has(chat.id))
    .map((turn) => ({ chat: turn.chat, owed: together(NOTHING, turn) }));
  const owing = [...withOwn, ...others].filter(({ owed }) => !isNothing(owed));
  if (owing.length === 0) return [];
  const several = await chatsWithOwnRhythms(tx, stretch);
  const isToldApart = ({ id }: Chat) => several.has(id) || own.has(id);
  return owing.map(({ chat, owed }) => ({
    chatId: chat.id,
    title: titleOf(owed),
    messages: compose(owed, reading.through, chat),
    articles: isToldApart(chat) ? owed.items.map(({ id }) => id) : undefined,
  }));
}

const NOTHING: Owed = { items: [], confirmed: [], followed: new Set() };

function together(owed: Owed, turn: OwnTurn | undefined): Owed {
  if (!turn || turn.items.length === 0) return owed;
  return {
    ...owed,
    items: inPrintedOrder([...owed.items, ...turn.items]),
    followed: new Set([...owed.followed, ...turn.items.map(({ id }) => id)]),
  };
}

/** Of the newest of what is told. */
function titleOf({ items, confirmed }: Owed): string {
  const newest = items.at(-1) ?? confirmed.at(-1)?.item;
  return newest ? `${newest.publication} ${newest.issueDate}` : '';
}

/** Whoever has several turns is told each article at the first of them, and not again at the others. */
export function noteTold(tx: Db, digests: readonly Digest[]): Promise<void> {
  return noteToldItems(
    tx,
    digests.flatMap(({ chatId, articles = [] }) => articles.map((itemId) => ({ chatId, itemId }))),
  );
}
