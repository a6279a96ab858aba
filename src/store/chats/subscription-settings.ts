import type { Frequency, Subscription } from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';

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
  await durably(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({ frequency, hour, timezone, due_at: dueAt?.toISOString() ?? null })
      .where('chat_id', '=', chatId)
      .execute(),
  );
}

/** `null`: it may be told at any hour. */
export async function setQuiet(
  db: Db,
  chatId: number,
  { quiet, dueAt }: Pick<Subscription, 'quiet' | 'dueAt'>,
): Promise<void> {
  await durably(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({
        quiet_from: quiet?.from ?? null,
        quiet_to: quiet?.to ?? null,
        due_at: dueAt?.toISOString() ?? null,
      })
      .where('chat_id', '=', chatId)
      .execute(),
  );
}

export async function setUrgent(db: Db, chatId: number, isWanted: boolean): Promise<void> {
  await durably(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({ urgent: isWanted ? 1 : 0 })
      .where('chat_id', '=', chatId)
      .execute(),
  );
}
