import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { queueDigests } from '../src/pipeline/queue-digests.ts';
import { archiveCounts, deliveryCounts } from '../src/store/index.ts';
import { type Conversation, SAMPLE, startConversation, textsOf } from './support/conversation.ts';
import { lookThroughRecordedEyes } from './support/recorded-eyes.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const [EVERYTHING, APPOINTMENTS, DECISIONS, FOLLOWER] = [6001, 6002, 6003, 6004];
const PEOPLE = [EVERYTHING, APPOINTMENTS, DECISIONS, FOLLOWER];

async function startTown(): Promise<Conversation> {
  await lookThroughRecordedEyes('榕', '格');
  const talk = await startConversation({ issue: null });
  const says = (id: number, text: string) => talk.citizen({ id }).says(text);
  await says(EVERYTHING, '/subscribe');
  await says(APPOINTMENTS, '/subscribe 任免');
  await says(DECISIONS, '/subscribe 决定');
  const follower = talk.citizen({ id: FOLLOWER });
  await follower.says('/follow 徐顺兵');
  await follower.presses('确认关注');
  talk.sender.start();
  onTestFinished(() => talk.sender.stop());
  return talk;
}

/** A day passes, and the digests that came due are queued and sent. Returns what each was told. */
async function nextMorning(talk: Conversation): Promise<string[]> {
  const { db, clock, sender, telegram } = talk;
  const before = PEOPLE.map((id) => telegram.botMessages(id).length);
  clock.advance(DAY_MS);
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  await queueDigests({ db, now: clock.now, schedule, style: 'classic' }, { onlyNew: false });
  sender.wake();
  await expect
    .poll(async () => {
      const { pending, claimed } = await deliveryCounts(db);
      return pending + claimed;
    })
    .toBe(0);
  return PEOPLE.map((id, index) => textsOf(telegram.botMessages(id).slice(before[index])));
}

const titlesIn = (told: string) => told.match(/^\d+\. .+$/gmu) ?? [];

it('an issue that is scanned and printed later is told once, and each fact when it is sure', async () => {
  const talk = await startTown();
  await talk.admin.sends('scanned.pdf', await readFile('tests/fixtures/pdf/scanned.pdf'));
  const scanned = await nextMorning(talk);
  expect(scanned.map((told) => titlesIn(told).length)).toEqual([6, 1, 2, 1]);
  expect(scanned.join()).not.toMatch(/任命张峻|选举日：/u);

  // An admin has not seen that a name was misread.
  await talk.admin.says('/review');
  await talk.admin.presses('正确');
  const [everything, appointments, ...others] = await nextMorning(talk);
  for (const told of [everything, appointments]) expect(told).toContain('任命张峻格为');
  expect(others).toEqual(['', '']);

  const report = await talk.admin.sends('pingyang-2025-01-09.md', await readFile(SAMPLE));
  expect(textsOf(report)).toContain('新增 0 篇，更正 6 篇，已有 0 篇');
  expect(textsOf(await talk.admin.says('/review'))).toBe('没有等着核实的内容。');
  const printed = await nextMorning(talk);
  expect(printed.map((told) => titlesIn(told).length)).toEqual([3, 2, 1, 1]);
  for (const told of printed.slice(0, 2)) {
    expect(told.match(/任命张峻榕为/gu)).toHaveLength(1);
    expect(told.match(/免去陈国翰的/gu)).toHaveLength(1);
    expect(told).toContain('此前因辨认有误，曾告知：任命张峻格为平阳县人民政府副县长');
    expect(told.match(/张峻格/gu)).toHaveLength(1);
  }
  for (const [index, told] of printed.entries())
    expect(told.match(/选举日：2025年1月24日/gu) ?? []).toHaveLength([1, 0, 1, 0][index] ?? 0);
  expect(printed[3]).toContain('接受金宗来、徐顺兵、周泳辞去');

  expect(await nextMorning(talk)).toEqual(['', '', '', '']);
  expect(await archiveCounts(talk.db)).toEqual({ issues: 1, items: 6, documents: 2 });
}, 60_000);
