import type { Message } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/store/index.ts';
import { type Conversation, startConversation, textsOf } from '../support/conversation.ts';

const CITIZEN = 5001;

describe('/export', () => {
  it('sends every row about the chat, and nobody else’s', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await talk.citizen({ id: 5002 }).says('/subscribe');
    await citizen.says('/subscribe 决定');
    await citizen.says('/language English');
    await sendDigest(talk);
    await fillIn(talk.db, CITIZEN);
    const kept = await exported(talk, await citizen.says('/export'));
    expect(kept).toMatchObject({
      chat: { id: CITIZEN, kind: 'private', language: 'en', state: 'active' },
      subscription: { kinds: ['decision'], frequency: 'daily', hour: null },
      interests: [
        {
          ...{ by: 'place', text: '水头镇', kinds: null, publication: null },
          ...{ frequency: 'daily', hour: 7, timezone: 'Europe/Rome', quietFrom: 22, quietTo: 6 },
        },
      ],
      reminders: [{ label: '选举日', date: '2025-01-24', daysBefore: 1 }],
      toldBeforeTheDigest: [1],
    });
    expect(kept['deliveries']).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'digest', articles: [1] },
        text: expect.stringMatching(/^[\da-f]{32}$/),
      }),
    );
    const rows = await rowsOf(talk.db, CITIZEN);
    const counted = [kept['chat'], kept['subscription']].length + countAll(kept);
    expect(counted).toBe(rows.length);
    expect(JSON.stringify(kept)).not.toContain('5002');
  });

  it('says so where nothing is kept', async () => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen().says('/export'))).toContain('什么都没有保存');
  });

  it('tells an admin what was done as one, too', async () => {
    const talk = await startConversation();
    await talk.admin.says('/subscribe');
    await sendDigest(talk);
    const kept = await exported(talk, await talk.admin.says('/export'));
    expect(kept['asAnAdmin']).toMatchObject({ acts: [{ action: expect.any(String) }] });
  });

  it('is for administrators in a group', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    const refused = await group.member.says('/export');
    expect(textsOf(refused)).toBe('只有这里的管理员可以查看。');
    expect(refused.map(({ document }) => document)).toEqual([undefined]);
    const kept = await exported(talk, await group.administrator.says('/export'));
    expect(kept['chat']).toMatchObject({ id: group.id, kind: 'group' });
  });
});

async function sendDigest({ admin }: Conversation): Promise<void> {
  await admin.says('/preview');
  await admin.presses('现在发送');
  await admin.presses('确认发送');
}

/** A row in every table that may hold one about a chat. */
async function fillIn(db: Db, chatId: number): Promise<void> {
  const now = '2025-01-09T03:00:00.000Z';
  const definition = JSON.stringify({
    by: 'place',
    text: '水头镇',
    kinds: null,
    publication: null,
  });
  const { id } = await db
    .insertInto('queries')
    .values({ definition, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('interests')
    .values({
      ...{ chat_id: chatId, query_id: id, created_at: now, frequency: 'daily', hour: 7 },
      ...{ timezone: 'Europe/Rome', quiet_from: 22, quiet_to: 6, told_through: 0 },
    })
    .execute();
  await db.insertInto('told_items').values({ chat_id: chatId, item_id: 1 }).execute();
  const digests = db.updateTable('deliveries').where('chat_id', '=', chatId);
  await digests.set({ articles: JSON.stringify([1]) }).execute();
  await db
    .insertInto('reminders')
    .values({
      ...{
        chat_id: chatId,
        item_id: 1,
        revision: 1,
        position: 0,
        label: '选举日',
        date: '2025-01-24',
      },
      ...{ days_before: 1, due_at: now, created_at: now },
    })
    .execute();
}

function countAll(kept: Readonly<Record<string, unknown>>): number {
  return Object.values(kept).reduce<number>(
    (sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0),
    0,
  );
}

async function rowsOf(db: Db, chatId: number): Promise<unknown[]> {
  const tables = await db.introspection.getTables();
  const found: unknown[] = [];
  for (const { name } of tables.filter(({ name }) => !name.startsWith('item_search')))
    for (const row of await db
      .selectFrom(name as 'chats')
      .selectAll()
      .execute())
      if (Object.values(row).includes(chatId)) found.push({ name, row });
  return found;
}

async function exported(
  { telegram, bot }: Conversation,
  [message]: readonly Message[],
): Promise<Record<string, unknown>> {
  const { document } = message ?? {};
  expect(document?.file_name).toMatch(/^gongbao-2025-01-09\.json$/);
  const { file_path: path } = await bot.api.getFile(document?.file_id ?? '');
  const answer = await fetch(`${telegram.url}/file/bot${telegram.token}/${path}`);
  return (await answer.json()) as Record<string, unknown>;
}
