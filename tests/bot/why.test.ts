import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/domain/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { addInterest, saveIssue } from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { anIngest, anItem } from '../support/samples.ts';

const CITIZEN = 5001;

async function tellDigest({ db, clock, sender, telegram }: Conversation, chatId = CITIZEN) {
  clock.advance(21 * 3_600_000);
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  await queueDigests({ db, now: clock.now, schedule, style: 'classic' }, { onlyNew: false });
  sender.start();
  await telegram.waitFor(() =>
    labelsOf(telegram.botMessages(chatId).at(-1)).some((label) =>
      /为什么收到|Why did I/.test(label),
    ),
  );
  return telegram.botMessages(chatId).at(-1);
}

describe('«why did I get this» under a digest', () => {
  it('says for each article the rule and the words that chose it', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    await citizen.says('/follow 张峻榕');
    await citizen.presses('确认关注');
    const digest = await tellDigest(talk);
    expect(labelsOf(digest).at(-1)).toBe('为什么收到');
    const { answers } = await citizen.presses('为什么收到');
    const text = textsOf(answers);
    expect(text).toContain('为什么收到这些内容');
    expect(text).toContain('日的决定\n订阅了“决定”这一类。');
    expect(text).toContain(
      '平阳县第十七届人民代表大会常务委员会公告\n关注了“张峻榕”（姓名），这一篇里有：张峻榕。',
    );
    const numbers = (message: string) => message.match(/^\d+(?=\. )/gmu);
    expect(numbers(text)).toEqual(numbers(textOf(digest)));
    expect(labelsOf(answers[0])).toEqual(
      labelsOf(digest).filter((label) => label !== '为什么收到'),
    );
    const full = await citizen.presses('全文 1');
    expect(textsOf(full.answers)).toContain('来源：今日平阳');
  });

  it('goes by what the chat wants now, and says so when nothing fits any more', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/subscribe decisions');
    await tellDigest(talk);
    await citizen.says('/unsubscribe');
    await citizen.presses('Stop everything');
    const { answers } = await citizen.presses('Why did I get this');
    expect(textsOf(answers)).toContain(
      'By the present subscription and follows it would not be sent by itself.',
    );
  });

  it('is for the chat that presses: of two that are told one article each gets its own answer', async () => {
    const talk = await startConversation();
    const one = talk.citizen();
    const other = talk.citizen({ id: 5002 });
    await one.says('/subscribe 任免');
    const appointments: Query = {
      by: 'person',
      text: '张峻榕',
      kinds: ['appointment'],
      publication: null,
    };
    await other.says('/start');
    const dueAt = new Date('2025-01-10T00:00:00Z');
    await addInterest(talk.db, { chatId: 5002, query: appointments, dueAt }, talk.clock.now());
    await tellDigest(talk);
    await talk.telegram.waitFor(() =>
      labelsOf(talk.telegram.botMessages(5002).at(-1)).includes('为什么收到'),
    );
    expect(textsOf((await one.presses('为什么收到')).answers)).toContain('订阅了“任免”这一类。');
    const theirs = textsOf((await other.presses('为什么收到')).answers);
    expect(theirs).toContain('关注了“张峻榕”（姓名）');
    expect(theirs).not.toContain('订阅了');
  });

  it('turns pages in place where there are more than eight', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const items = Array.from({ length: 19 }, (_, n) =>
      anItem({ title: `第${n + 1}件事`, body: `事情${n + 1}。` }),
    );
    await saveIssue(talk.db, anIngest({ items }));
    await tellDigest(talk);
    const first = await citizen.presses('为什么收到');
    expect(textsOf(first.answers)).toContain('第 1 页，共 3 页\n\n1. 第1件事');
    await citizen.presses('下一页');
    const third = await citizen.presses('下一页');
    expect(third.answers).toHaveLength(1);
    expect(textsOf(third.answers)).toContain('第 3 页，共 3 页\n\n17. 第17件事');
    expect(labelsOf(third.answers[0])).toContain('全文 1');
    expect(textsOf((await citizen.presses('上一页')).answers)).toContain('\n16. 第16件事');
  });

  it('works in a group, for everybody', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    await group.administrator.says('/subscribe 决定');
    await tellDigest(talk, group.id);
    expect(textsOf((await group.member.presses('为什么收到')).answers)).toContain('订阅了“决定”');
  });
});
