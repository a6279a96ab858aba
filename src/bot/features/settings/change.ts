import { ownRhythm, type Rhythm, type Subscription } from '../../../domain/index.ts';
import { type DigestSchedule, dueAfterChange } from '../../../match/index.ts';
import {
  advanceOwnRhythms,
  type Db,
  durably,
  lockChat,
  ownRhythmsOf,
  setQuiet,
  setSchedule,
} from '../../../store/index.ts';
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
    await replanOwn(db, { schedule, before, after }, now());
    return true;
  });
}

type Replanning = {
  readonly schedule: DigestSchedule;
  readonly before: Subscription;
  readonly after: Subscription;
};

/** What is followed with a rhythm of its own and leaves its hour, zone or quiet hours open goes by the chat's. */
async function replanOwn(db: Db, { schedule, before, after }: Replanning, now: Date) {
  const turns = (await ownRhythmsOf(db, after.chatId)).map((own) => {
    const { interestId, dueAt } = own;
    const change = { before: { ...ownRhythm(own, before), dueAt }, after: ownRhythm(own, after) };
    return { interestId, toldThrough: null, dueAt: dueAfterChange(schedule, change, now) };
  });
  await advanceOwnRhythms(db, turns);
}
