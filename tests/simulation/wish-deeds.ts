import type { BotContext } from '../../src/bot/context.ts';
import { changeRhythm } from '../../src/bot/features/settings/change.ts';
import { type Rhythm, WITH_DIGEST } from '../../src/domain/index.ts';
import { nextDigestAt } from '../../src/match/index.ts';
import {
  addInterest,
  type Db,
  listInterests,
  removeInterest,
  setInterestRhythm,
  setUrgent,
} from '../../src/store/index.ts';
import { type Deed, learnMoves } from './deeds.ts';
import type { Gongbao } from './gongbao.ts';
import { type Resident, rhythmOf, SCHEDULE } from './town.ts';
import type { Own, Wish } from './wishes.ts';
import type { World } from './world.ts';

/** Whom the bot would hear: one that is there, and has not been forgotten. */
export function asKnown(
  resident: Resident,
  what: (gongbao: Gongbao, chatId: number) => Promise<unknown>,
): Deed {
  return async (_, gongbao) => {
    if (!resident.isKnown || resident.door !== 'open') return;
    await learnMoves(gongbao.db, resident, gongbao.now());
    await what(gongbao, resident.id);
  };
}

/** Maybe it was followed at the first try already, whose answer was lost. */
export function beginToFollow({ clock }: World, resident: Resident, wish: Wish): Deed {
  resident.wishes.push(wish);
  // At first it comes with the digest, which may be faster.
  wish.hasOtherRhythmSince = wish.own !== null;
  return asKnown(resident, async ({ db, now }, chatId) => {
    const dueAt = nextDigestAt(SCHEDULE, rhythmOf(resident), now());
    const added = await addInterest(db, { chatId, query: wish.query, dueAt }, now());
    if (added.kind === 'full') throw new Error('nobody here follows that much');
    if (wish.own !== null) await setOwn({ db, now }, resident, { ...wish, id: added.interest.id });
    wish.since = clock.now();
    // What ended everything that was followed meanwhile did not end this.
    wish.until = null;
  });
}

export function unfollow({ clock }: World, resident: Resident, wish: Wish): Deed {
  wish.since = Number.POSITIVE_INFINITY;
  return asKnown(resident, async ({ db }, chatId) => {
    const id = await findInterest(db, chatId, wish);
    if (id !== undefined) await removeInterest(db, chatId, id);
    wish.until ??= clock.now();
  });
}

/** Something that is followed comes in a rhythm of its own, in another one, or with the digest again. */
export function setRhythm(resident: Resident, wish: Wish, own: Own | null): Deed {
  wish.own = own;
  wish.hasOtherRhythmSince = true;
  return asKnown(resident, async ({ db, now }, chatId) => {
    const id = await findInterest(db, chatId, wish);
    if (id !== undefined) await setOwn({ db, now }, resident, { own, id });
  });
}

async function setOwn(
  { db, now }: Pick<Gongbao, 'db' | 'now'>,
  resident: Resident,
  { own, id }: Pick<Wish, 'own'> & { readonly id: number },
): Promise<void> {
  const dueAt = own && nextDigestAt(SCHEDULE, rhythmOf(resident, own), now());
  const rhythm = { ...WITH_DIGEST, ...own, dueAt };
  await setInterestRhythm(db, { chatId: resident.id, id, ...rhythm });
}

async function findInterest(db: Db, chatId: number, { query }: Wish): Promise<number | undefined> {
  const { by, text, kinds, publication } = query;
  const wanted = JSON.stringify([by, text, kinds, publication]);
  const interests = await listInterests(db, chatId);
  return interests.find(
    (each) =>
      JSON.stringify([each.query.by, each.query.text, each.query.kinds, each.query.publication]) ===
      wanted,
  )?.id;
}

/** As the settings do it; of the update nothing is looked at but its chat. */
export function choose(resident: Resident, change: Partial<Rhythm>): Deed {
  resident.rhythms.push({ ...rhythmOf(resident), ...change });
  return asKnown(resident, ({ db, now }, chatId) => {
    const defaults = { style: 'classic', schedule: SCHEDULE, publication: '' } as const;
    return changeRhythm({ db, now, defaults }, { chatId } as BotContext, change);
  });
}

export function chooseUrgent({ clock }: World, resident: Resident, isWanted: boolean): Deed {
  const { urgent } = resident;
  return asKnown(resident, async ({ db }, chatId) => {
    urgent.since = Number.POSITIVE_INFINITY;
    urgent.wasEverWanted ||= isWanted;
    urgent.isWanted = isWanted;
    await setUrgent(db, chatId, isWanted);
    if (isWanted) urgent.since = clock.now();
  });
}
