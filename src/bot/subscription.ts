import {
  ITEM_KINDS,
  type ItemKind,
  type Query,
  type Rhythm,
  type Subscription,
} from '../domain/index.ts';
import { nextDigestAt, zoneOf } from '../match/index.ts';
import {
  type Added,
  addInterest,
  type Db,
  durably,
  findSubscription,
  isSubscribed,
  lockChat,
  setKinds,
  subscribe,
} from '../store/index.ts';
import { type BotContext, keepChat } from './context.ts';
import type { Defaults } from './deps.ts';

export type SubscriptionDeps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly defaults: Defaults;
};

export const FIRST_RHYTHM: Rhythm = { frequency: 'daily', hour: null, timezone: null, quiet: null };

/** The chat's subscription; one to nothing is none. */
export async function currentSubscription(
  { db }: Pick<SubscriptionDeps, 'db'>,
  ctx: BotContext,
): Promise<Subscription | undefined> {
  const found = ctx.chatId === undefined ? undefined : await findSubscription(db, ctx.chatId);
  return found && (await isSubscribed(db, found)) ? found : undefined;
}

/** What a chat is told of its subscription. */
type Begun = {
  readonly isNew: boolean;
  readonly publication: string | null;
  readonly next: Date | null;
  readonly timezone: string;
};

/** Subscribes, daily at first; who was subscribed keeps frequency and hour. */
export async function subscribeTo(
  deps: SubscriptionDeps,
  ctx: BotContext,
  kinds: readonly ItemKind[],
): Promise<Begun> {
  const now = deps.now();
  return durably(deps.db, async (db) => {
    await keepChat(db, ctx, now);
    const before = await findSubscription(db, chatIdOf(ctx));
    const rhythm = before ?? FIRST_RHYTHM;
    const next = nextDigestAt(deps.defaults.schedule, rhythm, now);
    await subscribe(db, { chatId: chatIdOf(ctx), kinds, dueAt: next }, now);
    const timezone = rhythm.timezone ?? deps.defaults.schedule.timezone;
    return { isNew: !before, publication: before?.publication ?? null, next, timezone };
  });
}

/** Takes these kinds besides those it has: who subscribes to something gives up nothing. */
export function subscribeAlso(
  deps: SubscriptionDeps,
  ctx: BotContext,
  wanted: readonly ItemKind[],
): Promise<Begun & Pick<Subscription, 'kinds'>> {
  return durably(deps.db, async (db) => {
    await lockChat(db, chatIdOf(ctx));
    const before = (await currentSubscription({ db }, ctx))?.kinds ?? [];
    const kinds = ITEM_KINDS.filter((kind) => before.includes(kind) || wanted.includes(kind));
    return { kinds, ...(await subscribeTo({ ...deps, db }, ctx, kinds)) };
  });
}

/** Follows something; who wanted nothing before gets a first digest, daily unless another rhythm is left from before. */
export function follow(deps: SubscriptionDeps, ctx: BotContext, query: Query): Promise<Added> {
  const now = deps.now();
  return durably(deps.db, async (db) => {
    await keepChat(db, ctx, now);
    const rhythm = (await findSubscription(db, chatIdOf(ctx))) ?? FIRST_RHYTHM;
    const dueAt = nextDigestAt(deps.defaults.schedule, rhythm, now);
    return addInterest(db, { chatId: chatIdOf(ctx), query, dueAt }, now);
  });
}

/**
 * Chooses other kinds, seeing those chosen now; with none it is unsubscribed, its settings kept for a
 * return. Of two presses at once, in two processes, both count.
 */
export function chooseKinds(
  deps: SubscriptionDeps,
  ctx: BotContext,
  choose: (before: readonly ItemKind[]) => readonly ItemKind[],
): Promise<readonly ItemKind[]> {
  return durably(deps.db, async (db) => {
    await lockChat(db, chatIdOf(ctx));
    const kinds = choose((await currentSubscription({ db }, ctx))?.kinds ?? []);
    if (kinds.length > 0) await subscribeTo({ ...deps, db }, ctx, kinds);
    else await setKinds(db, chatIdOf(ctx), []);
    return kinds;
  });
}

/** When the next digest comes, by whose clock, and what time it is now. */
export function nextOf(
  { now, defaults }: Pick<SubscriptionDeps, 'now' | 'defaults'>,
  { dueAt, timezone }: Pick<Subscription, 'dueAt' | 'timezone'>,
): { readonly next: Date | null; readonly timezone: string; readonly now: Date } {
  const at = now();
  return {
    now: at,
    next: dueAt !== null && dueAt < at ? at : dueAt, // it leaves with the next tick
    timezone: zoneOf(defaults.schedule, { timezone }),
  };
}

export function chatIdOf(ctx: BotContext): number {
  if (ctx.chatId === undefined) throw new Error('An update without a chat reached a chat feature.');
  return ctx.chatId;
}
