import { type Db, inTransaction } from '../database/database.ts';
import { type Stretch, shortStretches } from './audience.ts';
import { filledIn } from './own-when.ts';
import { goesBy, movedGroups, type NextByTimetable } from './reschedule.ts';

/**
 * The same of what chats follow with rhythms of their own, where neither that nor the chat has an hour:
 * else it would come once more at the time that was, which nothing shows any longer.
 */
export async function rescheduleOwnRhythms(
  db: Db,
  next: NextByTimetable,
  now: Date,
): Promise<void> {
  for await (const stretch of shortStretches(db)) {
    const groups = await groupsIn(db, stretch, now);
    for (const group of movedGroups(groups, next)) await move(db, group, { stretch, now });
  }
}

function ownRhythmsIn(db: Db, { after, through }: Stretch, now: Date) {
  return db
    .selectFrom('interests')
    .innerJoin('subscriptions', 'subscriptions.chat_id', 'interests.chat_id')
    .where('interests.chat_id', '>', after)
    .where('interests.chat_id', '<=', through)
    .where('interests.told_through', 'is not', null)
    .where('interests.hour', 'is', null)
    .where('subscriptions.hour', 'is', null)
    .where('interests.due_at', '>', now.toISOString());
}

function groupsIn(db: Db, stretch: Stretch, now: Date) {
  return ownRhythmsIn(db, stretch, now)
    .select(filledIn)
    .select('interests.due_at')
    .distinct()
    .$narrowType<{ due_at: string }>()
    .execute();
}

type Group = Awaited<ReturnType<typeof groupsIn>>[number] & { readonly dueAt: string | null };

async function move(
  db: Db,
  group: Group,
  { stretch, now }: { readonly stretch: Stretch; readonly now: Date },
): Promise<void> {
  await inTransaction(db, (tx) =>
    tx
      .updateTable('interests')
      .set({ due_at: group.dueAt })
      .where('due_at', '=', group.due_at)
      .where(
        'id',
        'in',
        tx
          .selectFrom(
            ownRhythmsIn(tx, stretch, now).select(filledIn).select('interests.id').as('own'),
          )
          .select('own.id')
          .where('own.frequency', '=', group.frequency)
          .where('own.quiet_zone', 'is not distinct from', group.quiet_zone)
          .where(goesBy(group)),
      )
      .execute(),
  );
}
