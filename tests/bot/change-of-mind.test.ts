import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { findSubscription, readMessages, saveIssue, setKinds } from '../../src/store/index.ts';
import { type Conversation, labelsOf, startConversation } from '../support/conversation.ts';
import { aDecision, anIngest, anItem } from '../support/samples.ts';

const CITIZEN = 5001;
const road = anItem({ title: '水头镇通车', body: '水头镇新路通车。' });
const bridge = anItem({ title: '水头镇建桥', body: '水头镇新桥开工。' });
const plan = aDecision({ title: '关于水头镇规划的决定', body: '水头镇规划如下。' });

/** Told of decisions every day; it is Thursday, 9 January, 11 in the morning. */
async function follower(rhythm?: string) {
  const talk = await startConversation({ issue: null });
  const citizen = talk.citizen();
  await citizen.says('/subscribe 决定');
  await citizen.says('/follow 水头镇');
  await citizen.presses('确认关注');
  if (rhythm) await citizen.presses(rhythm);
  return { talk, citizen };
}

async function publish({ db, clock }: Conversation, date: string, ...items: Item[]) {
  await saveIssue(db, anIngest({ text: date, date, items, now: clock.now() }));
}

/** The headlines of what the citizen is told at 8 in the morning, so many days later. */
async function nextMorning({ db, clock }: Conversation, days: number): Promise<string[]> {
  const eight = Date.parse('2025-01-09T00:00:00Z') + days * 86_400_000;
  const now = () => new Date(eight + 30_000);
  clock.advance(now().getTime() - clock.now().getTime());
  const before = await deliveries(db);
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  await queueDigests({ db, now, schedule, style: 'classic' }, { onlyNew: false });
  const ids = (await deliveries(db)).slice(before.length);
  const messages = await readMessages(db, ids);
  return ids.flatMap((id) => {
    const message = messages.get(id);
    return Array.from(
      (message?.style === 'classic' ? message.text : '').matchAll(/^\d+\. (.+)$/gmu),
      ([, title]) => String(title),
    );
  });
}

async function deliveries(db: Conversation['db']): Promise<string[]> {
  const rows = await db.selectFrom('deliveries').select('message_id').orderBy('id').execute();
  return rows.map(({ message_id }) => message_id);
}

describe('what was ended and is followed again', () => {
  it('is told what waited for its turn', async () => {
    const { talk, citizen } = await follower('每周一次（周一）');
    await publish(talk, '2025-01-10', road);
    expect(await nextMorning(talk, 1)).toEqual([]);
    await citizen.says('/unfollow 水头镇');
    await citizen.presses('撤销，继续关注');
    expect(await nextMorning(talk, 3)).toEqual([]);
    expect(await nextMorning(talk, 4)).toEqual(['水头镇通车']);
    expect(await nextMorning(talk, 11)).toEqual([]);
  });

  it('is told at once what would have had its turn meanwhile', async () => {
    const { talk, citizen } = await follower('每周一次（周一）');
    await publish(talk, '2025-01-10', road);
    await citizen.says('/unfollow 水头镇');
    expect(await nextMorning(talk, 5)).toEqual([]);
    await citizen.presses('撤销，继续关注');
    expect(await nextMorning(talk, 6)).toEqual(['水头镇通车']);
  });

  it('is not told again what a digest told meanwhile', async () => {
    const { talk, citizen } = await follower('每周一次（周一）');
    await publish(talk, '2025-01-10', road, plan);
    await citizen.says('/unfollow 水头镇');
    expect(await nextMorning(talk, 1)).toEqual(['关于水头镇规划的决定']);
    await citizen.presses('撤销，继续关注');
    expect(await nextMorning(talk, 4)).toEqual(['水头镇通车']);
  });

  it('is told with the next digest what the one meanwhile left out', async () => {
    const { talk, citizen } = await follower();
    await publish(talk, '2025-01-10', road, plan);
    await citizen.says('/unfollow 水头镇');
    expect(await nextMorning(talk, 1)).toEqual(['关于水头镇规划的决定']);
    await citizen.presses('撤销，继续关注');
    expect(await nextMorning(talk, 2)).toEqual(['水头镇通车']);
    await publish(talk, '2025-01-12', bridge);
    expect(await nextMorning(talk, 3)).toEqual(['水头镇建桥']);
  });

  it('was all there was: it goes on, and the chat is subscribed again', async () => {
    const { talk, citizen } = await follower('每周一次（周一）');
    await setKinds(talk.db, CITIZEN, []);
    await publish(talk, '2025-01-10', road);
    await publish(talk, '2025-01-11', plan);
    const [dropped] = await citizen.says('/unfollow 水头镇');
    expect(labelsOf(dropped)).toContain('撤销，继续关注');
    await citizen.presses('撤销，继续关注');
    expect(await findSubscription(talk.db, CITIZEN)).toMatchObject({ frequency: 'daily' });
    expect(await nextMorning(talk, 4)).toEqual(['水头镇通车', '关于水头镇规划的决定']);
  });
});
