import { describe, expect, it } from 'vitest';
import type { ItemKind, Language } from '../../src/domain/index.ts';
import {
  chatCounts,
  countAudience,
  type Db,
  exportChats,
  findChat,
  findSubscription,
  importChats,
  markGone,
  parseSegment,
  type RosterRow,
  recentAdminActs,
  recordAdminAct,
  saveChat,
  saveIssue,
  segmentText,
  setKinds,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anIngest } from '../support/samples.ts';

const NOW = new Date('2025-01-09T00:00:00Z');

async function exported(db: Db): Promise<RosterRow[]> {
  const rows: RosterRow[] = [];
  for await (const row of exportChats(db)) rows.push(row);
  return rows;
}

async function aReader(db: Db, id: number, language: Language, kinds: ItemKind[]): Promise<void> {
  await saveChat(db, { id, kind: 'private', language }, NOW);
  await subscribe(db, { chatId: id, kinds, dueAt: NOW }, NOW);
}

describe('a segment', () => {
  it.each(['all', 'kind:decision', 'kind:news', 'language:en', 'language:zh-hant'])(
    '%s is read and written',
    (text) => {
      const segment = parseSegment(text);
      expect(segment && segmentText(segment)).toBe(text);
    },
  );

  it.each(['', 'ALL', 'kind:', 'kind:decisions', 'language:fr', 'kind:decision:x', 'decision'])(
    '«%s» is none',
    (text) => {
      expect(parseSegment(text)).toBeUndefined();
    },
  );
});

describeOnEachDialect('an audience', (open) => {
  it('is whoever can be reached, is subscribed and fits the segment', async () => {
    const { db } = await open();
    await aReader(db, 1, 'zh', ['decision', 'news']);
    await aReader(db, 2, 'en', ['news']);
    await aReader(db, 3, 'en', ['decision']);
    await aReader(db, 4, 'zh', ['decision']);
    await aReader(db, 5, 'zh', ['decision']);
    await saveChat(db, { id: 6, kind: 'private', language: 'zh' }, NOW);
    await markGone(db, 4, 'blocked', NOW);
    await setKinds(db, 5, []);
    expect(await countAudience(db, { kind: 'all' })).toBe(3);
    expect(await countAudience(db, { kind: 'kind', item: 'decision' })).toBe(2);
    expect(await countAudience(db, { kind: 'kind', item: 'notice' })).toBe(0);
    expect(await countAudience(db, { kind: 'language', language: 'en' })).toBe(2);
    expect(await chatCounts(db)).toEqual({
      active: 5,
      gone: 1,
      subscribed: 3,
      byKind: { decision: 2, appointment: 0, notice: 0, news: 2 },
    });
  });

  it('of an empty database is nobody', async () => {
    const { db } = await open();
    expect(await countAudience(db, { kind: 'all' })).toBe(0);
    expect(await chatCounts(db)).toMatchObject({ active: 0, gone: 0, subscribed: 0 });
  });
});

describeOnEachDialect('a roster', (open) => {
  const row = { language: 'zh', kinds: ['news'], hour: null, timezone: null } as const;
  const options = { now: NOW, nextDue: () => NOW };
  const rows = (...ids: number[]) => ids.map((chatId) => ({ ...row, chatId }));

  it('subscribes every chat of it once, from the newest issue on', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: '8', date: '2025-01-08' }));
    await saveIssue(db, anIngest({ text: '9', items: [aDecision()] }));
    expect(await importChats(db, rows(1, 2, 1), options)).toEqual({ added: 2, updated: 1 });
    expect(await findSubscription(db, 2)).toMatchObject({ kinds: ['news'], toldThrough: 1 });
    expect(await countAudience(db, { kind: 'all' })).toBe(2);
  });

  it('knows by its id what kind of chat it is', async () => {
    const { db } = await open();
    await importChats(db, rows(7_000_000_001, -500, -1_001_234_567_890), options);
    const kinds = [7_000_000_001, -500, -1_001_234_567_890].map(
      async (id) => (await findChat(db, id))?.kind,
    );
    expect(await Promise.all(kinds)).toEqual(['private', 'group', 'supergroup']);
  });

  it('brings new settings to chats it knows, and wakes nobody who is gone', async () => {
    const { db } = await open();
    await aReader(db, 1, 'zh', ['decision']);
    await markGone(db, 1, 'blocked', NOW);
    const changed = { ...row, chatId: 1, language: 'en', hour: 6, timezone: 'Asia/Tokyo' } as const;
    expect(await importChats(db, [changed], options)).toEqual({ added: 0, updated: 1 });
    expect(await findChat(db, 1)).toMatchObject({ language: 'en', state: 'gone' });
    expect(await findSubscription(db, 1)).toMatchObject({
      kinds: ['news'],
      hour: 6,
      timezone: 'Asia/Tokyo',
    });
  });

  it('leaves what it does not say as the chat has chosen it', async () => {
    const { db } = await open();
    await aReader(db, 1, 'en', ['decision']);
    const chosen = { frequency: 'weekly', hour: 6, timezone: 'Asia/Tokyo' } as const;
    await setSchedule(db, 1, { ...chosen, dueAt: NOW });
    const silent = { chatId: 1, language: null, kinds: null, hour: null, timezone: null };
    await importChats(db, [silent], options);
    expect(await findChat(db, 1)).toMatchObject({ language: 'en' });
    expect(await findSubscription(db, 1)).toMatchObject({ kinds: ['decision'], ...chosen });
    await importChats(db, [{ ...silent, hour: 9 }], options);
    expect(await findSubscription(db, 1)).toMatchObject({ ...chosen, hour: 9 });
  });

  it('with a row that cannot be read changes nothing', async () => {
    const { db } = await open();
    async function* broken() {
      for (let chatId = 1; chatId < 3_000; chatId += 1) yield { ...row, chatId };
      throw new Error('line 3001: chat_id is missing');
    }
    await expect(importChats(db, broken(), options)).rejects.toThrow('line 3001');
    expect(await chatCounts(db)).toMatchObject({ active: 0 });
  });

  it('written out is what was read in, without chats that are gone or unsubscribed', async () => {
    const { db } = await open();
    await importChats(
      db,
      rows(...Array.from({ length: 2_500 }, (_, n) => n - 1_200).filter((id) => id !== 0)),
      options,
    );
    await setSchedule(db, 5, { frequency: 'daily', hour: 6, timezone: 'Asia/Tokyo', dueAt: NOW });
    await markGone(db, 6, 'blocked', NOW);
    await setKinds(db, 7, []);
    const first = await exported(db);
    expect(first).toHaveLength(2_497);
    expect(first.find(({ chatId }) => chatId === 5)).toEqual({
      chatId: 5,
      language: 'zh',
      kinds: ['news'],
      hour: 6,
      timezone: 'Asia/Tokyo',
      isFollowing: false,
    });
    expect(await importChats(db, first, options)).toEqual({ added: 0, updated: 2_497 });
    expect(await exported(db)).toEqual(first);
  });
});

describeOnEachDialect('what admins did', (open) => {
  it('is kept and shown, the newest first', async () => {
    const { db } = await open();
    for (const action of ['ingest', 'broadcast', 'cancel'])
      await recordAdminAct(db, { adminId: 7_000_000_001, action, detail: '今日平阳' }, NOW);
    expect(await recentAdminActs(db, 2)).toEqual([
      { at: NOW, adminId: 7_000_000_001, action: 'cancel', detail: '今日平阳' },
      { at: NOW, adminId: 7_000_000_001, action: 'broadcast', detail: '今日平阳' },
    ]);
  });
});
