import type { Rhythm } from '../../domain/index.ts';
import { type Db, inTransaction } from '../database/database.ts';
import { type Stretch, shortStretches } from './audience.ts';
import { readQuiet } from './subscriptions.ts';

/** Of a chat that goes by the operator's timetable. */
type Follower = Rhythm & { readonly hour: null; readonly dueAt: Date };
export type NextByTimetable = (follower: Follower) => Date | null;

/**
 * On start: the operator's timetable may have changed. Moves the next digest of chats that chose no
 * hour; one that is due already stays due. Mostly there is nothing to change: a stretch is looked at
 * before anything is locked, and others run in between.
 */
export async function rescheduleDefaults(db: Db, next: NextByTimetable, now: Date): Promise<void> {
  for await (const stretch of shortStretches(db)) {
    const groups = await followersIn(db, stretch, now)
      .select(['frequency', 'timezone', 'quiet_from', 'quiet_to', 'due_at'])
      .distinct()
      .$narrowType<{ due_at: string }>()
      .execute();
    for (const group of groups) {
      const { frequency, timezone, due_at } = group;
      const quiet = readQuiet(group);
      const follower = { frequency, timezone, quiet, hour: null, dueAt: new Date(due_at) };
      const dueAt = next(follower)?.toISOString() ?? null;
      if (dueAt !== due_at) await reschedule(db, { ...group, dueAt }, { stretch, now });
    }
  }
}

/** Those that go by the operator's timetable and are not due yet. Who is told at once waits for quiet hours to end. */
function followersIn(db: Db, { after, through }: Stretch, now: Date) {
  return db
    .selectFrom('subscriptions')
    .where('chat_id', '>', after)
    .where('chat_id', '<=', through)
    .where('hour', 'is', null)
    .where('frequency', '<>', 'instant')
    .where('due_at', '>', now.toISOString());
}

type Group = Pick<Follower, 'frequency' | 'timezone'> & {
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly due_at: string;
  readonly dueAt: string | null;
};

async function reschedule(
  db: Db,
  { frequency, timezone, quiet_from, quiet_to, due_at, dueAt }: Group,
  { stretch, now }: { readonly stretch: Stretch; readonly now: Date },
): Promise<void> {
  const orNull = (value: number | string | null) => (value === null ? 'is' : '=');
  await inTransaction(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({ due_at: dueAt })
      .where('chat_id', 'in', followersIn(tx, stretch, now).select('chat_id'))
      // As it was found: who chose otherwise meanwhile keeps that.
      .where('hour', 'is', null)
      .where('due_at', '=', due_at)
      .where('frequency', '=', frequency)
      .where('timezone', orNull(timezone), timezone)
      .where('quiet_from', orNull(quiet_from), quiet_from)
      .where('quiet_to', orNull(quiet_to), quiet_to)
      .execute(),
  );
}
