import type { Message } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { saveMessages } from './messages.ts';
import { enqueue } from './outbox.ts';

/** What a chat is told, part after part. Chats that are told the same may share the very same objects. */
export type ToldChat = {
  readonly chatId: number;
  readonly messages: readonly Message[];
  /** The items they tell, where no one number says how far the chat was told. */
  readonly articles?: readonly number[] | undefined;
};

type Telling = {
  readonly campaignId: string;
  readonly priority: number;
  readonly told: readonly ToldChat[];
};

/** Stores the texts, each once, and puts them in the outbox, due at once. Returns how many deliveries that is. */
export async function enqueueMessages(
  tx: Db,
  { campaignId, priority, told }: Telling,
  at: Date,
): Promise<number> {
  const messages = [...new Set(told.flatMap((each) => each.messages))];
  const ids = await saveMessages(tx, messages, at);
  const idOf = new Map(messages.map((message, index) => [message, ids[index] ?? '']));
  const deliveries = told.flatMap(({ chatId, messages: parts, articles }) =>
    parts.map((message, part) => ({
      ...{ chatId, part, messageId: idOf.get(message) ?? '' },
      articles: part === 0 ? articles : undefined,
    })),
  );
  return enqueue(tx, { campaignId, priority, dueAt: at, deliveries }, at);
}
