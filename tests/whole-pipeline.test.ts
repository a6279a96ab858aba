import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { queueDigests } from '../src/pipeline/queue-digests.ts';
import { deliveryCounts } from '../src/store/index.ts';
import { type Conversation, SAMPLE, startConversation, textsOf } from './support/conversation.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const CITIZENS = Array.from({ length: 12 }, (_, index) => 6001 + index);

/** Everybody subscribes by hand, and the sender runs. */
async function startTown(): Promise<Conversation> {
  const talk = await startConversation({ issue: null });
  for (const id of CITIZENS) await talk.citizen({ id }).says('/subscribe');
  talk.sender.start();
  onTestFinished(() => talk.sender.stop());
  return talk;
}

/** A day passes, and the digests that came due are queued and sent. Returns what each was told. */
async function nextMorning(talk: Conversation): Promise<string[]> {
  const { db, clock, sender, telegram } = talk;
  const before = CITIZENS.map((id) => telegram.botMessages(id).length);
  clock.advance(DAY_MS);
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  await queueDigests({ db, now: clock.now, schedule, style: 'classic' }, { onlyNew: false });
  sender.wake();
  await expect.poll(async () => open(await deliveryCounts(db))).toBe(0);
  return CITIZENS.map((id, index) => textsOf(telegram.botMessages(id).slice(before[index])));
}

function open(counts: { readonly pending: number; readonly claimed: number }): number {
  return counts.pending + counts.claimed;
}

it('the whole way walked twice tells each subscriber once', async () => {
  const talk = await startTown();
  const bytes = await readFile(SAMPLE);
  await talk.admin.sends('pingyang-2025-01-09.md', bytes);
  for (const told of await nextMorning(talk)) {
    expect(told.match(/张峻榕/g)).toHaveLength(1);
    expect(told).toContain('选举日：2025年1月24日');
  }

  // The same bytes, and the same words with other line breaks.
  const broken = Buffer.from(String(bytes).replace(/[，、]/g, '$&\n'));
  await talk.admin.sends('pingyang-2025-01-09.md', bytes);
  await talk.admin.sends('again-2025-01-09.md', broken);
  expect(await nextMorning(talk)).toEqual(CITIZENS.map(() => ''));
  expect(await deliveryCounts(talk.db)).toMatchObject({ sent: CITIZENS.length, unknown: 0 });
});

it('a late edition tells only what is new in it', async () => {
  const talk = await startTown();
  const text = await readFile(SAMPLE, 'utf8');
  await talk.admin.sends('pingyang-2025-01-09.md', Buffer.from(text));
  await nextMorning(talk);
  const more = `${text}\n# 昆阳镇明日停水检修\n\n本报讯（记者 李凌峰）因管网检修，昆阳镇明日8时至12时停水。\n`;
  await talk.admin.sends('late-2025-01-09.md', Buffer.from(more));
  for (const told of await nextMorning(talk)) {
    expect(told).toContain('昆阳镇明日停水检修');
    expect(told).toContain('共 1 条');
    expect(told).not.toContain('张峻榕');
  }
});

it('mornings on which the service was down are told once, in one digest', async () => {
  const talk = await startTown();
  await talk.admin.sends('pingyang-2025-01-09.md', await readFile(SAMPLE));
  talk.clock.advance(2 * DAY_MS);
  const more = '# 县城新公园开放\n\n本报讯（记者 曹文倩）昨天，县城新公园向市民开放。\n';
  await talk.admin.sends('pingyang-2025-01-11.md', Buffer.from(more));
  for (const told of await nextMorning(talk)) {
    expect(told).toContain('县城新公园开放');
    expect(told.match(/张峻榕/g)).toHaveLength(1);
  }
  expect(await nextMorning(talk)).toEqual(CITIZENS.map(() => ''));
});
