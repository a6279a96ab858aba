import type { Context, MiddlewareFn } from 'grammy';

/** Telegram lets the bot answer one chat about once a second, so these wait as many seconds. */
const MOST_WAITING = 10;

type Deps<C extends Context> = {
  readonly adminIds: readonly number[];
  /** Says that not all can be answered. What comes of it is nobody's concern. */
  readonly onShed: (ctx: C) => Promise<void>;
};

/**
 * Drops what one chat says faster than it can be answered: all that waits takes a place among the
 * updates being handled, and a single chat could take every one of them. It is told so once, until all
 * that waited is answered. Administrators, who may send many issues at once, and news of the chat itself
 * are never dropped.
 */
export function shedFlood<C extends Context>({ adminIds, onShed }: Deps<C>): MiddlewareFn<C> {
  const waiting = new Map<number, number>();
  const told = new Set<number>();
  return async (ctx, next) => {
    // Of what is typed behind our name nobody is told the chat: it counts among the person's own.
    const id = ctx.chatId ?? ctx.from?.id;
    if (id === undefined || adminIds.includes(id)) return next();
    const count = waiting.get(id) ?? 0;
    if (count >= MOST_WAITING && isTalk(ctx)) {
      if (!told.has(id)) {
        told.add(id);
        await onShed(ctx);
      }
      return;
    }
    waiting.set(id, count + 1);
    try {
      await next();
    } finally {
      const left = (waiting.get(id) ?? 1) - 1;
      if (left > 0) waiting.set(id, left);
      else {
        waiting.delete(id);
        told.delete(id);
      }
    }
  };
}

function isTalk({ msg, myChatMember }: Context): boolean {
  const moves = msg?.migrate_to_chat_id ?? msg?.migrate_from_chat_id;
  return myChatMember === undefined && moves === undefined;
}
