import { expect, it } from 'vitest';
import { type Frequency, type QuietHours, WITH_DIGEST } from '../../src/domain/index.ts';
import { lookForFollowed } from '../../src/pipeline/followed-items.ts';
import { nothingRead } from '../../src/pipeline/owed-items.ts';
import { takeOwnTurns } from '../../src/pipeline/own-turns.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueUrgent } from '../../src/pipeline/queue-urgent.ts';
import {
  addInterest,
  changeInterest,
  type Db,
  itemsAfter,
  markGone,
  readMessages,
  saveChat,
  saveIssue,
  setInterestRhythm,
  setKinds,
  setQuiet,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const before = new Date('2025-01-08T12:00:00Z');
const evening = new Date('2025-01-09T11:00:00Z'); // Thursday, 19:00 in Shanghai
const eight = new Date('2025-01-10T00:00:00Z');
const nextEight = new Date('2025-01-11T00:00:00Z');

describeOnEachDialect('what is followed with a rhythm of its own', (open) => {
  it('comes at once, while the rest waits for its hour, and is not told again', async () => {
    const { db } = await open();
    await aChat(db, 1, { frequency: 'instant', dueAt: null });
    await print(db, ['鳌江镇修路', '水头镇通车']);
    expect(await run(db, evening)).toEqual([['水头镇通车']]);
    expect(await run(db, evening)).toEqual([]);
    expect(await run(db, eight)).toEqual([['鳌江镇修路']]);
    expect(await run(db, nextEight)).toEqual([]);
    expect(await db.selectFrom('told_items').selectAll().execute()).toEqual([]);
  });

  it('comes at its own hour, without what the digest told meanwhile', async () => {
    const { db } = await open();
    await aChat(db, 1, { frequency: 'daily', dueAt: new Date('2025-01-10T11:00:00Z') });
    await aChat(db, 2, { frequency: 'daily', dueAt: new Date('2025-01-10T11:00:00Z') });
    await setKinds(db, 2, []);
    await print(db, ['水头镇通车']);
    expect(await run(db, eight)).toEqual([['水头镇通车']]);
    expect(await run(db, new Date('2025-01-10T11:00:00Z'))).toEqual([['水头镇通车']]);
    expect(await toldTo(db)).toEqual([1, 2]);
  });

  it('is one digest with the rest where both are due', async () => {
    const { db } = await open();
    await aChat(db, 1, { frequency: 'weekly', dueAt: eight });
    await setKinds(db, 1, ['decision', 'news']);
    await print(db, ['鳌江镇修路', '水头镇通车']);
    expect(await run(db, nextEight)).toEqual([['水头镇通车', '鳌江镇修路']]); // what is followed first
  });

  it('waits for the end of quiet hours', async () => {
    const { db } = await open();
    await aChat(db, 1, { frequency: 'instant', dueAt: null, quiet: { from: 18, to: 20 } });
    await print(db, ['水头镇通车']);
    expect(await run(db, evening)).toEqual([]);
    expect(await run(db, new Date('2025-01-09T11:59:00Z'))).toEqual([]);
    expect(await run(db, new Date('2025-01-09T12:00:00Z'))).toEqual([['水头镇通车']]);
  });

  it('waits for the end of its own quiet hours, by its own clock, and not for its chat’s', async () => {
    const { db } = await open();
    const dueAt = null;
    const id = await aChat(db, 1, { frequency: 'instant', dueAt, quiet: { from: 18, to: 20 } });
    const own = { ...WITH_DIGEST, frequency: 'instant', timezone: 'Europe/Rome' } as const;
    const noon = { from: 12, to: 13 };
    await setInterestRhythm(db, { chatId: 1, id, ...own, quiet: noon, dueAt });
    await print(db, ['水头镇通车']);
    expect(await run(db, new Date('2025-01-09T11:59:00Z'))).toEqual([]);
    expect(await run(db, new Date('2025-01-09T12:00:00Z'))).toEqual([['水头镇通车']]);
    await setInterestRhythm(db, { chatId: 1, id, ...own, quiet: 'none', dueAt });
    await print(db, ['水头镇开会'], '2025-01-10');
    expect(await run(db, new Date('2025-01-10T10:30:00Z'))).toEqual([['水头镇开会']]);
  });

  it('by another clock still waits for the end of its chat’s quiet hours', async () => {
    const { db } = await open();
    const dueAt = null;
    const id = await aChat(db, 1, { frequency: 'instant', dueAt, quiet: { from: 18, to: 20 } });
    const own = { ...WITH_DIGEST, frequency: 'instant', timezone: 'Europe/Rome' } as const;
    await setInterestRhythm(db, { chatId: 1, id, ...own, dueAt });
    await print(db, ['水头镇通车']);
    expect(await run(db, evening)).toEqual([]);
    expect(await run(db, new Date('2025-01-09T12:00:00Z'))).toEqual([['水头镇通车']]);
  });

  it('is told before its turn where it is urgent', async () => {
    const { db } = await open();
    await aChat(db, 1, { frequency: 'weekly', dueAt: nextEight });
    await setKinds(db, 1, []);
    await print(db, ['水头镇停水通知']);
    const deps = { db, now: () => evening, style: 'classic' } as const;
    expect(await queueUrgent(deps)).toMatchObject({ chats: 1 });
    expect(await run(db, nextEight)).toEqual([]);
  });

  it('is told with the digest again, with what waited for its own turn', async () => {
    const { db } = await open();
    const id = await aChat(db, 1, { frequency: 'weekly', dueAt: new Date('2025-01-13T00:00:00Z') });
    await setKinds(db, 1, ['decision']);
    await print(db, ['水头镇通车']);
    expect(await run(db, eight)).toEqual([]);
    await setInterestRhythm(db, { chatId: 1, id, ...WITH_DIGEST, dueAt: null });
    expect(await run(db, new Date('2025-01-10T12:00:00Z'))).toEqual([]);
    await print(db, ['水头镇开会'], '2025-01-10');
    expect(await run(db, nextEight)).toEqual([['水头镇通车', '水头镇开会']]);
    await print(db, ['水头镇停电'], '2025-01-11');
    expect(await run(db, new Date('2025-01-12T00:00:00Z'))).toEqual([['水头镇停电']]);
    expect(await run(db, new Date('2025-01-13T00:00:00Z'))).toEqual([]);
    expect(await db.selectFrom('told_items').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('interests').select(['told_through', 'due_at']).execute()).toEqual([
      { told_through: null, due_at: null },
    ]);
  });

  it('is told once where the digest comes at another hour than was planned when it went back to it', async () => {
    for (const dueAt of [evening, new Date('2025-01-12T00:00:00Z')]) {
      const { db } = await open();
      const id = await aChat(db, 1, {
        frequency: 'weekly',
        dueAt: new Date('2025-01-13T00:00:00Z'),
      });
      await setKinds(db, 1, ['decision']);
      await print(db, ['水头镇通车']);
      await run(db, eight);
      await setInterestRhythm(db, { chatId: 1, id, ...WITH_DIGEST, dueAt: null });
      await setQuiet(db, 1, { quiet: null, dueAt });
      await print(db, ['水头镇开会'], '2025-01-10');
      const told: string[][] = [];
      for (const day of [10, 11, 12, 13, 14])
        told.push(...(await run(db, new Date(`2025-01-${day}T01:00:00Z`))));
      expect(told.flat().toSorted()).toEqual(['水头镇开会', '水头镇通车']);
      expect(await db.selectFrom('told_items').selectAll().execute()).toEqual([]);
    }
  });

  it('is told at once what waited, where it goes back to a digest that comes at once', async () => {
    const { db } = await open();
    const id = await aChat(db, 1, { frequency: 'weekly', dueAt: new Date('2025-01-13T00:00:00Z') });
    await setKinds(db, 1, ['decision']);
    const rhythm = { frequency: 'instant', hour: null, timezone: null, dueAt: null } as const;
    await setSchedule(db, 1, rhythm);
    await print(db, ['水头镇通车']);
    expect(await run(db, evening)).toEqual([]);
    await setInterestRhythm(db, { chatId: 1, id, ...WITH_DIGEST, dueAt: null });
    expect(await run(db, evening)).toEqual([['水头镇通车']]);
    expect(await run(db, eight)).toEqual([]);
  });

  it('and what is changed while digests are written is told in them as it is then', async () => {
    const { db } = await open();
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, before);
    const query = { by: 'place', text: '水头镇', kinds: ['decision'], publication: null } as const;
    const added = await addInterest(db, { chatId: 1, query, dueAt: eight }, before);
    if (added.kind === 'full') throw new Error('It follows too much');
    await print(db, ['水头镇通车']);
    const followed = lookForFollowed();
    const items = await itemsAfter(db, { afterId: 0, throughId: 1 });
    const page = { stretch: { after: 0, through: 500 }, at: eight, startedAt: eight };
    expect((await followed.of(db, { ...page, items, reviewId: 0 })).size).toBe(0);
    const change = () => ({ ...query, kinds: null });
    await changeInterest(db, { chatId: 1, id: added.interest.id, change }, evening);
    const reading = { followed, through: { itemId: 1, reviewId: 0 }, read: nothingRead() };
    const times = { nextAt: () => nextEight, awakeAt: () => eight };
    const turns = await takeOwnTurns(db, { ...page, ...times, reading });
    expect(turns.get(1)?.items.map(({ title }) => title)).toEqual(['水头镇通车']);
  });

  it('is not told of what came while the chat was gone', async () => {
    const { db } = await open();
    await aChat(db, 1, { frequency: 'daily', dueAt: evening });
    await markGone(db, 1, 'blocked', before);
    await print(db, ['水头镇通车'], '2025-01-09');
    expect(await run(db, evening)).toEqual([]);
    await print(db, ['水头镇开会'], '2025-01-10');
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, eight);
    await setKinds(db, 1, []);
    expect(await run(db, nextEight)).toEqual([['水头镇开会']]);
  });
});

type Own = {
  readonly frequency: Frequency;
  readonly dueAt: Date | null;
  readonly quiet?: QuietHours;
};

/** It wants news every day at eight, and what names 水头镇 as is said. */
async function aChat(db: Db, chatId: number, { frequency, dueAt, quiet }: Own): Promise<number> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, before);
  await subscribe(db, { chatId, kinds: ['news'], dueAt: eight }, before);
  const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;
  const added = await addInterest(db, { chatId, query, dueAt: eight }, before);
  if (added.kind === 'full') throw new Error('It follows too much');
  const { id } = added.interest;
  await setInterestRhythm(db, { chatId, id, ...WITH_DIGEST, frequency, dueAt });
  if (quiet) await setQuiet(db, chatId, { quiet, dueAt: eight });
  return id;
}

async function print(db: Db, titles: readonly string[], date = '2025-01-09'): Promise<void> {
  const items = titles.map((title) => anItem({ title, body: `${title}。`, byline: null }));
  await saveIssue(db, anIngest({ text: titles.join(), date, items, now: before }));
}

/** The titles of each digest that is queued. */
async function run(db: Db, now: Date): Promise<string[][]> {
  const rows = () => db.selectFrom('deliveries').select(['id', 'message_id']).orderBy('id');
  const known = new Set((await rows().execute()).map(({ id }) => id));
  await queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: false });
  const queued = (await rows().execute()).filter(({ id }) => !known.has(id));
  const ids = queued.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  return ids.map((id) => {
    const message = messages.get(id);
    const text = message?.style === 'classic' ? message.text : '';
    return [...text.matchAll(/^\d+\. (.+)$/gmu)].map(([, title = '']) => title);
  });
}

async function toldTo(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('deliveries').select('chat_id').orderBy('id').execute();
  return rows.map(({ chat_id }) => chat_id);
}
