import { expect, it } from 'vitest';
import type { ClassicMessage, KeyDate, QuietHours } from '../../src/domain/index.ts';
import { earliestReminder, REMINDER_DAYS } from '../../src/match/index.ts';
import { queueReminders } from '../../src/pipeline/queue-reminders.ts';
import {
  type Db,
  findDate,
  forgetChat,
  markGone,
  migrateChat,
  recordReview,
  saveChat,
  saveIssue,
  setReminder,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, aKeyDate, anIngest } from '../support/samples.ts';

const TIMEZONE = 'Asia/Shanghai';
const PRINTED = new Date('2025-01-09T00:00:00Z');
const DATE = '2025-02-11';

describeOnEachDialect('reminders', (open) => {
  it('are queued at nine by the chat’s clock, seven days, one day and on the day, each once', async () => {
    const db = await aChatThatWaits(open);
    expect(await toldAt(db, '2025-02-04T00:59:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-04T01:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
    expect(await toldAt(db, '2025-02-04T02:00:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-10T01:00:00Z')).toEqual(['提醒：召开日期，明天']);
    expect(await toldAt(db, '2025-02-11T01:00:00Z')).toEqual(['提醒：召开日期，今天']);
    expect(await toldAt(db, '2025-02-13T01:00:00Z')).toEqual([]);
    expect(await rows(db)).toBe(0);
  });

  it('go by the hour and the zone that the chat has then', async () => {
    const db = await aChatThatWaits(open);
    await subscribe(db, { chatId: 1, kinds: ['news'], dueAt: null }, PRINTED);
    const schedule = { frequency: 'daily', timezone: 'Europe/London', dueAt: null } as const;
    await setSchedule(db, 1, { ...schedule, hour: 20 });
    expect(await toldAt(db, '2025-02-04T19:59:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-04T20:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
    await setSchedule(db, 1, { ...schedule, hour: 7 });
    expect(await toldAt(db, '2025-02-10T07:00:00Z')).toEqual(['提醒：召开日期，明天']);
  });

  it('wait for the end of quiet hours', async () => {
    const db = await aChatThatWaits(open);
    await leaveAlone(db, { from: 8, to: 11 });
    expect(await toldAt(db, '2025-02-04T01:00:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-04T03:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
  });

  it('wait for the end of quiet hours where they are late, and say how many days are left then', async () => {
    const db = await aChatThatWaits(open);
    await leaveAlone(db, { from: 22, to: 7 });
    expect(await toldAt(db, '2025-02-04T15:00:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-04T22:59:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-04T23:00:00Z')).toEqual(['提醒：召开日期，还有 6 天']);
  });

  it('that are late say how many days are left; of several, one is told', async () => {
    const db = await aChatThatWaits(open);
    expect(await toldAt(db, '2025-02-06T05:00:00Z')).toEqual(['提醒：召开日期，还有 5 天']);
    const other = await aChatThatWaits(open);
    expect(await toldAt(other, '2025-02-10T15:00:00Z')).toEqual(['提醒：召开日期，明天']);
    expect(await toldAt(other, '2025-02-11T01:00:00Z')).toEqual(['提醒：召开日期，今天']);
  });

  it('are told to nobody once the day has passed', async () => {
    const db = await aChatThatWaits(open);
    expect(await toldAt(db, '2025-02-11T16:30:00Z')).toEqual([]);
    expect(await rows(db)).toBe(0);
  });

  it('are not told twice, whoever queues them at once', async () => {
    const db = await aChatThatWaits(open);
    const now = () => new Date('2025-02-04T01:00:00Z');
    await Promise.all([1, 2, 3].map(() => queueReminders({ db, now, timezone: TIMEZONE })));
    expect(await told(db)).toEqual(['提醒：召开日期，还有 7 天']);
  });

  it('are not told twice where the run was cut off before it was noted', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    const due_at = PRINTED.toISOString();
    await db.updateTable('reminders').set({ due_at }).where('days_before', '=', 7).execute();
    expect(await toldAt(db, '2025-02-04T01:05:00Z')).toEqual([]);
  });

  it('move with a correction, and who was told the old date is told the new one', async () => {
    const db = await aChatThatWaits(open);
    await chat(db, 2);
    await toldAt(db, '2025-02-04T01:00:00Z');
    await wait(db, 2, [1, 0]);
    await print(db, [{ date: '2025-02-18' }], 2);
    expect(await toldAt(db, '2025-02-05T01:00:00Z')).toEqual([
      '更正：召开日期改期\n召开日期：2025年2月18日（星期二），还有 13 天\n此前提醒您的是2025年2月11日（星期二），报纸已经更正。',
    ]);
    expect(await toldAt(db, '2025-02-10T01:00:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-11T01:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
    expect(await toldAt(db, '2025-02-17T01:00:00Z')).toEqual([
      '提醒：召开日期，明天',
      '提醒：召开日期，明天',
    ]);
  });

  it('that move in quiet hours wait for their end to say so, and are what they are at once', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    await leaveAlone(db, { from: 22, to: 7 });
    await print(db, [{ date: '2025-02-18' }], 2);
    expect(await toldAt(db, '2025-02-05T15:00:00Z')).toEqual([]);
    expect(await dates(db)).toEqual(['2025-02-18']);
    expect(await toldAt(db, '2025-02-05T22:59:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-05T23:00:00Z')).toEqual([
      '更正：召开日期改期\n召开日期：2025年2月18日（星期二），还有 12 天\n此前提醒您的是2025年2月11日（星期二），报纸已经更正。',
    ]);
    expect(await toldAt(db, '2025-02-05T23:01:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-11T01:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
  });

  it('that move twice in quiet hours say where they are at their end, and nothing where that is nowhere else', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    await leaveAlone(db, { from: 22, to: 7 });
    await print(db, [{ date: '2025-02-18' }], 2);
    expect(await toldAt(db, '2025-02-05T15:00:00Z')).toEqual([]);
    await print(db, [{ date: '2025-02-19' }], 3);
    expect(await toldAt(db, '2025-02-05T16:00:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-05T23:00:00Z')).toEqual([
      expect.stringMatching(/2025年2月19日[\s\S]*此前提醒您的是2025年2月11日/u),
    ]);
    await print(db, [{ date: '2025-02-20' }], 4);
    expect(await toldAt(db, '2025-02-06T15:00:00Z')).toEqual([]);
    await print(db, [{ date: '2025-02-19' }], 5);
    expect(await toldAt(db, '2025-02-06T23:00:00Z')).toEqual([]);
  });

  it('that move in quiet hours to a day that is over at their end say so at once', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    await leaveAlone(db, { from: 22, to: 7 });
    await print(db, [{ date: '2025-02-05' }], 2);
    expect(await toldAt(db, '2025-02-05T15:00:00Z')).toEqual([
      expect.stringMatching(/^更正：召开日期改期\n召开日期：2025年2月5日（星期三），今天/u),
    ]);
    expect(await toldAt(db, '2025-02-05T23:00:00Z')).toEqual([]);
  });

  it('that move to a day that is over say so to who was never reminded', async () => {
    const db = await aChatThatWaits(open);
    await print(db, [{ date: '2025-02-02' }], 2);
    expect(await toldAt(db, '2025-02-03T01:00:00Z')).toEqual([
      expect.stringMatching(/^更正：召开日期改期[\s\S]*此前提醒您的是2025年2月11日/u),
    ]);
    expect(await toldAt(db, '2025-02-03T01:01:00Z')).toEqual([]);
  });

  it('that move while a chat cannot be reached say so when it is back', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    await markGone(db, 1, 'Forbidden: bot was blocked by the user', PRINTED);
    await print(db, [{ date: '2025-02-18' }], 2);
    expect(await toldAt(db, '2025-02-05T01:00:00Z')).toEqual([]);
    await chat(db, 1);
    expect(await toldAt(db, '2025-02-06T01:00:00Z')).toEqual([
      expect.stringContaining('更正：召开日期改期'),
    ]);
  });

  it('whose date vanishes in quiet hours say so at their end, and to others at once', async () => {
    const db = await aChatThatWaits(open);
    await leaveAlone(db, { from: 22, to: 7 });
    await chat(db, 2);
    await wait(db, 2, [1]);
    await print(db, [], 2);
    const vanished = [expect.stringContaining('（2025年2月11日（星期二））的提醒已取消')];
    expect(await toldAt(db, '2025-01-10T15:00:00Z')).toEqual(vanished);
    expect(await toldAt(db, '2025-01-10T22:59:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-01-10T23:00:00Z')).toEqual(vanished);
    expect(await rows(db)).toBe(0);
  });

  it('whose date vanishes in the quiet hours after it say so at once', async () => {
    const db = await aChatThatWaits(open);
    await leaveAlone(db, { from: 22, to: 7 });
    await toldAt(db, '2025-02-11T01:00:00Z');
    await print(db, [], 2);
    expect(await toldAt(db, '2025-02-11T15:00:00Z')).toEqual([
      expect.stringContaining('的提醒已取消'),
    ]);
  });

  it('that move so near that some are late tell nobody the same twice', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    await print(db, [{ date: '2025-02-06' }], 2);
    expect(await toldAt(db, '2025-02-05T02:00:00Z')).toEqual([
      expect.stringMatching(/^更正：召开日期改期\n召开日期：2025年2月6日（星期四），明天/u),
    ]);
    expect(await toldAt(db, '2025-02-05T02:01:00Z')).toEqual([]);
    expect(await toldAt(db, '2025-02-06T01:00:00Z')).toEqual(['提醒：召开日期，今天']);
  });

  it('move with what an admin corrects', async () => {
    const db = await aChatThatWaits(open);
    await toldAt(db, '2025-02-04T01:00:00Z');
    const ref = { itemId: 1, revision: 1, position: 0, kind: 'key-date' } as const;
    const keyDate = { label: '召开日期', date: '2025-02-18' } as const;
    const answer = { verdict: 'corrected', fact: { kind: 'key-date', keyDate } } as const;
    await recordReview(db, { ref, answer, adminId: 9 }, PRINTED);
    expect(await toldAt(db, '2025-02-05T01:00:00Z')).toEqual([
      expect.stringContaining('更正：召开日期改期'),
    ]);
  });

  it.each([
    ['it is not printed any more', async (db: Db) => print(db, [], 2)],
    [
      'it is told to be wrong',
      async (db: Db) => {
        const ref = { itemId: 1, revision: 1, position: 0, kind: 'key-date' } as const;
        await recordReview(db, { ref, answer: { verdict: 'wrong' }, adminId: 9 }, PRINTED);
      },
    ],
    [
      'two others may be meant',
      async (db: Db) => print(db, [{ date: '2025-02-12' }, { date: '2025-02-13' }], 2),
    ],
  ])('end when their date has vanished, which is told once: %s', async (_, vanish) => {
    const db = await aChatThatWaits(open);
    await vanish(db);
    expect(await toldAt(db, '2025-01-10T00:00:00Z')).toEqual([
      expect.stringContaining('召开日期（2025年2月11日（星期二））的提醒已取消'),
    ]);
    expect(await rows(db)).toBe(0);
    expect(await toldAt(db, '2025-02-04T01:00:00Z')).toEqual([]);
  });

  it('stay where the correction is of something else', async () => {
    const db = await aChatThatWaits(open);
    await print(db, [{ label: '截止日期', date: '2025-03-01' }, { date: DATE }], 2);
    expect(await toldAt(db, '2025-02-04T01:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
  });

  it('of two dates of one label go each its own way', async () => {
    const { db } = await open();
    await chat(db, 1);
    await print(db, [{ date: DATE }, { date: '2025-02-20' }]);
    await wait(db, 1, [1]);
    await wait(db, 1, [1], '2025-02-20');
    await print(db, [{ date: DATE }, { date: '2025-02-21' }], 2);
    expect(await toldAt(db, '2025-02-10T01:00:00Z')).toEqual(['提醒：召开日期，明天']);
    expect(await toldAt(db, '2025-02-20T01:00:00Z')).toEqual(['提醒：召开日期，明天']);
  });

  it('say nothing old to a chat that was gone, and what is ahead when it is back', async () => {
    const db = await aChatThatWaits(open);
    await markGone(db, 1, 'Forbidden: bot was blocked by the user', PRINTED);
    expect(await toldAt(db, '2025-02-04T01:00:00Z')).toEqual([]);
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, PRINTED);
    expect(await toldAt(db, '2025-02-08T01:00:00Z')).toEqual(['提醒：召开日期，还有 3 天']);
    await markGone(db, 1, 'Forbidden: bot was blocked by the user', PRINTED);
    expect(await toldAt(db, '2025-02-11T01:00:00Z')).toEqual([]);
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, PRINTED);
    expect(await toldAt(db, '2025-02-13T01:00:00Z')).toEqual([]);
  });

  it('go with a group that becomes a supergroup, and with a chat that is forgotten', async () => {
    const db = await aChatThatWaits(open);
    await chat(db, -1001);
    await wait(db, -1001, [7]);
    await migrateChat(db, 1, -1001, PRINTED);
    expect(await rows(db)).toBe(3);
    expect(await toldAt(db, '2025-02-04T01:00:00Z')).toEqual(['提醒：召开日期，还有 7 天']);
    await forgetChat(db, -1001);
    expect(await rows(db)).toBe(0);
  });
});

type Open = Parameters<Parameters<typeof describeOnEachDialect>[1]>[0];

async function aChatThatWaits(open: Open): Promise<Db> {
  const { db } = await open();
  await chat(db, 1);
  await print(db, [{ date: DATE }]);
  await wait(db, 1, REMINDER_DAYS);
  return db;
}

function chat(db: Db, id: number): Promise<unknown> {
  return saveChat(db, { id, kind: 'private', language: 'zh' }, PRINTED);
}

/** The first chat, in these hours. */
async function leaveAlone(db: Db, { from, to }: QuietHours): Promise<void> {
  await subscribe(db, { chatId: 1, kinds: ['news'], dueAt: null }, PRINTED);
  await db.updateTable('subscriptions').set({ quiet_from: from, quiet_to: to }).execute();
}

/** The same article; with a further revision other words. */
async function print(db: Db, dates: readonly Partial<KeyDate>[], revision = 1): Promise<void> {
  const keyDates = dates.map((date) => aKeyDate(date));
  const item = aDecision({ keyDates, body: `第${revision}次刊登` });
  await saveIssue(db, anIngest({ text: `revision ${revision}`, items: [item] }));
}

async function wait(
  db: Db,
  chatId: number,
  days: readonly number[],
  day: string = DATE,
): Promise<void> {
  const date = await findDate(db, { itemId: 1, label: '召开日期', date: day });
  if (!date) throw new Error('There is no such date');
  for (const daysBefore of days)
    await setReminder(
      db,
      chatId,
      { date, daysBefore, dueAt: earliestReminder(date.date, daysBefore) },
      PRINTED,
    );
}

/** What is queued by a run at that time, in the order of the chats. */
async function toldAt(db: Db, at: string): Promise<string[]> {
  const before = (await told(db)).length;
  await queueReminders({ db, now: () => new Date(at), timezone: TIMEZONE });
  return (await told(db)).slice(before);
}

async function told(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select('payload')
    .orderBy('deliveries.id')
    .execute();
  return rows.map(({ payload }) => {
    const { text } = JSON.parse(payload) as ClassicMessage;
    return text.startsWith('提醒') ? (text.split('\n')[0] ?? '') : (text.split('\n《')[0] ?? '');
  });
}

/** Those that are kept. */
async function dates(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('reminders').select('date').distinct().execute();
  return rows.map(({ date }) => date);
}

async function rows(db: Db): Promise<number> {
  return (await db.selectFrom('reminders').select('id').execute()).length;
}
