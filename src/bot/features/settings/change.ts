import type { Rhythm } from '../../../domain/index.ts';
import { dueAfterChange } from '../../../match/index.ts';
import { durably, lockChat, setQuiet, setSchedule } from '../../../store/index.ts';
import type { BotContext } from '../../context.ts';
import { chatIdOf, currentSubscription, type SubscriptionDeps } from '../../subscription.ts';

/** Tells the chat at other times from now on. `false`: it is not subscribed. */
export function changeRhythm(
  { now, ...deps }: SubscriptionDeps,
  ctx: BotContext,
  change: Partial<Rhythm>,
): Promise<boolean> {
  const { schedule } = deps.defaults;
  return durably(deps.db, async (db) => {
    await lockChat(db, chatIdOf(ctx));
    const before = await currentSubscription({ db }, ctx);
    if (!before) return false;
    const after = { ...before, ...change };
    const { chatId, frequency, hour, timezone, quiet } = after;
    const dueAt = dueAfterChange(schedule, { before, after }, now());
    await setSchedule(db, chatId, { frequency, hour, timezone, dueAt });
    await setQuiet(db, chatId, { quiet, dueAt });
    return true;
  });
}
