import { expect, it } from 'vitest';
import { itemsAfter, newestItemId, saveIssue } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

let clock = Date.parse('2025-03-01T00:00:00Z');

function anIssueOf(date: string, publication = '今日平阳') {
  clock += 1000;
  const items = [anItem({ title: `${publication}${date}`, body: `${publication}${date}的会议。` })];
  return anIngest({
    date,
    publication,
    text: `${publication} ${date}`,
    items,
    now: new Date(clock),
  });
}

describeOnEachDialect('what was read in behind newer issues', (open) => {
  async function newsOf(...issues: ReturnType<typeof anIssueOf>[]) {
    const { db } = await open();
    for (const issue of issues) await saveIssue(db, issue);
    const throughId = await newestItemId(db);
    const news = await itemsAfter(db, { afterId: 0, throughId });
    return news.map(({ issueDate }) => issueDate);
  }

  it('is archive if it is more than 31 days older, and told to nobody', async () => {
    const dates = ['2025-02-28', '2025-02-27', '2025-01-28', '2025-01-27', '2020-05-05'];
    expect(await newsOf(...dates.map((date) => anIssueOf(date)))).toEqual([
      '2025-01-28',
      '2025-02-27',
      '2025-02-28',
    ]);
  });

  it('is news if it is the newest of its paper, whatever day it is now', async () => {
    expect(await newsOf(anIssueOf('2009-01-01'), anIssueOf('2009-02-01'))).toEqual([
      '2009-01-01',
      '2009-02-01',
    ]);
    const others = [anIssueOf('2025-02-28', '平阳日报'), anIssueOf('2020-05-05')];
    expect(await newsOf(...others)).toContain('2020-05-05');
  });

  it('stays news if newer issues came after it: a weekly reader misses nothing', async () => {
    expect(await newsOf(anIssueOf('2025-01-01'), anIssueOf('2025-02-28'))).toHaveLength(2);
  });
});
