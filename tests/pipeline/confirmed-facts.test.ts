import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer, FactRef, ItemKind } from '../../src/domain/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import {
  type Db,
  inTransaction,
  markGone,
  nextWaiting,
  readMessages,
  recordReview,
  saveChat,
  saveIssue,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aKeyDate, anAct, anAppointment, anIngest } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = new Date('2025-01-10T00:00:00Z');
const later = (ms: number) => new Date(START.getTime() + ms);

/** An article of its own issue, one act of which is read with doubt. */
async function publish(db: Db, n: number): Promise<void> {
  const item = anAppointment({
    title: `任免名单${n}`,
    body: `第${n}号任免名单，一字不差地印在这里。`,
    issuer: null,
    acts: [anAct({ person: `人${n}号`, confidence: 0.6 })],
    keyDates: [aKeyDate({ date: `2025-03-${String(n).padStart(2, '0')}`, confidence: 0.6 })],
  });
  const date = new Date(Date.UTC(2025, 0, n)).toISOString().slice(0, 10);
  await saveIssue(db, anIngest({ text: `${n}`, date, items: [item], now: START }));
}

async function addChat(
  db: Db,
  chatId: number,
  kinds: readonly ItemKind[] = ['appointment'],
): Promise<void> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, START);
  await subscribe(db, { chatId, kinds, dueAt: START }, START);
}

/** Of an item's only act, or of its key date. */
function say(
  db: Db,
  itemId: number,
  verdict: 'right' | 'wrong',
  { kind = 'act', at = START }: { readonly kind?: FactRef['kind']; readonly at?: Date } = {},
) {
  const answer: Answer = { verdict };
  const ref = { itemId, revision: 1, kind, position: 0 };
  return recordReview(db, { ref, answer, adminId: 1 }, at);
}

function run(db: Db, now: Date, { onlyNew = true, style = 'classic' as const } = {}) {
  return queueDigests({ db, now: () => now, schedule, style }, { onlyNew });
}

/** Every message a chat is owed, in order. */
async function toldTo(db: Db, chatId: number): Promise<string> {
  const rows = await db
    .selectFrom('deliveries')
    .select('message_id')
    .where('chat_id', '=', chatId)
    .orderBy('id')
    .execute();
  const ids = rows.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  return ids.map((id) => JSON.stringify(messages.get(id))).join('\n');
}

const peopleIn = (text: string) => text.match(/人\d+号/gu) ?? [];

describeOnEachDialect('a fact confirmed after its article was told', (open) => {
  it('is told once to each who was told the article', async () => {
    const { db } = await open();
    await publish(db, 1);
    for (const chat of [1, 2]) await addChat(db, chat);
    expect(await run(db, START)).toMatchObject({ chats: 2 });
    expect(peopleIn(await toldTo(db, 1))).toEqual([]);
    await say(db, 1, 'right');
    expect(await run(db, later(DAY))).toMatchObject({ chats: 2, messages: 2 });
    expect(await run(db, later(2 * DAY))).toMatchObject({ campaignId: null, chats: 0 });
    expect(peopleIn(await toldTo(db, 1))).toEqual(['人1号']);
    expect(await toldTo(db, 2)).toContain('经核实补充');
  });

  it('is told to nobody when it was wrong', async () => {
    const { db } = await open();
    await publish(db, 1);
    await addChat(db, 1);
    await run(db, START);
    await say(db, 1, 'wrong');
    expect(await run(db, later(DAY))).toMatchObject({ chats: 0 });
    expect(peopleIn(await toldTo(db, 1))).toEqual([]);
  });

  it('waits for the chat’s hour', async () => {
    const { db } = await open();
    await publish(db, 1);
    await addChat(db, 1);
    await run(db, START, { onlyNew: false });
    await say(db, 1, 'right');
    expect(await run(db, later(MINUTE), { onlyNew: false })).toMatchObject({ chats: 0 });
    expect(await run(db, later(DAY), { onlyNew: false })).toMatchObject({ chats: 1 });
  });

  it('is told to who wants everything at once when the admin has come to rest', async () => {
    const { db } = await open();
    for (const n of [1, 2]) await publish(db, n);
    await addChat(db, 1);
    await setSchedule(db, 1, { frequency: 'instant', hour: null, timezone: null, dueAt: null });
    await run(db, START, { onlyNew: false });
    const minutes = (count: number) => later(count * MINUTE);
    await say(db, 2, 'right', { at: minutes(1) });
    expect(await run(db, minutes(9), { onlyNew: false })).toMatchObject({ chats: 0 });
    await say(db, 2, 'right', { kind: 'key-date', at: minutes(9) });
    expect(await run(db, minutes(12), { onlyNew: false })).toMatchObject({ chats: 0 });
    expect(await run(db, minutes(20), { onlyNew: false })).toMatchObject({
      chats: 1,
      messages: 1,
    });
    expect(await run(db, minutes(40), { onlyNew: false })).toMatchObject({ chats: 0 });
  });

  it('is not told to who came later than the article', async () => {
    const { db } = await open();
    for (const n of [1, 2]) await publish(db, n);
    await addChat(db, 1);
    await run(db, START);
    await say(db, 1, 'right');
    expect(await run(db, later(DAY))).toMatchObject({ chats: 0 });
  });

  it('nor to who comes later than the review, or comes back after having missed issues', async () => {
    const { db } = await open();
    await publish(db, 1);
    await addChat(db, 1);
    await run(db, START);
    await markGone(db, 1, 'blocked', START);
    await say(db, 1, 'right');
    for (const n of [2, 3]) await publish(db, n);
    for (const chat of [1, 2]) await addChat(db, chat);
    expect(await run(db, later(DAY))).toMatchObject({ chats: 2 });
    for (const chat of [1, 2]) expect(await toldTo(db, chat)).not.toContain('经核实补充');
  });

  it('is an act only for who wants appointments, and a key date for who wants the article', async () => {
    const { db } = await open();
    const facts = {
      acts: [anAct({ confidence: 0.6 })],
      keyDates: [aKeyDate({ confidence: 0.6 })],
    };
    await saveIssue(db, anIngest({ items: [anAppointment({ kind: 'notice', ...facts })] }));
    await addChat(db, 1, ['notice']);
    await addChat(db, 2, ['notice', 'appointment']);
    await addChat(db, 3, ['appointment']);
    await run(db, START);
    await say(db, 1, 'right');
    await say(db, 1, 'right', { kind: 'key-date' });
    expect(await run(db, later(DAY))).toMatchObject({ chats: 3 });
    expect(await toldTo(db, 1)).toMatch(/经核实补充 1 项[\s\S]*召开日期：2025年2月11日/u);
    expect(await toldTo(db, 2)).toMatch(/经核实补充 2 项[\s\S]*任命王芳/u);
    // With its act it concerns who wants appointments only, and not before.
    expect(await toldTo(db, 3)).toMatch(/经核实补充 2 项[\s\S]*任命王芳/u);
  });

  it('stands beside what is new, and in rich messages too', async () => {
    const { db } = await open();
    await publish(db, 1);
    await addChat(db, 1);
    await run(db, START);
    await say(db, 1, 'right');
    await publish(db, 2);
    await queueDigests({ db, now: () => later(DAY), schedule, style: 'rich' }, { onlyNew: true });
    const told = await toldTo(db, 1);
    expect(told).toMatch(/"heading","level":2,"text":"任免"[\s\S]*"text":"经核实补充"/u);
    expect(told).toContain('2. 任免名单1');
  });

  it('is told once to each when the run is cut off between two pages and made again', async () => {
    const { db } = await open();
    await publish(db, 1);
    const ids = Array.from({ length: 1_100 }, (_, n) => n + 1);
    await inTransaction(db, async (tx) => {
      for (const id of ids) await addChat(tx, id);
    });
    await run(db, START);
    await say(db, 1, 'right');
    let asked = 0;
    const dyingClock = () => {
      asked += 1;
      if (asked === 3) throw new Error('pulled the plug');
      return later(DAY);
    };
    const dying = queueDigests(
      { db, now: dyingClock, schedule, style: 'classic' },
      { onlyNew: true },
    );
    await expect(dying).rejects.toThrow('pulled the plug');
    // What is confirmed meanwhile is told to the second half with the first fact, to the first alone.
    await say(db, 1, 'right', { kind: 'key-date' });
    expect(await run(db, later(DAY + MINUTE))).toMatchObject({ chats: 1_100 });
    for (const chat of [1, 500, 501, 1_100]) {
      const told = await toldTo(db, chat);
      expect(peopleIn(told)).toEqual(['人1号']);
      expect(told.match(/召开日期/gu)).toHaveLength(1);
    }
    expect(await run(db, later(2 * DAY))).toMatchObject({ chats: 0 });
  });

  it('is told once by two runs at the same time, while an admin goes on', async () => {
    const { db } = await open();
    for (const n of [1, 2, 3]) await publish(db, n);
    for (let id = 1; id <= 40; id += 1) await addChat(db, id);
    await run(db, START);
    await say(db, 3, 'right');
    await Promise.all([
      run(db, later(DAY)),
      say(db, 3, 'right', { kind: 'key-date' }),
      run(db, later(DAY + 1_000)),
    ]);
    await run(db, later(2 * DAY));
    for (let id = 1; id <= 40; id += 1) {
      const told = await toldTo(db, id);
      expect(peopleIn(told)).toEqual(['人3号']);
      expect(told.match(/召开日期/gu)).toHaveLength(1);
    }
  });

  it('over issues, reviews, newcomers, digests and crashes: each hears of every confirmed act once', async () => {
    const step = fc.oneof(
      fc.constant('issue' as const),
      fc.constant('right' as const),
      fc.constant('wrong' as const),
      fc.constant('chat' as const),
      fc.constant('digest' as const),
      fc.constant('crash' as const),
    );
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 25 }),
      async (steps) => {
        const { db } = await open();
        const confirmed = new Set<number>();
        /** The articles each chat is told: those that came after its beginning. */
        const since = new Map<number, number>();
        let issues = 0;
        for (const [index, each] of steps.entries()) {
          const at = later(index * DAY);
          if (each === 'issue') await publish(db, ++issues);
          if (each === 'chat') {
            const id = since.size + 1;
            since.set(id, Math.max(0, issues - 1));
            await addChat(db, id);
          }
          if (each === 'digest') await run(db, at);
          if (each === 'crash')
            await expect(
              inTransaction(db, async (tx) => {
                await run(tx, at);
                throw new Error('pulled the plug');
              }),
            ).rejects.toThrow('pulled the plug');
          if (each === 'right' || each === 'wrong') {
            const waiting = await nextWaiting(db, undefined);
            if (!waiting) continue;
            const { ref } = waiting;
            await recordReview(db, { ref, answer: { verdict: each }, adminId: 1 }, at);
            if (each === 'right' && ref.kind === 'act') confirmed.add(ref.itemId);
          }
        }
        await run(db, later(steps.length * DAY));
        for (const [chat, first] of since) {
          const wanted = [...confirmed].filter((n) => n > first).map((n) => `人${n}号`);
          expect(peopleIn(await toldTo(db, chat)).toSorted()).toEqual(wanted.toSorted());
        }
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});
