import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import {
  addInterest,
  type Db,
  indexSignatures,
  migrate,
  queriesFoundBy,
  saveChat,
  saveIssue,
  searchItems,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

const NOW = new Date('2025-01-10T00:00:00Z');

describeOnEachDialect('migrations', (open) => {
  it('are not applied a second time', async () => {
    const { db } = await open();
    expect(await migrate(db)).toEqual([]);
  });

  it('find by its grams what was followed before', async () => {
    const { db } = await open();
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, NOW);
    const queries = [
      { by: 'place', text: '水头 -学校', kinds: null, publication: null },
      { by: 'word', text: '“引号”|水头', kinds: ['decision', 'news'], publication: '今日平阳' },
    ] as const;
    for (const query of queries) await addInterest(db, { chatId: 1, query, dueAt: NOW }, NOW);
    await sql`create table query_grams as select gram, query_id from query_anchors`.execute(db);
    await sql`drop table query_anchors`.execute(db);
    await sql`drop index interests_followers`.execute(db);
    await sql`create index interests_query_id_chat_id on interests (query_id)`.execute(db);
    await migrations['0008-anchors']?.up(db);
    const found = [];
    for await (const some of queriesFoundBy(db, ['水头', '引号'])) found.push(...some);
    const known = found.toSorted((one, other) => one.queryId - other.queryId);
    expect(known.map(({ query }) => query)).toEqual([queries[0], queries[1], queries[1]]);
  });

  it('let articles of before be found by their signatures, once', async () => {
    const { db } = await open();
    const signatures = Array.from({ length: 101 }, (_, index) =>
      index === 50 ? null : '平阳县供电所',
    );
    const items = signatures.map((signature, n) => anItem({ title: `第${n}次停电`, signature }));
    await saveIssue(db, anIngest({ items }));
    await sql`delete from item_search`.execute(db);
    await migrations['0012-signatures']?.up(db);
    await Promise.all([indexSignatures(db), indexSignatures(db)]);
    expect(await foundBy(db, '供电所')).toBe(100);
    expect(await foundBy(db, '停电')).toBe(100); // the other was found before
    await sql`delete from item_search`.execute(db);
    await indexSignatures(db);
    expect(await foundBy(db, '供电所')).toBe(0);
  });
});

async function foundBy(db: Db, query: string): Promise<number> {
  return (await searchItems(db, { query, limit: 1, offset: 0 })).total;
}
