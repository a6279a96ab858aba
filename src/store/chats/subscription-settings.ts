import type { Updateable } from 'kysely';
import type { Frequency, Subscription } from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import type { Database } from '../database/schema.ts';
import { disturb } from '../delivery/sleepers.ts';

export async function setSchedule(
  db: Db,
  chatId: number,
  schedule: {
    readonly frequency: Frequency;
    readonly hour: number | null;
    readonly timezone: string | null;
    readonly dueAt: Date | null;
  },
): Promise<void> {
  const { frequency, hour, timezone, dueAt } = schedule;
  const due_at = dueAt?.toISOString() ?? null;
  await change(db, chatId, { frequency, hour, timezone, due_at });
}

/** `null`: it may be told at any hour. */
export async function setQuiet(
  db: Db,
  chatId: number,
  { quiet, dueAt }: Pick<Subscription, 'quiet' | 'dueAt'>,
): Promise<void> {
  const due_at = dueAt?.toISOString() ?? null;
  const [quiet_from, quiet_to] = [quiet?.from ?? null, quiet?.to ?? null];
  await change(db, chatId, { quiet_from, quiet_to, due_at });
}

export async function setUrgent(db: Db, chatId: number, isWanted: boolean): Promise<void> {
  await change(db, chatId, { urgent: isWanted ? 1 : 0 });
}

/** Of which publication it wants its kinds; `null`: of any. */
export async function setPublication(
  db: Db,
  chatId: number,
  publication: string | null,
): Promise<void> {
  await change(db, chatId, { publication });
}

/** What waits for the end of the chat's quiet hours may be due sooner, or later, from now on. */
async function change(
  db: Db,
  chatId: number,
  set: Updateable<Database['subscriptions']>,
): Promise<void> {
  await durably(db, async (tx) => {
    await tx.updateTable('subscriptions').set(set).where('chat_id', '=', chatId).execute();
    await disturb(tx, chatId);
  });
}
