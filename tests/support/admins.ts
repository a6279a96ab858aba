import { describeAlert } from '../../src/bot/index.ts';
import type { TellDeps } from '../../src/pipeline/tell-admins.ts';
import { type Db, recordSettlements, saveChat } from '../../src/store/index.ts';
import { claimAll } from './outbox.ts';

const CHINESE_ADMIN = 1001;
export const ENGLISH_ADMIN = 1002;

/** Two admins who have spoken to the bot, each in their language. */
export async function withAdmins(db: Db, now: () => Date): Promise<TellDeps> {
  await saveChat(db, { id: CHINESE_ADMIN, kind: 'private', language: 'zh' }, now());
  await saveChat(db, { id: ENGLISH_ADMIN, kind: 'private', language: 'en' }, now());
  return {
    db,
    now,
    adminIds: [CHINESE_ADMIN, ENGLISH_ADMIN, 1003],
    describe: (alert, language) => describeAlert(alert, language, 'Asia/Shanghai'),
  };
}

/** What waits to be sent to a chat; everything that waits is taken out of the outbox as sent. */
export async function takeTexts(db: Db, now: Date, chatId = CHINESE_ADMIN): Promise<string[]> {
  const claimed = await claimAll(db, now);
  const settlement = { kind: 'sent', messageId: 1 } as const;
  const settled = claimed.map((delivery) => ({ delivery, settlement }));
  await recordSettlements(db, settled, now);
  return claimed
    .filter((each) => each.chatId === chatId)
    .map(({ message }) => (message.style === 'classic' ? message.text : ''));
}
