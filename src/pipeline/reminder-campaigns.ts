import { type ClassicMessage, KEY_DATE_LABELS, type PrintedDate } from '../domain/index.ts';
import {
  createReminderCampaign,
  type Db,
  enqueueMessages,
  PRIORITY,
  type RemindedDate,
} from '../store/index.ts';

export type ReminderDeps = {
  readonly db: Db;
  readonly now: () => Date;
  /** Of chats that chose no zone. */
  readonly timezone: string;
};

/** The same item, label, date and number of days before is the same campaign, in whatever run. */
export function nameReminder(
  { itemId, label, date }: Pick<RemindedDate, 'itemId' | 'label' | 'date'>,
  what: string,
): string {
  return `reminder:${itemId}:${KEY_DATE_LABELS.indexOf(label)}:${date}:${what}`;
}

type Told = { readonly chatId: number; readonly message: ClassicMessage };

/** A campaign of its own; who has it already, or is owed it, is left alone. */
export async function queueMessages(
  db: Db,
  { id, date }: { readonly id: string; readonly date: Pick<PrintedDate, 'label' | 'date'> },
  told: readonly Told[],
  at: Date,
): Promise<number> {
  if (told.length === 0) return 0;
  await createReminderCampaign(db, { id, title: `${date.label} ${date.date}` }, at);
  const each = told.map(({ chatId, message }) => ({ chatId, messages: [message] }));
  return enqueueMessages(db, { campaignId: id, priority: PRIORITY.reminder, told: each }, at);
}
