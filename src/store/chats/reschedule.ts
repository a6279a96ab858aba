import { type RawBuilder, sql } from 'kysely';
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
    for (const group of movedGroups(groups, next)) await reschedule(db, group, { stretch, now });
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

/** The clock by which a chat is told. */
type Clock = {
  readonly timezone: string | null;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  /** Left out: that of its timezone. */
  readonly quiet_zone?: string | null;
};
/** All that are told alike, and next at the same time. */
type Group = Clock & Pick<Rhythm, 'frequency'> & { readonly due_at: string };
type Moved = { readonly dueAt: string | null };

/** Those that are due at another time by the timetable. What comes at once has none. */
export function movedGroups<G extends Group>(
  groups: readonly G[],
  next: NextByTimetable,
): (G & Moved)[] {
  return groups.flatMap((group) => {
    const { frequency, timezone, quiet_zone: quietZone, due_at } = group;
    if (frequency === 'instant') return [];
    const rhythm = { frequency, timezone, quiet: readQuiet(group), quietZone, hour: null };
    const dueAt = next({ ...rhythm, dueAt: new Date(due_at) })?.toISOString() ?? null;
    return dueAt === due_at ? [] : [{ ...group, dueAt }];
  });
}

/** As it was found: who chose otherwise meanwhile keeps that. */
export function goesBy({ timezone, quiet_from, quiet_to }: Clock): RawBuilder<boolean> {
  return sql`timezone is not distinct from ${timezone}
    and quiet_from is not distinct from ${quiet_from}
    and quiet_to is not distinct from ${quiet_to}`;
}

async function reschedule(
  db: Db,
  group: Group & Moved,
  { stretch, now }: { readonly stretch: Stretch; readonly now: Date },
): Promise<void> {
  await inTransaction(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({ due_at: group.dueAt })
      .where('chat_id', 'in', followersIn(tx, stretch, now).select('chat_id'))
      .where('hour', 'is', null)
      .where('due_at', '=', group.due_at)
      .where('frequency', '=', group.frequency)
      .where(goesBy(group))
      .execute(),
  );
}
