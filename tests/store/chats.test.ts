import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import {
  createDigestCampaign,
  type Db,
  enqueue,
  findChat,
  findSubscription,
  forgetChat,
  inTransaction,
  itemsAfter,
  markGone,
  migrateChat,
  newestItemId,
  openDatabase,
  saveChat,
  saveIssue,
  saveMessages,
  setLanguage,
  setProgressMessage,
  setStyle,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect, describeOnPostgres } from '../support/databases.ts';
import { untilThroughOrWaiting } from '../support/interleaving.ts';
import { aDecision, anIngest } from '../support/samples.ts';

const NOW = new Date('2025-01-09T00:00:00Z');
const CHAT = { id: 7_000_000_001, kind: 'private', language: 'zh' } as const;
const GROUP = { id: -500, kind: 'group', language: 'zh' } as const;
const SUPERGROUP = -1_001_000_000_500;

/** Owes a chat the two parts of a message in a campaign. */
async function owe(db: Db, campaignId: string, chatId: number): Promise<void> {
  await createDigestCampaign(db, { id: campaignId, title: campaignId }, NOW);
  const [messageId = ''] = await saveMessages(
    db,
    [{ style: 'classic', text: '今日平阳', entities: [], buttons: [] }],
    NOW,
  );
  const deliveries = [0, 1].map((part) => ({ chatId, part, messageId }));
  await enqueue(db, { campaignId, priority: 10, dueAt: NOW, deliveries }, NOW);
}

const deliveriesOf = async (db: Db, chatId: number) =>
  (await db.selectFrom('deliveries').select('id').where('chat_id', '=', chatId).execute()).length;

describeOnEachDialect('a chat', (open) => {
  it('is remembered with the language it came with', async () => {
    const { db } = await open();
    await saveChat(db, CHAT, NOW);
    expect(await findChat(db, CHAT.id)).toEqual({
      ...CHAT,
      style: null,
      topicId: null,
      state: 'active',
    });
    expect(await findChat(db, 1)).toBeUndefined();
  });

  it('keeps the language and style it chose when it comes again', async () => {
    const { db } = await open();
    await saveChat(db, CHAT, NOW);
    await setLanguage(db, CHAT.id, 'en');
    await setStyle(db, CHAT.id, 'rich');
    await saveChat(db, CHAT, NOW);
    expect(await findChat(db, CHAT.id)).toMatchObject({ language: 'en', style: 'rich' });
    await setStyle(db, CHAT.id, null);
    expect(await findChat(db, CHAT.id)).toMatchObject({ style: null });
  });

  it('that is gone is frozen with its settings, and awake when it comes back', async () => {
    const { db } = await open();
    await saveChat(db, CHAT, NOW);
    await subscribe(db, { chatId: CHAT.id, kinds: ['decision'], dueAt: NOW }, NOW);
    await markGone(db, CHAT.id, 'bot was blocked by the user', NOW);
    expect(await findChat(db, CHAT.id)).toMatchObject({ state: 'gone' });
    expect(await findSubscription(db, CHAT.id)).toMatchObject({ kinds: ['decision'] });
    await saveChat(db, CHAT, NOW);
    expect(await findChat(db, CHAT.id)).toMatchObject({ state: 'active' });
  });

  it('that comes back is owed the newest issue, not every issue of its absence', async () => {
    const { db } = await open();
    await saveChat(db, CHAT, NOW);
    await subscribe(db, { chatId: CHAT.id, kinds: ['decision'], dueAt: NOW }, NOW);
    await markGone(db, CHAT.id, 'bot was blocked by the user', NOW);
    for (const date of ['2025-01-10', '2025-01-11', '2025-01-12'])
      await saveIssue(db, anIngest({ text: date, date, items: [aDecision({ title: date })] }));
    await saveChat(db, CHAT, NOW);
    const throughId = await newestItemId(db);
    const { toldThrough: afterId = 0 } = (await findSubscription(db, CHAT.id)) ?? {};
    const owed = await itemsAfter(db, { afterId, throughId });
    expect(owed.map(({ issueDate }) => issueDate)).toEqual(['2025-01-12']);
  });

  it('that never went away is owed every issue, however often it writes', async () => {
    const { db } = await open();
    await saveChat(db, CHAT, NOW);
    await subscribe(db, { chatId: CHAT.id, kinds: ['decision'], dueAt: NOW }, NOW);
    for (const date of ['2025-01-10', '2025-01-11'])
      await saveIssue(db, anIngest({ text: date, date, items: [aDecision({ title: date })] }));
    await saveChat(db, CHAT, NOW);
    expect(await findSubscription(db, CHAT.id)).toMatchObject({ toldThrough: 0 });
  });
});

describeOnEachDialect('a forgotten chat', (open) => {
  it('leaves no row in any table, and every other chat whole', async () => {
    const { db } = await open();
    for (const chat of [CHAT, GROUP]) {
      await saveChat(db, chat, NOW);
      await subscribe(db, { chatId: chat.id, kinds: ['news'], dueAt: NOW }, NOW);
      await owe(db, 'digest', chat.id);
    }
    await setProgressMessage(db, 'digest', CHAT.id, 55);
    await forgetChat(db, CHAT.id);
    expect(await rowsNaming(db, CHAT.id)).toEqual([]);
    expect(await findSubscription(db, GROUP.id)).toBeDefined();
    expect(await deliveriesOf(db, GROUP.id)).toBe(2);
  });
});

describeOnPostgres('a chat that is forgotten while a page comes into the outbox', (open) => {
  it('leaves no delivery either', async () => {
    const { db, url } = await open();
    const [other, third] = [await openDatabase(url), await openDatabase(url)];
    for (const { close } of [other, third]) onTestFinished(close);
    await saveChat(db, CHAT, NOW);
    await subscribe(db, { chatId: CHAT.id, kinds: ['news'], dueAt: NOW }, NOW);
    await owe(db, 'before', CHAT.id);
    const forgetting = await inTransaction(db, async (tx) => {
      // Its deliveries are deleted, and then it waits for this.
      await subscribe(tx, { chatId: CHAT.id, kinds: ['decision'], dueAt: NOW }, NOW);
      const begun = forgetChat(other.db, CHAT.id);
      await untilThroughOrWaiting(third.db, begun);
      await owe(third.db, 'meanwhile', CHAT.id);
      return { begun };
    });
    await forgetting.begun;
    expect(await rowsNaming(db, CHAT.id)).toEqual([]);
  });
});

describeOnEachDialect('a group that became a supergroup', (open) => {
  it('takes everything to its new address', async () => {
    const { db } = await open();
    await saveChat(db, GROUP, NOW);
    await setLanguage(db, GROUP.id, 'en');
    await subscribe(db, { chatId: GROUP.id, kinds: ['news'], dueAt: NOW }, NOW);
    await owe(db, 'digest', GROUP.id);
    await setProgressMessage(db, 'digest', GROUP.id, 55);
    for (let time = 0; time < 2; time += 1) await migrateChat(db, GROUP.id, SUPERGROUP, NOW);
    expect(await findChat(db, GROUP.id)).toBeUndefined();
    expect(await findChat(db, SUPERGROUP)).toMatchObject({ kind: 'supergroup', language: 'en' });
    expect(await findSubscription(db, SUPERGROUP)).toMatchObject({ kinds: ['news'] });
    expect(await deliveriesOf(db, SUPERGROUP)).toBe(2);
    const campaign = await db.selectFrom('campaigns').selectAll().executeTakeFirst();
    expect(campaign?.progress_chat_id).toBe(SUPERGROUP);
  });

  it('keeps what was chosen at the new address, and is owed nothing twice', async () => {
    const { db } = await open();
    for (const chat of [GROUP, { ...GROUP, id: SUPERGROUP, kind: 'supergroup' as const }]) {
      await saveChat(db, chat, NOW);
      await owe(db, 'digest', chat.id);
    }
    await owe(db, 'broadcast', GROUP.id);
    await subscribe(db, { chatId: GROUP.id, kinds: ['news'], dueAt: NOW }, NOW);
    await subscribe(db, { chatId: SUPERGROUP, kinds: ['decision'], dueAt: NOW }, NOW);
    await migrateChat(db, GROUP.id, SUPERGROUP, NOW);
    expect(await findSubscription(db, SUPERGROUP)).toMatchObject({ kinds: ['decision'] });
    expect(await deliveriesOf(db, SUPERGROUP)).toBe(4);
    expect(await deliveriesOf(db, GROUP.id)).toBe(0);
    expect(await findChat(db, GROUP.id)).toBeUndefined();
  });
});

/** Tables with the number anywhere, whatever their columns are called. */
async function rowsNaming(db: Db, id: number): Promise<string[]> {
  const tables = (await db.introspection.getTables()).filter(
    ({ name }) => !name.startsWith('item_search'),
  );
  const named: string[] = [];
  for (const { name, columns } of tables) {
    const says = columns.map(
      (column) => sql<boolean>`cast(${sql.ref(column.name)} as text) like ${`%${id}%`}`,
    );
    const { rows } =
      await sql`select 1 from ${sql.table(name)} where ${sql.join(says, sql` or `)}`.execute(db);
    if (rows.length > 0) named.push(name);
  }
  return named;
}
