import type { Chat, Rhythm, StoredItem } from '../domain/index.ts';
import {
  advanceOwnRhythms,
  type Db,
  dueOwnRhythms,
  type OwnRhythm,
  type Stretch,
  toldBefore,
} from '../store/index.ts';
import { itemsSince, type Reading } from './owed-items.ts';

/** What a chat is told now of what it follows with rhythms of their own. */
export type OwnTurn = { readonly chat: Chat; readonly items: readonly StoredItem[] };

type Taking = {
  readonly stretch: Stretch;
  readonly startedAt: Date;
  readonly at: Date;
  readonly reading: Reading;
  readonly nextAt: (rhythm: Rhythm) => Date | null;
  readonly awakeAt: (rhythm: Rhythm) => Date;
};

/**
 * Takes the turns of a stretch of chats: looks for what is new in what they follow with rhythms of
 * their own, and notes that they are told it. In quiet hours a turn waits for their end.
 */
export async function takeOwnTurns(
  tx: Db,
  { stretch, startedAt, at, reading, nextAt, awakeAt }: Taking,
): Promise<ReadonlyMap<number, OwnTurn>> {
  const newest = reading.through.itemId;
  const due = await dueOwnRhythms(tx, { now: startedAt, newest, stretch });
  if (due.length === 0) return new Map();
  const isQuiet = ({ rhythm }: OwnRhythm) => awakeAt(rhythm) > at;
  const mayTell = (own: OwnRhythm) => own.isReachable && !isQuiet(own);
  const turns = await turnsOf(tx, due.filter(mayTell), { stretch, reading });
  await advanceOwnRhythms(
    tx,
    due.map((own) => ({
      interestId: own.interestId,
      toldThrough: mayTell(own) ? newest : null,
      dueAt: isQuiet(own) ? awakeAt(own.rhythm) : nextAt(own.rhythm),
    })),
  );
  return turns;
}

async function turnsOf(
  tx: Db,
  due: readonly OwnRhythm[],
  { stretch, reading }: Pick<Taking, 'stretch' | 'reading'>,
): Promise<Map<number, OwnTurn>> {
  const news = new Map<number, StoredItem>();
  for (const toldThrough of new Set(due.map((own) => own.toldThrough)))
    for (const item of await itemsSince(tx, toldThrough, reading)) news.set(item.id, item);
  const matching = await reading.followed.matching(tx, {
    items: [...news.values()],
    reviewId: reading.through.reviewId,
    queryIds: due.map(({ queryId }) => queryId),
  });
  const told = await toldBefore(tx, stretch);
  const turns = new Map<number, OwnTurn>();
  for (const { chat, queryId, toldThrough } of due) {
    const found = [...(matching(queryId) ?? [])]
      .filter((id) => id > toldThrough && !told.get(chat.id)?.has(id))
      .flatMap((id) => news.get(id) ?? []);
    const items = inPrintedOrder([...(turns.get(chat.id)?.items ?? []), ...found]);
    turns.set(chat.id, { chat, items });
  }
  return turns;
}

/** Each once, as a digest has them. */
export function inPrintedOrder(items: readonly StoredItem[]): StoredItem[] {
  const issueOf = ({ issueDate, publication }: StoredItem) => `${issueDate} ${publication}`;
  return [...new Map(items.map((item) => [item.id, item])).values()].sort((a, b) => {
    const [one, other] = [issueOf(a), issueOf(b)];
    if (one !== other) return one < other ? -1 : 1;
    return a.id - b.id;
  });
}
