import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { enrol, followSources, type SourceOutcome } from '../../src/pipeline/follow-sources.ts';
import type { Source } from '../../src/pipeline/source.ts';
import {
  claimSource,
  type Db,
  deliveryCounts,
  dueSources,
  findSource,
  latestIssue,
  listCampaigns,
  sourceStates,
} from '../../src/store/index.ts';
import { type Answer, paper, restlessClientOf } from '../source/crawl/paper.ts';
import { type Site, serve } from '../source/web/serve.ts';
import { ENGLISH_ADMIN, takeTexts, withAdmins } from '../support/admins.ts';
import { dailyPaper } from '../support/daily-paper.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { queueFor } from '../support/outbox.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SAMPLE = readFile('samples/pingyang-2025-01-09.md', 'utf8');
const PATH = '/pingyang-2025-01-09.md';

function aSource(parts: Partial<Source> = {}): Source {
  return {
    name: '今日平阳',
    kind: 'page',
    address: '',
    publication: null,
    cron: '0 * * * *',
    timezone: 'Asia/Shanghai',
    ...parts,
  };
}

/** Follows sources on a clock that is put forward by hand. */
async function startFollowing(db: Db, sources: readonly Source[], ...sites: Site[]) {
  let time = Date.parse('2025-01-09T01:30:00Z');
  const now = () => new Date(time);
  const tell = await withAdmins(db, now);
  const stopping = new AbortController();
  const client = restlessClientOf(...sites);
  const publication = '某报';
  const deps = { db, now, sources, publication, client, tell, random: () => 0.5 };
  await enrol(deps);
  return {
    now,
    tell,
    stopping,
    pass: (ms: number) => {
      time += ms;
    },
    async follow(signal = stopping.signal): Promise<SourceOutcome['kind'][]> {
      const outcomes: SourceOutcome['kind'][] = [];
      for await (const { kind } of followSources({ ...deps, signal })) outcomes.push(kind);
      return outcomes;
    },
    restart: () => enrol(deps),
    told: (chatId?: number) => takeTexts(db, now(), chatId),
  };
}

describeOnEachDialect('a source', (open) => {
  it('is read when its time comes, and not read while it stays as it is', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    let now = text;
    const site = await paper((path) => (path === PATH ? now : undefined));
    const source = aSource({ address: `${site.origin}${PATH}` });
    const run = await startFollowing(db, [source], site);
    expect(await run.follow()).toEqual(['read']);
    expect(await run.follow()).toEqual([]); // its hour has not come
    run.pass(HOUR);
    expect(await run.follow()).toEqual(['unchanged']);
    run.pass(HOUR);
    now = `${text}\n# 昆阳镇明日停水检修\n\n本报讯（记者 李凌峰）因管网检修，昆阳镇明日8时至12时停水。\n`;
    expect(await run.follow()).toEqual(['read']);
    expect((await latestIssue(db))?.items).toHaveLength(7);
    expect(await run.told()).toEqual([]);
  });

  it('names its paper, whatever the issue prints', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    const site = await paper(() => text);
    const address = `${site.origin}${PATH}`;
    const run = await startFollowing(db, [aSource({ address, publication: '平阳县报' })], site);
    await run.follow();
    expect((await latestIssue(db))?.publication).toBe('平阳县报');
  });

  it('that was due while the service was down is read once', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    const site = await paper(() => text);
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await run.follow();
    run.pass(30 * HOUR);
    await run.restart();
    expect(await run.follow()).toHaveLength(1);
    expect(await run.follow()).toEqual([]);
  });

  it('that fails is tried again after longer and longer rests, of a few hours at most', async () => {
    const { db } = await open();
    const site = await paper(() => ({ status: 500 }));
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    const rests: number[] = [];
    for (let failures = 1; failures <= 12; failures += 1) {
      expect(await run.follow()).toEqual(['failed']);
      await run.restart(); // forgets nothing
      expect(await run.follow()).toEqual([]);
      const state = await findSource(db, '今日平阳');
      expect(state).toMatchObject({ failures, reason: expect.stringContaining('answers 500') });
      const rest = (state?.dueAt.getTime() ?? 0) - run.now().getTime();
      rests.push(rest);
      run.pass(rest);
    }
    expect(rests.slice(0, 4)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]);
    expect(rests.at(-1)).toBe(4 * HOUR);
  });

  it('rests as long as its server asks for', async () => {
    const { db } = await open();
    const site = await paper(() => ({ status: 429, headers: { 'retry-after': '1800' } }));
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await run.follow();
    const due = (await findSource(db, '今日平阳'))?.dueAt.getTime();
    expect(due).toBe(run.now().getTime() + 30 * MINUTE);
  });

  it('that fails is told to admins once, each in their language, and once when it works again', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    let answer: Answer = { status: 503 };
    const site = await paper(() => answer);
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await run.follow();
    expect(await run.told()).toEqual([]); // a single failure is nothing
    run.pass(2 * MINUTE);
    await run.follow();
    expect(await run.told(ENGLISH_ADMIN)).toEqual([
      'The source “今日平阳” cannot be read: the site gives no page (503).\nThis has been so since Thursday 9 January 09:30. I keep trying, next on Thursday 9 January 09:34, and tell you when it works again.',
    ]);
    run.pass(5 * MINUTE);
    await run.follow();
    expect(await run.told()).toEqual([]);
    answer = text;
    run.pass(10 * MINUTE);
    expect(await run.follow()).toEqual(['read']);
    expect(await run.told()).toEqual(['来源“今日平阳”恢复正常了（中断从1月9日 周四 09:30起）。']);
    run.pass(HOUR);
    await run.follow();
    expect(await run.told()).toEqual([]);
  });

  it('that failed only once is not told of when it works again', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    let answer: Answer = { status: 503 };
    const site = await paper(() => answer);
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await run.follow();
    answer = text;
    run.pass(2 * MINUTE);
    expect(await run.follow()).toEqual(['read']);
    expect((await deliveryCounts(db)).pending).toBe(0);
    expect(await findSource(db, '今日平阳')).toMatchObject({ failures: 0, failingSince: null });
  });

  it('that was broken off counts as not tried, and is begun again', async () => {
    const { db } = await open();
    const reached = Promise.withResolvers<void>();
    const site = await serve((_, response) => {
      response.writeHead(200).write('# '); // and nothing more
      reached.resolve();
    });
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    const following = run.follow();
    await reached.promise;
    run.stopping.abort(new Error('stopping'));
    expect(await following).toEqual([]);
    expect(await findSource(db, '今日平阳')).toMatchObject({ failures: 0 });
    expect(await dueSources(db, { names: ['今日平阳'], now: run.now() })).toEqual(['今日平阳']);
  });

  it('is in one process’s hand only, and free again when that one died', async () => {
    const { db } = await open();
    const run = await startFollowing(db, [aSource()]);
    const hand = { now: run.now(), until: new Date(run.now().getTime() + HOUR) };
    const claims = await Promise.all([1, 2, 3].map(() => claimSource(db, '今日平阳', hand)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    run.pass(2 * HOUR);
    expect(await claimSource(db, '今日平阳', { ...hand, now: run.now() })).toBe(true);
  });

  it('that is set otherwise is looked at afresh, and one that is not named any more is left alone', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    const site = await paper(() => text);
    const first = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await first.follow();
    const moved = aSource({ address: `${site.origin}/neu.md` });
    const second = await startFollowing(db, [moved], site);
    expect(await second.follow()).toEqual(['read']);
    const third = await startFollowing(db, [], site);
    third.pass(24 * HOUR);
    expect(await third.follow()).toEqual([]);
    expect(await sourceStates(db, [])).toEqual([]);
  });

  it('that lacks pages is told once, and once when all of them came; what came is kept at once', async () => {
    const { db } = await open();
    let answer: Answer | 'as it is' = { status: 500 };
    const change = (_: string, article: number | null) => (article === 2 ? answer : 'as it is');
    const site = await paper(dailyPaper('2025-01-09', change));
    const address = `${site.origin}/paperindex.htm`;
    const run = await startFollowing(db, [aSource({ kind: 'epaper', address })], site);
    expect(await run.follow()).toEqual(['read']);
    expect((await latestIssue(db))?.items).toHaveLength(1);
    expect(await run.told()).toEqual([]); // the next visit may find it
    for (let hour = 1; hour <= 30; hour += 1) {
      run.pass(HOUR);
      expect(await run.follow()).toEqual(['read']);
      const told = await run.told(ENGLISH_ADMIN);
      if (hour > 1) expect(told).toEqual([]);
      else
        expect(told).toEqual([
          `1 page of the source “今日平阳” did not come; the rest is kept:\n· the site gives no page (500): ${site.origin}/html/2025-01/09/content_2.htm\nI keep trying, next on Thursday 9 January 11:00, and tell you when all of it is there.`,
        ]);
    }
    answer = 'as it is';
    run.pass(HOUR);
    expect(await run.follow()).toEqual(['read']);
    expect((await latestIssue(db))?.items).toHaveLength(2);
    expect(await run.told()).toEqual(['来源“今日平阳”恢复正常了（中断从1月9日 周四 09:30起）。']);
    run.pass(HOUR);
    expect(await run.follow()).toEqual(['unchanged']);
  });

  it('that lacks a page is not fetched whole at each of its hours, but at least once an hour', async () => {
    const { db } = await open();
    const change = (_: string, article: number | null) =>
      article === 2 ? { status: 500 } : 'as it is';
    const site = await paper(dailyPaper('2025-01-09', change));
    const address = `${site.origin}/paperindex.htm`;
    const source = aSource({ kind: 'epaper', address, cron: '*/10 * * * *' });
    const run = await startFollowing(db, [source], site);
    const whole: number[] = [];
    for (let minutes = 0; minutes <= 200; minutes += 10) {
      const [kind] = await run.follow();
      if (kind === 'read') whole.push(minutes);
      run.pass(10 * MINUTE);
    }
    expect(whole).toEqual([0, 10, 20, 40, 80, 140, 200]);
    expect(await run.told()).toHaveLength(1);
    expect(await findSource(db, '今日平阳')).toMatchObject({ failures: 2 });
  });

  it('that lacked pages for long and then fails is tried again soon', async () => {
    const { db } = await open();
    let front: Answer | 'as it is' = 'as it is';
    const change = (_: string, article: number | null) =>
      article === 2 ? { status: 500 } : article === null ? front : 'as it is';
    const site = await paper(dailyPaper('2025-01-09', change));
    const address = `${site.origin}/html/2025-01/09/node_1.htm`;
    const run = await startFollowing(db, [aSource({ kind: 'epaper', address })], site);
    for (let hour = 1; hour <= 9; hour += 1) {
      await run.follow();
      run.pass(HOUR);
    }
    expect(await run.told()).toHaveLength(1);
    front = { status: 500 };
    expect(await run.follow()).toEqual(['failed']);
    const due = (await findSource(db, '今日平阳'))?.dueAt.getTime() ?? 0;
    expect(due - run.now().getTime()).toBe(4 * MINUTE);
    run.pass(MINUTE);
    expect(await run.told()).toEqual([expect.stringContaining('读不到了')]);
  });

  it('that fails keeps no other from being read', async () => {
    const { db } = await open();
    const text = await SAMPLE;
    const site = await paper((path) => (path === PATH ? text : { status: 404 }));
    const sources = [
      aSource({ name: '甲', address: `${site.origin}/none` }),
      aSource({ name: '乙', address: `${site.origin}${PATH}` }),
    ];
    const run = await startFollowing(db, sources, site);
    expect((await run.follow()).toSorted()).toEqual(['failed', 'read']);
  });
});

describeOnEachDialect('what admins are told', (open) => {
  it('goes ahead of digests, and is no broadcast', async () => {
    const { db } = await open();
    const site = await paper(() => ({ status: 404 }));
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await queueFor(db, [1001], { campaignId: 'digest:1', dueAt: run.now(), texts: ['摘要'] });
    await run.follow();
    run.pass(2 * MINUTE);
    await run.follow();
    expect((await run.told())[0]).toContain('来源“今日平阳”读不到了：网站没有给出网页（404）');
    expect((await listCampaigns(db, { limit: 10 })).map(({ id }) => id)).toEqual(['digest:1']);
  });

  it('waits for the first of them to speak to the bot', async () => {
    const { db } = await open();
    const site = await paper(() => ({ status: 404 }));
    const run = await startFollowing(db, [aSource({ address: `${site.origin}${PATH}` })], site);
    await db.deleteFrom('chats').execute();
    for (let failures = 0; failures < 3; failures += 1) {
      await run.follow();
      run.pass(10 * MINUTE);
    }
    await withAdmins(db, run.now);
    await run.follow();
    expect(await run.told()).toHaveLength(1);
  });
});

describeOnEachDialect('a folder that is followed', (open) => {
  async function startFolder(db: Db) {
    const dir = await mkdtemp(join(tmpdir(), 'gongbao-folder-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const source = aSource({ kind: 'folder', address: dir, cron: '* * * * *' });
    const run = await startFollowing(db, [source]);
    run.pass(Date.now() - run.now().getTime() + HOUR); // files carry the time of this machine
    return { ...run, dir };
  }

  it('has each new file read once and left where it is', async () => {
    const { db } = await open();
    const { dir, ...run } = await startFolder(db);
    await writeFile(join(dir, 'pingyang-2025-01-09.md'), await SAMPLE);
    expect(await run.follow()).toEqual(['read']);
    run.pass(MINUTE);
    expect(await run.follow()).toEqual([]);
    expect(await readFile(join(dir, 'pingyang-2025-01-09.md'), 'utf8')).toBe(await SAMPLE);
    await writeFile(join(dir, 'pingyang-2025-01-09.md'), `${await SAMPLE}\n`);
    await utimes(join(dir, 'pingyang-2025-01-09.md'), 1, 1);
    run.pass(MINUTE);
    expect(await run.follow()).toEqual(['read']);
    expect((await latestIssue(db))?.items).toHaveLength(6);
  });

  it('tells of a file that cannot be read and goes on with the others', async () => {
    const { db } = await open();
    const { dir, ...run } = await startFolder(db);
    await writeFile(join(dir, 'a.md'), '');
    await writeFile(join(dir, 'pingyang-2025-01-09.md'), await SAMPLE);
    expect(await run.follow()).toEqual(['file-not-read', 'read']);
    run.pass(MINUTE);
    expect(await run.follow()).toEqual([]);
    expect(await findSource(db, '今日平阳')).toMatchObject({ failures: 0 });
  });

  it('that is gone is a source that fails', async () => {
    const { db } = await open();
    const { dir, ...run } = await startFolder(db);
    await rm(dir, { recursive: true });
    expect(await run.follow()).toEqual(['failed']);
    expect((await findSource(db, '今日平阳'))?.reason).toContain('there is no such folder');
  });
});
