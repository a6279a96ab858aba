import { sql } from 'kysely';
import { expect, it } from 'vitest';
import {
  NO_FOLLOWERS,
  queriesFollowedIn,
  withFollowers,
} from '../../src/pipeline/query-followers.ts';
import { addInterest, type Db, saveChat } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';

const NOW = new Date('2025-01-10T00:00:00Z');

async function follow(db: Db, chatId: number, text: string): Promise<void> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, NOW);
  const query = { by: 'word', text, kinds: null, publication: null } as const;
  await addInterest(db, { chatId, query, dueAt: NOW }, NOW);
}

/** Of chats from 1000 on. */
async function followAsMany(db: Db, queryId: number, chats: number): Promise<void> {
  const at = NOW.toISOString();
  const numbers = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${chats})`;
  await sql`insert into chats (id, kind, language, state, created_at)
    ${numbers} select 1000 + i, 'private', 'zh', 'active', ${at} from n`.execute(db);
  await sql`insert into interests (chat_id, query_id, created_at)
    ${numbers} select 1000 + i, ${queryId}, ${at} from n`.execute(db);
}

describeOnEachDialect('of queries that are followed', (open) => {
  it('those are asked for that a stretch of chats follows', async () => {
    const { db } = await open();
    for (const [chatId, text] of [
      [5, '水头'],
      [7, '鳌江'],
      [-100_123, '鳌江'],
      [9, '昆阳'],
    ] as const)
      await follow(db, chatId, text);
    const first = await withFollowers(db, NO_FOLLOWERS, [2, 1]);
    const asked = (after: number, through: number, known = first) =>
      queriesFollowedIn(known, { after, through }).toSorted();
    expect(asked(-200_000, 5)).toEqual([1, 2]);
    expect(asked(5, 6)).toEqual([]);
    expect(asked(5, 100)).toEqual([2]);
    expect(asked(5, 100, await withFollowers(db, first, [3]))).toEqual([2, 3]);
  });

  it('one that very many follow is asked for everywhere, and only that one', async () => {
    const { db } = await open();
    for (const text of ['水头', '鳌江', '昆阳']) await follow(db, 5, text);
    await followAsMany(db, 2, 5_000);
    const followers = await withFollowers(db, NO_FOLLOWERS, [1, 2, 3]);
    expect(followers.popular).toEqual([2]);
    expect(queriesFollowedIn(followers, { after: 0, through: 5 }).toSorted()).toEqual([1, 2, 3]);
    expect(queriesFollowedIn(followers, { after: 5, through: 9_999 })).toEqual([2]);
  });
});
