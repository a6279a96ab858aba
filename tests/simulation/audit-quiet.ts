import { isQuietAt } from '../support/calendar-oracle.ts';
import type { Broadcast } from './books.ts';
import type { Request } from './telegram.ts';
import type { Resident } from './town.ts';
import type { World } from './world.ts';

/** What was taken for sending before they began still leaves in them, but not for longer. */
const IN_HAND_MS = 90_000;

/** No broadcast leaves for a chat in its quiet hours, but an urgent one for who wants what is urgent. */
export function auditQuiet(
  { books }: World,
  resident: Resident,
  messages: readonly Request[],
): string[] {
  const said = new Map(
    books.broadcasts.flatMap((each) => each.tokens.map((token) => [token, each])),
  );
  return messages.flatMap(({ tokens: [token = ''], leftAt, leftWall }) => {
    const broadcast = said.get(token);
    if (!broadcast || mayWake(broadcast, resident)) return [];
    const wasIdle = books.standstills.some(
      ({ from, to }) => from <= leftAt && leftAt - IN_HAND_MS <= to,
    );
    const isQuiet = resident.rhythms.every(
      (rhythm) => isQuietAt(leftWall, rhythm) && isQuietAt(leftWall - IN_HAND_MS, rhythm),
    );
    if (wasIdle || !isQuiet) return [];
    return [`${token} was broadcast at ${new Date(leftWall).toISOString()}, in quiet hours`];
  });
}

function mayWake({ isUrgent }: Broadcast, { urgent }: Resident): boolean {
  return isUrgent && urgent.wasEverWanted;
}
