import { expect, it } from 'vitest';
import type { Item, Query } from '../../src/domain/index.ts';
import { recentMatches } from '../../src/pipeline/recent-matches.ts';
import { type Db, saveIssue } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

function aQuery(text: string, parts: Partial<Query> = {}): Query {
  return { by: 'word', text, kinds: null, publication: null, ...parts };
}

async function publish(db: Db, date: string, ...items: Item[]): Promise<void> {
  await saveIssue(db, anIngest({ text: date, date, items }));
}

async function found(db: Db, query: Query): Promise<string[]> {
  const { items, total, isAtLeast } = await recentMatches(db, query, { limit: 100 });
  expect(isAtLeast).toBe(false);
  expect(items).toHaveLength(total);
  return items.map(({ title }) => title);
}

describeOnEachDialect('the last articles that match', (open) => {
  async function archive() {
    const { db } = await open();
    await publish(
      db,
      '2025-01-08',
      anItem({ title: '水头镇建工坊', body: '会议在水头镇召开，AI助力。' }),
      aDecision({ title: '关于水头镇规划的决定', body: '水利为先。' }),
    );
    await publish(
      db,
      '2025-01-09',
      anItem({ title: '鳌江镇修水利', body: '鳌江镇与水头镇相邻。Paid.' }),
      anItem({ title: '龍港市來訪', body: '龍港市客人到訪。' }),
      anAppointment({
        title: '任免名单',
        body: '名单附后。',
        acts: [
          anAct({ person: '王芳', post: '局长', organization: '平阳县民政局' }),
          anAct({ person: '陈栋', post: '院长', organization: '平阳县法院', confidence: 0.5 }),
        ],
      }),
    );
    return db;
  }

  it.each<[string, Query, string[]]>([
    [
      'newest issue first',
      aQuery('水头镇'),
      ['鳌江镇修水利', '水头镇建工坊', '关于水头镇规划的决定'],
    ],
    ['with all of the words', aQuery('水头镇 水利'), ['鳌江镇修水利', '关于水头镇规划的决定']],
    ['with either', aQuery('工坊|龙港'), ['龍港市來訪', '水头镇建工坊']],
    ['without a word', aQuery('水头镇 -鳌江'), ['水头镇建工坊', '关于水头镇规划的决定']],
    ['of a kind', aQuery('水头镇', { kinds: ['decision'] }), ['关于水头镇规划的决定']],
    ['of another publication', aQuery('水头镇', { publication: '温州日报' }), []],
    ['with Latin words only whole', aQuery('ai'), ['水头镇建工坊']],
    ['in whichever script', aQuery('龍港市'), ['龍港市來訪']],
    ['about a person', aQuery('王芳', { by: 'person' }), ['任免名单']],
    ['about an office', aQuery('民政局局长', { by: 'office' }), ['任免名单']],
    ['but not by an act that waits', aQuery('院长', { by: 'office' }), []],
  ])('%s', async (_, query, titles) => {
    expect(await found(await archive(), query)).toEqual(titles);
  });

  it('are as many as were asked for, with how many there are', async () => {
    const { db } = await open();
    for (let day = 1; day <= 7; day += 1)
      await publish(
        db,
        `2025-01-0${day}`,
        ...Array.from({ length: 50 }, (_, n) => anItem({ body: `平阳县第${day}日第${n}条` })),
      );
    const { items, total, isAtLeast } = await recentMatches(db, aQuery('平阳县'), { limit: 3 });
    expect(items.map(({ issueDate }) => issueDate)).toEqual(Array(3).fill('2025-01-07'));
    expect({ total, isAtLeast }).toEqual({ total: 300, isAtLeast: true });
  });
});
