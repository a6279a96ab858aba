import type { Chance } from '../hardness/chance.ts';
import type { Deed } from './deeds.ts';
import type { Life } from './life.ts';
import { remindMe, stopReminding } from './reminder-deeds.ts';
import type { Resident } from './town.ts';
import * as deeds from './wish-deeds.ts';
import { anotherQuery, aRhythm, aWish, quietHours } from './wishes.ts';
import type { World } from './world.ts';

const CHANGES = [
  ...(['remind', 'remind', 'remind', 'remind', 'follow', 'follow', 'unfollow'] as const),
  ...(['rhythm', 'rhythm', 'quiet', 'hour', 'frequency', 'urgent', 'stop'] as const),
] as const;

/** A chat follows something else, or wants it at other times. */
export function changeMind(world: World, life: Life, chance: Chance, resident: Resident): void {
  const deed = change(world, chance, resident);
  if (deed) life.do(`chat ${resident.ids[0]}`, deed);
}

function change(world: World, chance: Chance, resident: Resident): Deed | undefined {
  const followed = resident.wishes.filter(({ until }) => until === null);
  const wish = followed[chance.upTo(followed.length)];
  const reminder = resident.reminders[chance.upTo(resident.reminders.length)];
  switch (chance.pick(CHANGES)) {
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
