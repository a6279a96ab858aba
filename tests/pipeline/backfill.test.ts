import { expect, it } from 'vitest';
import { backfill, type DayOutcome } from '../../src/pipeline/backfill.ts';
import {
  archiveCounts,
  type Db,
  itemsAfter,
  newestItemId,
  saveIssue,
} from '../../src/store/index.ts';
import { type Answer, paper, restlessClientOf } from '../source/crawl/paper.ts';
import type { Site } from '../source/web/serve.ts';
import { dailyPaper } from '../support/daily-paper.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest } from '../support/samples.ts';

type Asked = {
  readonly from: string;
  readonly to: string;
  readonly stopAfter?: number;
  readonly now?: Date;
};

async function read(db: Db, site: Site, { from, to, stopAfter, now }: Asked) {
  const stopping = new AbortController();
  const deps = {
    ...{ db, now: () => now ?? new Date(), client: restlessClientOf(site) },
    ...{ publication: '今日平阳', timezone: 'Asia/Shanghai' },
  };
  const address = `${site.origin}/paperindex.htm`;
  const days: DayOutcome[] = [];
  const options = { address, from, to, stop: stopping.signal, onPage: () => undefined };
  for await (const day of backfill(deps, options)) {
    days.push(day);
    if (days.length === stopAfter) stopping.abort();
  }
  return days.map(({ date, state, missing }) =>
    [date, state, ...missing.map(({ reason }) => reason)].join(' '),
  );
}

describeOnEachDialect('a backfill', (open) => {
  it('reads every day of a site, newest first', async () => {
    const { db } = await open();
    const site = await paper(dailyPaper('2025-01-10'));
    const days = await read(db, site, { from: '2025-01-08', to: '2025-01-11' });
    expect(days).toEqual([
      '2025-01-11 absent',
      '2025-01-10 done',
      '2025-01-09 done',
      '2025-01-08 done',
    ]);
    expect(await archiveCounts(db)).toMatchObject({ issues: 3, items: 6 });
  });

  it('ends after the day under way when it is stopped, and goes on from there', async () => {
    const { db } = await open();
    const site = await paper(dailyPaper('2025-01-10'));
    const period = { from: '2025-01-07', to: '2025-01-10' };
    expect(await read(db, site, { ...period, stopAfter: 2 })).toHaveLength(2);
    expect(await read(db, site, period)).toEqual(['2025-01-08 done', '2025-01-07 done']);
    expect(await read(db, site, period)).toEqual([]);
  });

  it('asks again for a day that failed, and not for one without an issue', async () => {
    const { db } = await open();
    const broken = new Map<string, Answer>([
      ['2025-01-08', { status: 403 }],
      ['2025-01-09', undefined],
    ]);
    const change = (date: string) => (broken.has(date) ? broken.get(date) : 'as it is');
    const site = await paper(dailyPaper('2025-01-10', change));
    const period = { from: '2025-01-08', to: '2025-01-10' };
    expect(await read(db, site, period)).toEqual([
      '2025-01-10 done',
      '2025-01-09 absent',
      '2025-01-08 failed',
    ]);
    broken.clear();
    expect(await read(db, site, period)).toEqual(['2025-01-08 done']);
  });

  it('tells which pages an issue lacks, keeps the others, and asks again for those that may come', async () => {
    const { db } = await open();
    const lost = new Map<string, Answer>([
      ['2025-01-09', { status: 500 }],
      ['2025-01-10', undefined],
    ]);
    const change = (date: string, article: number | null) =>
      article === 2 && lost.has(date) ? lost.get(date) : 'as it is';
    const site = await paper(dailyPaper('2025-01-10', change));
    const period = { from: '2025-01-09', to: '2025-01-10' };
    expect(await read(db, site, period)).toEqual([
      '2025-01-10 done the server answers 404',
      '2025-01-09 failed the server answers 500',
    ]);
    expect(await archiveCounts(db)).toMatchObject({ issues: 2, items: 2 });
    lost.clear();
    expect(await read(db, site, period)).toEqual(['2025-01-09 done']);
    expect(await archiveCounts(db)).toMatchObject({ issues: 2, items: 3 });
  });

  it('asks again for a day on which the paper may not have appeared yet', async () => {
    const { db } = await open();
    const now = new Date('2025-01-11T00:00:00Z');
    const period = { from: '2025-01-11', to: '2025-01-11', now };
    const early = await paper(dailyPaper('2025-01-10'));
    expect(await read(db, early, period)).toEqual(['2025-01-11 absent']);
    expect(await read(db, early, period)).toEqual(['2025-01-11 absent']);
  });

  it('of a paper’s past is told to nobody', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ date: '2025-01-10' }));
    const afterId = await newestItemId(db);
    const site = await paper(dailyPaper('2025-01-10'));
    await read(db, site, { from: '2024-12-08', to: '2024-12-09' });
    const news = await itemsAfter(db, { afterId, throughId: await newestItemId(db) });
    expect(await newestItemId(db)).toBe(afterId + 4);
    expect(news).toEqual([]);
  });
});
