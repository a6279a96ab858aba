import { expect, it } from 'vitest';
import type { Query } from '../../src/domain/index.ts';
import {
  addInterest,
  changeInterest,
  type Db,
  listInterests,
  saveChat,
  setInterestRhythm,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';

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
    await setInterestRhythm(db, { chatId: 1, id, frequency: 'weekly', hour: 7, dueAt: NOW });
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
