import { type Db, inTransaction } from '../database/database.ts';
import { type Stretch, shortStretches } from './audience.ts';
import { goesBy, movedGroups, type NextByTimetable } from './reschedule.ts';

/**
 * The same of what chats follow with rhythms of its own, where neither that nor the chat has an hour:
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
    .select(({ fn }) =>
      fn.coalesce('interests.frequency', 'subscriptions.frequency').as('frequency'),
    )
    .select(['timezone', 'quiet_from', 'quiet_to', 'interests.due_at'])
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
        ownRhythmsIn(tx, stretch, now)
          .select('interests.id')
          .where(({ eb, fn }) =>
            eb(fn.coalesce('interests.frequency', 'subscriptions.frequency'), '=', group.frequency),
          )
          .where(goesBy(group)),
      )
      .execute(),
  );
}
