import { describe, expect, it } from 'vitest';
import { WITH_DIGEST } from '../../src/domain/index.ts';
import { nextDigestAt } from '../../src/match/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueUrgent } from '../../src/pipeline/queue-urgent.ts';
import {
  addInterest,
  findChat,
  findSubscription,
  markGone,
  saveIssue,
  setInterestRhythm,
} from '../../src/store/index.ts';
import { SOON } from '../support/broadcasting.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { aDecision, anIngest, anItem } from '../support/samples.ts';

const CITIZEN = 5001;
const HOUR_MS = 60 * 60_000;
const SCHEDULE = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const ON_MONDAYS = { frequency: 'weekly', hour: null, timezone: null, quiet: null } as const;
const OFFER = '欢迎回来。您离开期间错过了 2 条订阅的内容，要看看吗？';

describe('who comes back after blocking the bot', () => {
  it('is offered once what was missed, in a message with two buttons', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    const [offer, ...others] = fresh(talk);
    expect(textOf(offer)).toBe(OFFER);
    expect(labelsOf(offer)).toEqual(['看看错过的内容', '不用了']);
    expect(others).toEqual([]);
    const [welcome, ...more] = await citizen.says('/start');
    expect(textOf(welcome)).toContain('您好，这里是公报');
    expect(more).toEqual([]);
  });

  it('sees what was missed in the place of the offer, and every text of it', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    const [offer] = fresh(talk);
    const { answers, notice } = await citizen.presses('看看错过的内容');
    expect(notice).toBeUndefined();
    expect(answers.map(({ message_id: id }) => id)).toEqual([offer?.message_id]);
    expect(textsOf(answers)).toContain('错过的内容');
    expect(textsOf(answers)).toMatch(/1\. 决定之11[\s\S]*2\. 决定之10/u);
    expect(textsOf((await citizen.presses('全文 2')).answers)).toContain('来源：今日平阳');
  });

  it('is told of the newest issue by the next digest, and of nothing that was shown', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    await citizen.presses('看看错过的内容');
    const digest = await digestFor(talk);
    expect(digest).toContain('决定之12');
    expect(digest).not.toMatch(/决定之1[01]/u);
    await talk.telegram.waitFor(() => textsOf(fresh(talk)).includes('决定之12'));
  });

  it('may leave it, and finds it with /missed at any time', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    const { answers } = await citizen.presses('不用了');
    expect(textsOf(answers)).toBe('好的。以后想看时，发送 /missed 即可。');
    expect(labelsOf(answers[0])).toEqual([]);
    for (let time = 0; time < 2; time += 1)
      expect(textsOf(await citizen.says('/missed'))).toMatch(/决定之11[\s\S]*决定之10/u);
  });

  it('is not offered the same again, answered or not, however often it comes and goes', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    for (let time = 0; time < 3; time += 1) await away(talk, []);
    await citizen.presses('不用了');
    await away(talk, []);
    expect(fresh(talk)).toHaveLength(1);
    await away(talk, [13]);
    expect(textOf(fresh(talk).at(-1))).toContain('您离开期间错过了 1 条');
    expect(textsOf(await citizen.says('/missed'))).toMatch(/决定之12[\s\S]*决定之11/u);
  });

  it('is offered nothing where nothing of its kinds was printed', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 新闻');
    await away(talk, [10, 11, 12]);
    expect(fresh(talk)).toEqual([]);
    expect(textsOf(await citizen.says('/missed'))).toContain('没有错过的内容');
  });

  it('turns the pages of a long absence', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/subscribe decisions');
    await away(talk, [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(textOf(fresh(talk)[0])).toBe(
      'Welcome back. While you were away, you missed 10 articles of the kinds you are subscribed to. Shall I show them?',
    );
    await citizen.presses('Show what was missed');
    const next = await citizen.presses('Next page');
    expect(textsOf(next.answers)).toMatch(/Page 2 of 2[\s\S]*10\. 决定之10/u);
    const first = await citizen.presses('Previous page');
    expect(textsOf(first.answers)).toMatch(/1\. 决定之19/u);
  });

  it('may have unsubscribed or been forgotten before it presses', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    await citizen.says('/unsubscribe 全部');
    expect((await citizen.presses('看看错过的内容')).notice).toContain('目前没有订阅');
    await citizen.says('/forget');
    await citizen.presses('全部删除');
    expect((await citizen.presses('看看错过的内容')).notice).toContain('目前没有订阅');
    expect(textsOf((await citizen.presses('不用了')).answers)).toContain('好的');
    expect(await findChat(talk.db, CITIZEN)).toBeUndefined();
  });
});

describe('who was thought gone and writes', () => {
  it.each(['/help', '/start', '水头镇'])(
    'is answered «%s», and then offered what was missed',
    async (words) => {
      const talk = await startConversation({ issue: null });
      const citizen = talk.citizen();
      await citizen.says('/subscribe 决定');
      await markGone(talk.db, CITIZEN, 'Forbidden: user is deactivated', talk.clock.now());
      await print(talk, [10, 11, 12]);
      const answers = await citizen.says(words);
      expect(answers).toHaveLength(2);
      expect(textOf(answers[1])).toBe(OFFER);
      expect((await findChat(talk.db, CITIZEN))?.state).toBe('active');
    },
  );

  it('is shown it at once if it asks for it', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await markGone(talk.db, CITIZEN, 'Forbidden: user is deactivated', talk.clock.now());
    await print(talk, [10, 11, 12]);
    const answers = await citizen.says('/missed');
    expect(answers).toHaveLength(1);
    expect(textsOf(answers)).toContain('决定之11');
  });

  it('is woken by a picture, too', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await markGone(talk.db, CITIZEN, 'Forbidden: user is deactivated', talk.clock.now());
    await print(talk, [10, 11]);
    const answers = await citizen.sends('photo.jpg', Buffer.from('picture'));
    expect(textOf(answers.at(-1))).toContain('您离开期间错过了 1 条');
  });

  it('is offered the digest, too, that found nobody there', async () => {
    const talk = await startConversation({ refusals: ['403'] });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    talk.telegram.deactivate(CITIZEN);
    expect(await digestFor(talk)).toContain('【决定】');
    await expect.poll(async () => (await findChat(talk.db, CITIZEN))?.state, SOON).toBe('gone');
    talk.telegram.unblock(CITIZEN);
    await talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === 'member');
    expect(textOf(fresh(talk)[0])).toBe(OFFER);
  });
});

describe('/missed', () => {
  it('has at once what was urgent and found nobody there', async () => {
    const talk = await startConversation({ issue: null, refusals: ['403'] });
    const { db, clock, sender, telegram } = talk;
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const items = [anItem({ title: '停水通知', body: '今日停水。' })];
    await saveIssue(db, anIngest({ text: '停水', date: '2025-01-09', items, now: clock.now() }));
    telegram.deactivate(CITIZEN);
    await queueUrgent({ db, now: clock.now, style: 'classic' });
    sender.start();
    await expect.poll(async () => (await findChat(db, CITIZEN))?.state, SOON).toBe('gone');
    telegram.unblock(CITIZEN);
    await talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === 'member');
    expect(textOf(fresh(talk)[0])).toContain('错过了 1 条');
    expect(textsOf(await citizen.says('/missed'))).toContain('停水通知');
    expect(await digestFor(talk)).toContain('1. 停水通知');
  });

  it('has what had waited for a turn of its own that found nobody there', async () => {
    const talk = await startConversation({ issue: null, refusals: ['403'] });
    const { db, clock, telegram } = talk;
    const citizen = talk.citizen();
    await citizen.says('/subscribe 新闻');
    await followOnMondays(talk, '水头镇');
    const items = [
      anItem({ kind: 'notice', title: '水头镇通车', body: '水头镇通车。' }),
      anItem({ title: '鳌江镇修路', body: '鳌江镇修路。' }),
    ];
    await saveIssue(db, anIngest({ text: '通车', date: '2025-01-09', items, now: clock.now() }));
    clock.advance(21 * HOUR_MS); // Friday, 8:00
    await digestsNow(talk);
    await telegram.waitFor(() => textsOf(fresh(talk)).includes('鳌江镇修路'));
    expect(textsOf(fresh(talk))).not.toContain('水头镇通车');
    telegram.deactivate(CITIZEN);
    clock.advance(72 * HOUR_MS); // Monday
    await digestsNow(talk);
    await expect.poll(async () => (await findChat(db, CITIZEN))?.state, SOON).toBe('gone');
    telegram.unblock(CITIZEN);
    await talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === 'member');
    expect(textOf(fresh(talk).at(-1))).toContain('错过了 1 条');
    const missed = textsOf(await citizen.says('/missed'));
    expect(missed).toContain('1. 水头镇通车');
    expect(missed).not.toContain('鳌江镇修路');
    clock.advance(7 * 24 * HOUR_MS);
    expect(await digestsNow(talk)).toBe(0);
  });

  it('says honestly that nothing was missed', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/missed'))).toContain('目前没有订阅');
    await citizen.says('/subscribe');
    expect(textsOf(await citizen.says('/missed'))).toContain('没有错过的内容');
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toHaveLength(4);
  });

  it('shows what suits the kinds that are wanted now', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await away(talk, [10, 11, 12]);
    await citizen.says('/subscribe 新闻');
    await citizen.says('/unsubscribe 决定');
    expect(textsOf(await citizen.says('/missed'))).toContain('没有错过的内容');
  });
});

describe('a group that removed the bot and lets it in again', () => {
  it('hears that all is as it was, and is offered what it missed', async () => {
    const talk = await startConversation({ issue: null });
    const group = await talk.group();
    await group.administrator.says('/subscribe 决定');
    const before = group.messages().length;
    await removed(talk, group.id, [10, 11, 12]);
    const [greeting, offer, ...others] = group.messages().slice(before);
    expect(textOf(greeting)).toBe('大家好，公报回来了。本群的订阅和设置都没有变，摘要照常送来。');
    expect(textOf(offer)).toBe('我不在期间，本群错过了 2 条订阅的内容，要看看吗？');
    expect(others).toEqual([]);
  });

  it('lets everybody look, and administrators dismiss it', async () => {
    const talk = await startConversation({ issue: null });
    const group = await talk.group();
    await group.administrator.says('/subscribe 决定');
    await removed(talk, group.id, [10, 11, 12]);
    expect((await group.member.presses('不用了')).notice).toBe('只有这里的管理员可以更改。');
    expect(textsOf((await group.member.presses('看看错过的内容')).answers)).toContain('决定之11');
    expect(textsOf(await group.member.says('/missed'))).toContain('决定之10');
  });

  it('greets as at first where it was not subscribed', async () => {
    const talk = await startConversation({ issue: null });
    const group = await talk.group();
    const before = group.messages().length;
    await removed(talk, group.id, [10, 11, 12]);
    expect(group.messages().slice(before)).toHaveLength(1);
    expect(textOf(group.messages().at(-1))).toContain('群管理员发送 /subscribe');
  });
});

it('a channel is offered nothing in front of its readers, and may ask', async () => {
  const talk = await startConversation({ issue: null });
  const channel = await talk.group({ kind: 'channel', id: -1000000400 });
  await channel.administrator.says('/subscribe 决定');
  const before = channel.messages().length;
  await removed(talk, channel.id, [10, 11, 12]);
  expect(channel.messages()).toHaveLength(before);
  expect(textsOf(await channel.administrator.says('/missed'))).toContain('决定之11');
});

/** One decision a day, in January. */
async function print({ db, clock }: Conversation, days: readonly number[]): Promise<void> {
  for (const day of days) {
    const date = `2025-01-${day}`;
    const item = aDecision({ title: `决定之${day}`, number: `第${day}号`, body: `决定${date}。` });
    await saveIssue(db, anIngest({ text: date, date, items: [item], now: clock.now() }));
  }
}

/** The citizen blocks the bot, issues come, the citizen comes back; all of it is handled. */
async function away(talk: Conversation, days: readonly number[]): Promise<void> {
  await absence(talk, {
    days,
    goes: () => talk.telegram.block(CITIZEN),
    returns: () => talk.telegram.unblock(CITIZEN),
  });
}

/** The same with a group or channel that throws the bot out. */
async function removed(talk: Conversation, id: number, days: readonly number[]): Promise<void> {
  await absence(talk, {
    days,
    goes: () => talk.telegram.placeBot(id, 2001, 'kicked'),
    returns: () => talk.telegram.placeBot(id, 2001, 'administrator'),
  });
}

type Absence = {
  readonly days: readonly number[];
  readonly goes: () => void;
  readonly returns: () => void;
};

const met = new Set<object>();

async function absence(talk: Conversation, { days, goes, returns }: Absence): Promise<void> {
  const turns = (side: 'old_chat_member' | 'new_chat_member') =>
    talk.handled((update) => {
      const isNew = update.my_chat_member?.[side].status === 'kicked' && !met.has(update);
      if (isNew) met.add(update);
      return isNew;
    });
  goes();
  await turns('new_chat_member');
  await print(talk, days);
  returns();
  await turns('old_chat_member');
}

/** What the bot said to the citizen since the subscription. */
function fresh({ telegram }: Conversation) {
  return telegram.botMessages(CITIZEN).slice(1);
}

async function followOnMondays({ db, clock }: Conversation, text: string): Promise<void> {
  const query = { by: 'place', text, kinds: null, publication: null } as const;
  const added = await addInterest(db, { chatId: CITIZEN, query, dueAt: null }, clock.now());
  if (added.kind === 'full') throw new Error('It follows too much');
  await setInterestRhythm(db, {
    ...{ chatId: CITIZEN, id: added.interest.id, ...WITH_DIGEST, frequency: 'weekly' },
    dueAt: nextDigestAt(SCHEDULE, ON_MONDAYS, clock.now()),
  });
}

/** Sends what is due, and returns to how many chats. */
async function digestsNow({ db, clock, sender }: Conversation): Promise<number> {
  const deps = { db, now: clock.now, schedule: SCHEDULE, style: 'classic' } as const;
  const { chats } = await queueDigests(deps, { onlyNew: false });
  sender.start();
  return chats;
}

/** Queues what is new to the citizen and sends it; returns what it says. */
async function digestFor({ db, clock, sender }: Conversation): Promise<string> {
  const deps = { db, now: clock.now, schedule: SCHEDULE, style: 'classic' } as const;
  await queueDigests(deps, { onlyNew: true });
  const payloads = await db.selectFrom('messages').select('payload').execute();
  sender.start();
  return payloads.map(({ payload }) => payload).join('\n');
}
