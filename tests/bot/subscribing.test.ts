import { describe, expect, it } from 'vitest';
import { ITEM_KINDS } from '../../src/domain/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { findChat, findSubscription } from '../../src/store/index.ts';
import { labelsOf, startConversation, textOf, textsOf } from '../support/conversation.ts';

const CITIZEN = 5001;

describe('subscribing', () => {
  it('takes everything, daily, and says when the next digest comes', async () => {
    const talk = await startConversation();
    const [answer] = await talk.citizen().says('/subscribe');
    expect(textOf(answer)).toContain(
      '已订阅：决定、任免、通知、新闻。下一份在1月10日 周五 08:00。',
    );
    expect(textOf(answer)).toContain('第一份会带上最近一期的内容');
    expect(await findSubscription(talk.db, CITIZEN)).toMatchObject({
      kinds: ITEM_KINDS,
      frequency: 'daily',
      hour: null,
    });
  });

  it('is one press away from the welcome', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/start');
    const { answers } = await citizen.presses('Subscribe to the daily digest');
    expect(textsOf(answers)).toContain(
      'You are subscribed to decisions, appointments, notices and news. The next digest comes on Friday 10 January 08:00.',
    );
    const [welcome] = await citizen.says('/start');
    expect(labelsOf(welcome)).toEqual(['Settings', 'Follow a person, place or word']);
  });

  it.each([
    ['/subscribe decisions', ['decision']],
    ['/subscribe 决定 任免', ['decision', 'appointment']],
    ['/subscribe News, notices', ['notice', 'news']],
  ])('understands «%s»', async (words, kinds) => {
    const talk = await startConversation();
    await talk.citizen().says(words);
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual(kinds);
  });

  it('takes a kind besides those there are, and gives up none', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe 任免');
    const [answer] = await citizen.says('/subscribe 决定');
    expect(textOf(answer)).toContain('已订阅：决定、任免。');
    expect(labelsOf(answer)).toContain('☑ 任免：接收');
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual(['decision', 'appointment']);
  });

  it('says how to use it if the words name no kind, and changes nothing', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/subscribe 天气'))).toContain('/subscribe 决定 任免');
    expect(await findSubscription(talk.db, CITIZEN)).toBeUndefined();
  });

  it('adds and removes kinds by buttons that say in words what is', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const { answers, notice } = await citizen.presses('☑ 新闻：接收');
    expect(notice).toBe('已保存');
    expect(labelsOf(answers[0])).toContain('☐ 新闻：不接收');
    await citizen.presses('☑ 通知：接收');
    await citizen.presses('☐ 新闻：不接收');
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual([
      'decision',
      'appointment',
      'news',
    ]);
  });

  it('ends when no kind is left, and begins again with the next', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    const { answers } = await citizen.presses('☑ 决定：接收');
    expect(textsOf(answers)).toContain('不会再收到摘要');
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual([]);
    const again = await citizen.presses('☐ 决定：不接收');
    expect(textsOf(again.answers)).toContain('已订阅：决定。');
  });

  it('keeps frequency and hour of who subscribes again', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    await citizen.presses('更改时间');
    await citizen.presses('19:00');
    expect(textsOf(await citizen.says('/subscribe 决定'))).toContain('下一份在1月9日 周四 19:00');
  });
});

describe('a subscriber', () => {
  it('gets the newest issue in the first digest, at the promised hour and once', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe 任免');
    const digest = () =>
      queueDigests(
        {
          db: talk.db,
          now: talk.clock.now,
          schedule: { cron: '0 8 * * *', timezone: 'Asia/Shanghai' },
          style: 'classic',
        },
        { onlyNew: false },
      );
    expect((await digest()).chats).toBe(0);
    talk.clock.advance(21 * 3_600_000);
    expect((await digest()).chats).toBe(1);
    expect((await digest()).chats).toBe(0);
    talk.sender.start();
    await talk.telegram.waitFor(() =>
      textOf(talk.telegram.botMessages(CITIZEN).at(-1)).includes('张峻榕'),
    );
    const text = textOf(talk.telegram.botMessages(CITIZEN).at(-1));
    // A decision that tells of acts keeps its own heading.
    expect(text).toMatch(/【决定】\n+1\. .*辞去[\s\S]*【任免】\n+2\. .*公告/u);
    const { answers } = await citizen.presses('全文 2');
    expect(textsOf(answers)).toContain('陈国翰的平阳县人民政府副县长职务');
  });
});

describe('unsubscribing', () => {
  it('asks what, and takes away one kind or all', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const [ask] = await citizen.says('/unsubscribe');
    expect(textOf(ask)).toBe('目前订阅的是：决定、任免、通知、新闻。要退订什么？');
    const { answers } = await citizen.presses('退订新闻');
    expect(textsOf(answers)).toBe('已经退订。还会收到：决定、任免、通知。');
    await citizen.says('/unsubscribe');
    expect(textsOf((await citizen.presses('全部退订')).answers)).toContain('已经全部退订');
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual([]);
    expect(textsOf(await citizen.says('/unsubscribe'))).toContain('目前没有订阅');
  });

  it('leaves all as it is on second thoughts', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/subscribe');
    await citizen.says('/unsubscribe');
    const { answers } = await citizen.presses('Keep it as it is');
    expect(textsOf(answers)).toBe('All right, your subscription stays as it is.');
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual(ITEM_KINDS);
  });

  it.each([
    ['/unsubscribe news', ['decision', 'appointment', 'notice']],
    ['/unsubscribe 决定 任免', ['notice', 'news']],
    ['/unsubscribe all', []],
    ['/unsubscribe 天气', ITEM_KINDS],
  ])('understands «%s»', async (words, left) => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says(words);
    expect((await findSubscription(talk.db, CITIZEN))?.kinds).toEqual(left);
  });
});

describe('the settings', () => {
  it('offer to subscribe who is not subscribed', async () => {
    const talk = await startConversation();
    const [answer] = await talk.citizen().says('/settings');
    expect(labelsOf(answer)).toEqual(['订阅每日摘要', '关注人、地方或词', '语言 · Language']);
  });

  it('change how often, in place, and show when the next digest comes', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const [settings] = await citizen.says('/settings');
    const weekly = await citizen.presses('每周一次（周一）');
    expect(weekly.answers[0]?.message_id).toBe(settings?.message_id);
    expect(textsOf(weekly.answers)).toContain('下一份摘要：1月13日 周一 08:00');
    const instant = await citizen.presses('随到随发');
    expect(textsOf(instant.answers)).toContain('报纸一到就发');
    expect(labelsOf(instant.answers[0])).not.toContain('更改时间');
    expect(await findSubscription(talk.db, CITIZEN)).toMatchObject({ frequency: 'instant' });
  });

  it('change the hour in a grid, and back to the usual one', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    const grid = await citizen.presses('更改时间');
    expect(labelsOf(grid.answers[0])).toHaveLength(26);
    expect(textsOf((await citizen.presses('21:00')).answers)).toContain('1月9日 周四 21:00');
    expect((await findSubscription(talk.db, CITIZEN))?.hour).toBe(21);
    await citizen.presses('更改时间');
    await citizen.presses('0:00');
    expect((await findSubscription(talk.db, CITIZEN))?.hour).toBe(0);
    await citizen.presses('更改时间');
    await citizen.presses('统一时间');
    expect((await findSubscription(talk.db, CITIZEN))?.hour).toBeNull();
  });

  it('change the style, and answers come in it from then on', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    const { answers } = await citizen.presses('Rich style');
    expect(textsOf(answers)).toContain('some clients may not show all of it');
    expect((await findChat(talk.db, CITIZEN))?.style).toBe('rich');
    await citizen.says('/latest');
    expect(talk.telegram.counts().byMethod).toHaveProperty('sendRichMessage');
  });

  it('lead to the kinds and back', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    const kinds = await citizen.presses('更改类别');
    expect(labelsOf(kinds.answers[0])).toContain('☑ 决定：接收');
    const back = await citizen.presses('设置');
    expect(textsOf(back.answers)).toContain('频率：每天一次');
  });

  it('know nothing to set once unsubscribed, whatever old button is pressed', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/unsubscribe all');
    await citizen.says('/settings');
    expect(textsOf((await citizen.forges('hour:9')).answers)).toBe('');
    expect((await findSubscription(talk.db, CITIZEN))?.hour).toBeNull();
  });
});
