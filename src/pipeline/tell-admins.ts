import { composeBroadcast } from '../compose/index.ts';
import type { Language } from '../domain/index.ts';
import { type Db, queueAlert, reachableChats } from '../store/index.ts';
import type { Alert } from './alert.ts';

export type TellDeps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly adminIds: readonly number[];
  /** In the words of the one who is told. */
  readonly describe: (alert: Alert, language: Language) => string;
};

/**
 * Queues an alert for the admins' own chats with the bot, ahead of every digest. What has the same
 * `key` is told once, however often and after whatever crash it is called. `false`: it was told
 * before, or none of them has spoken to the bot yet.
 */
export async function tellAdmins(
  { db, now, adminIds, describe }: TellDeps,
  key: string,
  alert: Alert,
): Promise<boolean> {
  const chats = await reachableChats(db, adminIds);
  const told = chats.map(({ id, language }) => ({
    chatId: id,
    messages: composeBroadcast({ text: describe(alert, language), entities: [] }),
  }));
  return queueAlert(db, { key, title: alert.kind, told }, now());
}
