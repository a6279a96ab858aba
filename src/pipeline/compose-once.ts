import { composeDigest } from '../compose/index.ts';
import type { Chat, Message, MessageStyle } from '../domain/index.ts';
import type { Owed, Through } from './owed-items.ts';

export type Compose = (owed: Owed, through: Through, chat: Chat) => readonly Message[];

/** So many different digests are kept at hand: chats that want the same get the very same messages. */
const DIGESTS_KEPT = 200;

/** Chats that chose no style get the operator's. */
export function composeOnce(defaultStyle: MessageStyle): Compose {
  const composed = new Map<string, readonly Message[]>();
  return ({ items, confirmed, followed }, { reviewId }, { language, style }) => {
    const wanted = { language, style: style ?? defaultStyle };
    // With every review an article may say more than before.
    const key = JSON.stringify([
      wanted,
      reviewId,
      items.map(({ id }) => (followed.has(id) ? `${id}!` : id)),
      confirmed.map((fact) => fact.reviewId),
    ]);
    const messages = composed.get(key) ?? composeDigest({ items, confirmed, followed, ...wanted });
    if (composed.size >= DIGESTS_KEPT) composed.clear();
    composed.set(key, messages);
    return messages;
  };
}
