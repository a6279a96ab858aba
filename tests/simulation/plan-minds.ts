import type { Chance } from '../hardness/chance.ts';
import { correctIssue, type Deed } from './deeds.ts';
import type { Life } from './life.ts';
import { remindMe, stopReminding } from './reminder-deeds.ts';
import type { Resident } from './town.ts';
import * as deeds from './wish-deeds.ts';
import { anotherQuery, aRhythm, aWish, quietHours } from './wishes.ts';
import type { World } from './world.ts';

/** Until then it is not eight o'clock, and reminders of that hour can still be set. */
const EARLY_MS = 11_000;
/** So long something is begun; then it only has to come to its end. */
export const BUSY_MS = 32_000;

const CHANGES = [
  ...(['remind', 'follow', 'follow', 'unfollow', 'rhythm', 'rhythm', 'rhythm'] as const),
  ...(['quiet', 'hour', 'frequency', 'urgent', 'stop'] as const),
] as const;
type Change = (typeof CHANGES)[number];

/** Chats follow something else or want it at other times, and the paper corrects itself. */
export function planMinds(world: World, life: Life, chance: Chance): void {
  const at = (ms: number, what: () => void) => void world.clock.after(ms, null, what);
  const change = (kind: Change) => changeMind(world, life, chance, kind);
  for (let left = chance.upTo(6); left > 0; left--)
    at(1_500 + chance.upTo(EARLY_MS), () => change('remind'));
  for (let left = chance.upTo(9); left > 0; left--)
    at(chance.upTo(BUSY_MS), () => change(chance.pick(CHANGES)));
  for (let left = chance.upTo(3); left > 0; left--)
    at(EARLY_MS + chance.upTo(BUSY_MS - EARLY_MS), () => correct(world, life));
}

/** Late in the story everybody wants with the digest again what comes in a rhythm of its own. */
export function planReunion({ clock, town }: World, life: Life): void {
  clock.after(BUSY_MS - 3_000, null, () => {
    for (const resident of town.residents)
      for (const wish of resident.wishes)
        if (wish.until === null && wish.own !== null)
          life.do(`chat ${resident.ids[0]}`, deeds.setRhythm(resident, wish, null));
  });
}

/** Somebody has noticed what is printed wrong. */
function correct(world: World, life: Life): void {
  const correction = world.paper.correct();
  if (correction) life.do('editor', correctIssue(world, correction));
}

function changeMind(world: World, life: Life, chance: Chance, kind: Change): void {
  const able = world.town.residents.filter((resident) => canChange(resident, kind));
  const resident = able[chance.upTo(able.length)];
  const deed = resident && deedOf(world, chance, { resident, kind });
  if (deed) life.do(`chat ${resident.ids[0]}`, deed);
}

/** Only who follows something can give that up. */
function canChange({ wishes, reminders }: Resident, kind: Change): boolean {
  const followed = wishes.filter(({ until }) => until === null);
  if (kind === 'unfollow') return followed.length > 0;
  if (kind === 'rhythm') return followed.some(({ own }) => own !== null);
  return kind !== 'stop' || reminders.length > 0;
}

type Changing = { readonly resident: Resident; readonly kind: Change };

function deedOf(world: World, chance: Chance, { resident, kind }: Changing): Deed | undefined {
  const followed = resident.wishes.filter(
    ({ until, own }) => until === null && (kind !== 'rhythm' || own !== null),
  );
  const wish = followed[chance.upTo(followed.length)];
  const reminder = resident.reminders[chance.upTo(resident.reminders.length)];
  switch (kind) {
    case 'remind':
      return remindMe(resident, chance.next());
    case 'stop':
      return reminder && stopReminding(resident, reminder);
    case 'follow': {
      const query = anotherQuery(chance, resident.wishes);
      const unsure = Number.POSITIVE_INFINITY;
      return query && deeds.beginToFollow(world, resident, aWish(query, aRhythm(chance), unsure));
    }
    case 'unfollow':
      return wish && deeds.unfollow(world, resident, wish);
    case 'rhythm':
      return wish && deeds.setRhythm(resident, wish, aRhythm(chance));
    case 'quiet':
      return deeds.choose(resident, { quiet: quietHours(chance) });
    case 'hour':
      return deeds.choose(resident, { hour: chance.pick([null, 8, 9, 20]) });
    case 'frequency':
      return deeds.choose(resident, { frequency: chance.pick(['instant', 'daily', 'weekly']) });
    case 'urgent':
      return deeds.chooseUrgent(world, resident, chance.next() < 0.5);
  }
}
