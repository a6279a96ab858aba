import { type Api, GrammyError } from 'grammy';
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createProgress } from '../../src/bot/progress.ts';
import {
  confirmBroadcast,
  draftBroadcast,
  migrate,
  openDatabase,
  saveMessages,
  setProgressMessage,
} from '../../src/store/index.ts';
import { nightAt } from '../support/broadcasts.ts';
import { aMessage, T0 } from '../support/outbox.ts';

it('an admin who has blocked the bot keeps no other from being shown how far a broadcast is', async () => {
  const { db, close } = await openDatabase('sqlite::memory:');
  onTestFinished(() => close());
  await migrate(db);
  const messageIds = await saveMessages(db, [aMessage()], T0);
  for (const [key, admin] of [
    ['a', 1],
    ['b', 2],
  ] as const) {
    const id = `broadcast:${key.repeat(12)}`;
    const draft = {
      id,
      title: key,
      messageIds,
      segment: { kind: 'all' },
      createdBy: admin,
    } as const;
    await draftBroadcast(db, draft, T0);
    await confirmBroadcast(db, id, { audience: 0, at: null, isUrgent: false }, nightAt(T0));
    await setProgressMessage(db, id, admin, 10);
  }
  const edited: number[] = [];
  const refusal = {
    ok: false,
    error_code: 403,
    description: 'Forbidden: bot was blocked',
  } as const;
  const editMessageText = async (chatId: number) => {
    edited.push(chatId);
    if (chatId === 1) throw new GrammyError('refused', refusal, 'editMessageText', {});
  };
  const api = { editMessageText } as unknown as Api;
  const logger = pino({ level: 'silent' });
  const { report } = createProgress({ db, api, logger, timezone: 'Asia/Shanghai' });
  await report();
  await report();
  expect(edited).toEqual([1, 2]);
});
