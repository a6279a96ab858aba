import { type Interest, type OwnWhen, ownRhythm, WITH_DIGEST } from '../../../domain/index.ts';
import { dueAfterChange, nextDigestAt } from '../../../match/index.ts';
import {
  type Db,
  durably,
  lockChat,
  ownRhythmsOf,
  setInterestRhythm,
} from '../../../store/index.ts';
import type { BotContext } from '../../context.ts';
import { chatIdOf, type SubscriptionDeps } from '../../subscription.ts';
import { findInterest } from './interest.ts';
import { usualRhythm } from './interest-page.ts';

export type Change = { readonly id: number; readonly when: Partial<OwnWhen> };

/** Tells of one thing that is followed at other times from now on. `undefined`: it is followed no more. */
export function changeWhen(
  deps: SubscriptionDeps,
  ctx: BotContext,
  change: Change,
): Promise<Interest | undefined> {
  return durably(deps.db, async (db) => {
    await lockChat(db, chatIdOf(ctx));
    const before = await findInterest({ db }, ctx, change.id);
    if (!before) return undefined;
    const after = { ...before, ...possible({ ...before, ...change.when }) };
    const dueAt = await nextTurn(db, deps, { before, after });
    await setInterestRhythm(db, { ...after, dueAt });
    return after;
  });
}

/** What comes with the digest has nothing of its own, and what comes at once no hour. */
function possible({ frequency, hour, timezone, quiet }: OwnWhen): OwnWhen {
  if (frequency === null) return WITH_DIGEST;
  return { frequency, hour: frequency === 'instant' ? null : hour, timezone, quiet };
}

type Turn = { readonly before: Interest; readonly after: Interest };

async function nextTurn(
  db: Db,
  { defaults: { schedule }, now }: SubscriptionDeps,
  { before, after }: Turn,
): Promise<Date | null> {
  if (after.frequency === null) return null;
  const usual = await usualRhythm(db, after.chatId);
  const rhythm = ownRhythm(after, usual);
  const planned = (await ownRhythmsOf(db, after.chatId)).find((own) => own.interestId === after.id);
  if (!planned) return nextDigestAt(schedule, rhythm, now());
  const known = { ...ownRhythm(before, usual), dueAt: planned.dueAt };
  return dueAfterChange(schedule, { before: known, after: rhythm }, now());
}
