import type { Update } from 'grammy/types';
import { conflict } from '../refusal.ts';
import type { World } from './world.ts';

/** What one has to ask for by name. */
const UNASKED = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const KEPT_UPDATES = 10_000;

type NewUpdate = Omit<Update, 'update_id'>;

/** Tells the bot, if it wants to hear of such things. */
export function tellBot(world: World, update: NewUpdate): void {
  const kind = Object.keys(update)[0] ?? '';
  if (!isWanted(world, kind)) return;
  world.lastUpdateId += 1;
  world.pending.push({ update_id: world.lastUpdateId, ...update });
  if (world.pending.length > KEPT_UPDATES) world.pending.shift();
  for (const listener of [...world.updateListeners]) listener();
}

function isWanted(world: World, kind: string): boolean {
  return world.allowedUpdates === null ? !UNASKED.has(kind) : world.allowedUpdates.includes(kind);
}

/** Forgets what the bot has confirmed by asking for what comes after it. */
export function confirmThrough(world: World, offset: number): void {
  const first =
    offset < 0
      ? Math.max(0, world.pending.length + offset)
      : world.pending.findIndex(({ update_id }) => update_id >= offset);
  world.pending.splice(0, first === -1 ? world.pending.length : first);
}

/**
 * Answers with what is pending, or waits for it. Of two pollers the first is sent away, as Telegram
 * does: the newer one is believed to be the restarted bot.
 */
export function pollUpdates(
  world: World,
  options: { limit: number; timeoutMs: number; signal: AbortSignal },
): Promise<readonly Update[]> {
  world.dismissPoller?.();
  if (world.pending.length > 0 || options.timeoutMs === 0) {
    return Promise.resolve(world.pending.slice(0, options.limit));
  }
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      world.updateListeners.delete(arrive);
      options.signal.removeEventListener('abort', expire);
      if (world.dismissPoller === dismiss) world.dismissPoller = null;
      act();
    };
    const arrive = () => settle(() => resolve(world.pending.slice(0, options.limit)));
    const expire = () => settle(() => resolve([]));
    const dismiss = () =>
      settle(() =>
        reject(
          conflict(
            'terminated by other getUpdates request; make sure that only one bot instance is running',
          ),
        ),
      );
    const timer = setTimeout(expire, options.timeoutMs);
    world.updateListeners.add(arrive);
    options.signal.addEventListener('abort', expire);
    world.dismissPoller = dismiss;
  });
}
