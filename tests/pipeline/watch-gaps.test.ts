import { expect, it } from 'vitest';
import { watchGaps } from '../../src/pipeline/watch-gaps.ts';
import { type Db, openGaps, saveIssue } from '../../src/store/index.ts';
import { takeTexts, withAdmins } from '../support/admins.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Monday morning in Pingyang. */
const NOW = new Date('2025-09-22T01:00:00Z');
const WORKDAYS = Array.from({ length: 28 }, (_, index) =>
  new Date(NOW.getTime() - (28 - index) * DAY_MS).toISOString().slice(0, 10),
).filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));

function save(db: Db, date: string, number: string | null = null, text = `${date} ${number}`) {
  const items = [anItem({ title: `${date}的新闻`, body: `${text}，会议召开。` })];
  return saveIssue(db, anIngest({ date, number, text, items, now: NOW }));
}

async function startWatching(db: Db, publications: readonly string[] = []) {
  let now = NOW;
  const tell = await withAdmins(db, () => now);
  return {
    watch: () => watchGaps({ db, now: () => now, publications, timezone: 'Asia/Shanghai', tell }),
    told: () => takeTexts(db, now),
    nextDay() {
      now = new Date(now.getTime() + DAY_MS);
    },
  };
}

describeOnEachDialect('an issue that should have come', (open) => {
  it('is told once, counted while it is missing, and forgotten when it comes late', async () => {
    const { db } = await open();
    for (const date of WORKDAYS) if (date !== '2025-09-18') await save(db, date);
    const { watch, told } = await startWatching(db);
    expect(await watch()).toBe(1);
    expect(await told()).toEqual(['《今日平阳》的期次有疑问：\n· 2025年9月18日应当出报，没有收到']);
    expect(await watch()).toBe(0);
    expect(await openGaps(db)).toEqual([{ publication: '今日平阳', count: 1 }]);
    await save(db, '2025-09-18');
    expect(await watch()).toBe(0);
    expect(await openGaps(db)).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it('is waited for until its day is over', async () => {
    const { db } = await open();
    for (const date of WORKDAYS) await save(db, date);
    const { watch, nextDay } = await startWatching(db);
    expect(await watch()).toBe(0);
    nextDay(); // nothing came on Monday
    expect(await watch()).toBe(1);
  });

  it('is known from the numbers of a paper that is followed, from its second issue on', async () => {
    const { db } = await open();
    await save(db, '2025-09-12', '总第1234期');
    await save(db, '2025-09-19', '总第1236期');
    expect(await (await startWatching(db)).watch()).toBe(0); // nobody said that it matters
    const { watch, told } = await startWatching(db, ['今日平阳']);
    expect(await watch()).toBe(1);
    expect(await told()).toEqual([
      '《今日平阳》的期次有疑问：\n· 缺第1235期，应在2025年9月12日和2025年9月19日之间',
    ]);
  });

  it('is told of to nobody, and again, until somebody can be told', async () => {
    const { db } = await open();
    for (const date of WORKDAYS) if (date !== '2025-09-18') await save(db, date);
    const { watch } = await startWatching(db);
    await db.deleteFrom('chats').execute();
    expect(await watch()).toBe(0);
    const later = await startWatching(db);
    expect(await later.watch()).toBe(1);
  });
});

describeOnEachDialect('an issue that came twice', (open) => {
  it('is told by its number, or by its day', async () => {
    const { db } = await open();
    await save(db, '2025-09-15', '总第50期');
    await save(db, '2025-09-16', '总第50期');
    await save(db, '2025-09-17', '总第52期');
    await save(db, '2025-09-17', '总第53期');
    const { watch, told } = await startWatching(db, ['今日平阳']);
    expect(await watch()).toBe(2);
    const [text] = await told();
    expect(text).toContain('第50期出现了 2 次：2025年9月15日、2025年9月16日');
    expect(text).toContain('2025年9月17日印了几个期号：第52期、第53期');
  });
});
