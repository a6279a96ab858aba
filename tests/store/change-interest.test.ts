import { expect, it } from 'vitest';
import { type Query, WITH_DIGEST } from '../../src/domain/index.ts';
import {
  addInterest,
  changeInterest,
  type Db,
  listInterests,
  migrateChat,
  saveChat,
  setInterestRhythm,
} from '../../src/store/index.ts';
import { describeOnEachDialect, describeOnPostgres } from '../support/databases.ts';

const NOW = new Date('2025-01-09T00:00:00Z');
const TOWN: Query = { by: 'place', text: '水头镇', kinds: null, publication: null };
const toNews = (query: Query): Query => ({ ...query, kinds: ['news'] });

async function follow(db: Db, chatId: number, query: Query): Promise<number> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, NOW);
  const added = await addInterest(db, { chatId, query, dueAt: NOW }, NOW);
  if (added.kind === 'full') throw new Error('Full');
  return added.interest.id;
}

async function definitions(db: Db): Promise<number> {
  return (await db.selectFrom('queries').select('id').execute()).length;
}

describeOnEachDialect('an interest that is changed', (open) => {
  it('looks for something else from now on, in its own rhythm still', async () => {
    const { db } = await open();
    const id = await follow(db, 1, TOWN);
    await setInterestRhythm(db, {
      chatId: 1,
      id,
      ...WITH_DIGEST,
      frequency: 'weekly',
      hour: 7,
      dueAt: NOW,
    });
    const changed = await changeInterest(db, { chatId: 1, id, change: toNews }, NOW);
    expect(changed).toMatchObject({ id, query: toNews(TOWN), frequency: 'weekly', hour: 7 });
    expect(await listInterests(db, 1)).toEqual([changed]);
    expect(await definitions(db)).toBe(1);
  });

  it('leaves others who follow the same as they are', async () => {
    const { db } = await open();
    const id = await follow(db, 1, TOWN);
    await follow(db, 2, TOWN);
    await changeInterest(db, { chatId: 1, id, change: toNews }, NOW);
    expect((await listInterests(db, 2)).map(({ query }) => query)).toEqual([TOWN]);
    expect(await definitions(db)).toBe(2);
  });

  it('becomes one with what is followed just so already', async () => {
    const { db } = await open();
    const id = await follow(db, 1, TOWN);
    const other = await follow(db, 1, toNews(TOWN));
    expect(await changeInterest(db, { chatId: 1, id, change: toNews }, NOW)).toMatchObject({
      id: other,
    });
    expect((await listInterests(db, 1)).map((each) => each.id)).toEqual([other]);
    expect(await definitions(db)).toBe(1);
  });

  it('changed to the same stays what it is', async () => {
    const { db } = await open();
    const id = await follow(db, 1, TOWN);
    const change = (query: Query) => query;
    expect(await changeInterest(db, { chatId: 1, id, change }, NOW)).toMatchObject({ id });
    expect(await definitions(db)).toBe(1);
  });

  it('is the chat’s own, or nothing happens', async () => {
    const { db } = await open();
    const id = await follow(db, 1, TOWN);
    await follow(db, 2, toNews(TOWN));
    expect(await changeInterest(db, { chatId: 2, id, change: toNews }, NOW)).toBeUndefined();
    expect((await listInterests(db, 1)).map(({ query }) => query)).toEqual([TOWN]);
  });
});

describeOnPostgres('interests that are changed in several processes at once', (open) => {
  it('wait for each other in one order, whatever turns into what', async () => {
    const { db } = await open();
    const chats = [1, 2, 3, 4, 5, 6];
    const wishes = [TOWN, toNews(TOWN)] as const;
    const ids = [];
    for (const chatId of chats) ids.push(await follow(db, chatId, wishes[chatId % 2] ?? TOWN));
    for (let round = 0; round < 10; round += 1)
      await Promise.all(
        ids.map((id, n) => {
          const change = ({ kinds }: Query) => wishes[kinds === null ? 1 : 0];
          return changeInterest(db, { chatId: chats[n] ?? 0, id, change }, NOW);
        }),
      );
    expect(await definitions(db)).toBe(2);
  });

  it('wait for a group that moves to another address, and it for them', async () => {
    const { db } = await open();
    for (let group = 1; group <= 15; group += 1) {
      await follow(db, -group, TOWN);
      const query: Query = { ...TOWN, text: '鳌江镇' };
      await Promise.all([
        migrateChat(db, -group, -1000 - group, NOW),
        // Where the move was first there is no such chat any more.
        addInterest(db, { chatId: -group, query, dueAt: NOW }, NOW).catch((error: Error) =>
          expect(error.message).not.toMatch(/deadlock/u),
        ),
      ]);
      expect(await listInterests(db, -group)).toEqual([]);
    }
  });
});
