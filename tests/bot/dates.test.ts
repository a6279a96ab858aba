import { describe, expect, it, vi } from 'vitest';
import type { KeyDate } from '../../src/domain/index.ts';
import { queueReminders } from '../../src/pipeline/queue-reminders.ts';
import { type Db, saveIssue } from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { aDecision, aKeyDate, anIngest } from '../support/samples.ts';
import { WAIT } from '../support/sending.ts';

const DAY_MS = 86_400_000;

describe('/dates', () => {
  it('lists what is coming by the sample issue, with the days left and its article', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const [coming] = await citizen.says('/dates');
    expect(textOf(coming)).toMatch(
      /^将到的日期\n\n1\. 选举日：2025年1月24日（星期五），还有 15 天\n《关于确定补选.+》 · 2025年1月9日/u,
    );
    expect(labelsOf(coming)).toEqual([
      '全文 1',
      '提醒我 1',
      '日历文件 1',
      '看已过的日期',
      '我的提醒',
    ]);
    expect(textsOf((await citizen.presses('全文 1')).answers)).toContain('选举日');
  });

  it('lists the nearest first, what is certain only, and what has passed apart', async () => {
    const talk = await startConversation({ issue: null });
    await print(talk.db, [
      { date: '2025-01-10', label: '施行日期' },
      { date: '2025-01-09', label: '截止日期' },
      { date: '2025-01-11' },
      { date: '2025-01-01', label: '施行日期' },
      { date: '2025-03-01', label: '选举日', confidence: 0.5 },
      { date: '2025-01-09', label: '截止日期' },
    ]);
    const citizen = talk.citizen();
    expect(datesIn(await citizen.says('/dates'))).toEqual([
      '截止日期：2025年1月9日（星期四），今天',
      '施行日期：2025年1月10日（星期五），明天',
      '召开日期：2025年1月11日（星期六），后天',
    ]);
    const { answers: past } = await citizen.presses('看已过的日期');
    expect(datesIn(past)).toEqual(['施行日期：2025年1月1日（星期三），已过 8 天']);
    expect(labelsOf(past[0])).toEqual(['全文 1', '看将到的日期', '我的提醒']);
    expect(datesIn((await citizen.presses('看将到的日期')).answers)).toHaveLength(3);
  });

  it('where none has passed says so, under those that are coming', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/dates');
    const past = await citizen.presses('看已过的日期');
    expect(past.notice).toContain('目前没有已过的日期。');
    expect(past.answers).toEqual([]);
    const english = talk.citizen({ id: 5002, language: 'en' });
    await english.says('/dates');
    const { notice } = await english.presses('Dates that have passed');
    expect(notice).toContain('No dates have passed yet.');
  });

  it('turns its pages in place', async () => {
    const talk = await startConversation({ issue: null });
    await print(
      talk.db,
      Array.from({ length: 19 }, (_, index) => ({ date: `2025-02-${10 + index}` })),
    );
    const citizen = talk.citizen();
    await citizen.says('/dates');
    expect(textsOf((await citizen.presses('下一页')).answers)).toContain('第 2 页，共 3 页');
  });

  it.each([
    ['zh-hans', '目前没有将到的日期'],
    ['en', 'There are no dates ahead'],
  ])('says so where there are none (%s)', async (language, answer) => {
    const talk = await startConversation({ issue: null });
    expect(textsOf(await talk.citizen({ language }).says('/dates'))).toContain(answer);
  });
});

describe('a reminder', () => {
  it('is set at all its times, which buttons take away and give back', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/dates');
    const { answers } = await citizen.presses('提醒我 1');
    expect(textsOf(answers)).toContain(
      ['七天前：1月17日 周五 09:00', '前一天：1月23日 周四 09:00', '当天：1月24日 周五 09:00'].join(
        '\n',
      ),
    );
    const { answers: fewer } = await citizen.presses('☑ 七天前：提醒');
    expect(textsOf(fewer)).not.toContain('1月17日');
    expect(labelsOf(fewer[0])).toEqual([
      '☐ 七天前：不提醒',
      '☑ 前一天：提醒',
      '☑ 当天：提醒',
      '都不提醒',
      '我的提醒',
    ]);
    const { answers: none } = await citizen.presses('都不提醒');
    expect(textsOf(none)).toContain('现在没有选任何时候');
    const { answers: again } = await citizen.presses('☐ 当天：不提醒');
    expect(textsOf(again)).toContain('当天：1月24日 周五 09:00');
  });

  it('comes at nine, seven days, one day and on the day itself, each once', async () => {
    const talk = await startConversation();
    talk.sender.start();
    const citizen = talk.citizen();
    await citizen.says('/dates');
    await citizen.presses('提醒我 1');
    const came: string[] = [];
    // 11 in the morning of the 9th; every six hours until the 26th.
    for (let hours = 0; hours < 17 * 24; hours += 6) {
      came.push(...(await remind(talk, citizen.id)).map((text) => `${hours}: ${text}`));
      talk.clock.advance(DAY_MS / 4);
    }
    expect(came.map((text) => text.split('\n')[0])).toEqual([
      `${8 * 24}: 提醒：选举日，还有 7 天`,
      `${14 * 24}: 提醒：选举日，明天`,
      `${15 * 24}: 提醒：选举日，今天`,
    ]);
    expect(await talk.db.selectFrom('reminders').select('id').execute()).toEqual([]);
  });

  it('carries its article, the calendar file and a way to stop', async () => {
    const talk = await startConversation();
    talk.sender.start();
    const citizen = talk.citizen();
    await citizen.says('/dates');
    await citizen.presses('提醒我 1');
    talk.clock.advance(14 * DAY_MS);
    const [text] = await remind(talk, citizen.id);
    expect(text).toMatch(/^提醒：选举日，明天\n选举日：2025年1月24日（星期五）\n《关于确定补选/u);
    const message = talk.telegram.botMessages(citizen.id).at(-1);
    expect(labelsOf(message)).toEqual(['看全文', '日历文件', '不再提醒']);
    expect((await citizen.presses('不再提醒')).notice).toBe('好的，不再提醒这个日期。');
    talk.clock.advance(DAY_MS);
    expect(await remind(talk, citizen.id)).toEqual([]);
  });

  it('that goes by another date since a correction is not said to be off at a button of the old one', async () => {
    const talk = await startConversation({ issue: null });
    await print(talk.db, [{ date: '2025-02-11' }]);
    const citizen = talk.citizen();
    await citizen.says('/dates');
    await citizen.presses('提醒我 1');
    await print(talk.db, [{ date: '2025-02-12' }], 'a correction');
    await queueReminders({ db: talk.db, now: talk.clock.now, timezone: 'Asia/Shanghai' });
    expect((await citizen.presses('都不提醒')).notice).toContain('已经没有这个日期');
    const dates = await talk.db.selectFrom('reminders').select('date').distinct().execute();
    expect(dates).toEqual([{ date: '2025-02-12' }]);
  });

  it('stands in the list of one’s own, from which it can be taken', async () => {
    const talk = await startConversation({ issue: null });
    await print(talk.db, [{ date: '2025-02-11' }, { date: '2025-02-20', label: '截止日期' }]);
    const citizen = talk.citizen();
    await citizen.says('/dates');
    expect((await citizen.presses('我的提醒')).notice).toContain('没有订提醒');
    await citizen.presses('提醒我 2');
    await citizen.says('/dates');
    await citizen.presses('提醒我 1');
    const { answers: list } = await citizen.presses('我的提醒');
    expect(datesIn(list)).toHaveLength(2);
    const { answers: fewer, notice } = await citizen.presses('不再提醒 1');
    expect(notice).toBe('好的，不再提醒这个日期。');
    expect(datesIn(fewer)).toEqual(['截止日期：2025年2月20日（星期四），还有 42 天']);
    expect(textsOf((await citizen.presses('不再提醒 1')).answers)).toContain('没有订提醒');
  });

  it('is not set for what has come already', async () => {
    const talk = await startConversation({ issue: null });
    await print(talk.db, [{ date: '2025-01-09' }]);
    const citizen = talk.citizen();
    await citizen.says('/dates');
    expect((await citizen.presses('提醒我 1')).notice).toContain('来不及提醒');
  });

  it('speaks English', async () => {
    const talk = await startConversation();
    talk.sender.start();
    const citizen = talk.citizen({ language: 'en' });
    const [coming] = await citizen.says('/dates');
    expect(textOf(coming)).toContain('Friday, 24 January 2025; in 15 days');
    const { answers } = await citizen.presses('Remind me 1');
    expect(textsOf(answers)).toContain('Seven days before: Friday 17 January 09:00');
    talk.clock.advance(14 * DAY_MS);
    expect((await remind(talk, citizen.id))[0]).toMatch(/^Reminder: .+, tomorrow\n/u);
  });

  it('in a group is set by its administrators only', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    await group.member.says('/dates');
    expect((await group.member.presses('提醒我 1')).notice).toContain('只有这里的管理员');
    const { answers } = await group.administrator.presses('提醒我 1');
    expect(textsOf(answers)).toContain('七天前');
  });

  const gone = '这篇文章里已经没有这个日期，发送 /dates 可以看现在的日期。';
  const late = '这个日期已到或已过，来不及提醒了。';
  const outdated = '这个按钮已经失效，请重新发送命令。';

  it.each([
    ['remind:1:选举日:2025-01-24', gone],
    ['remind-at:99:选举日:2025-01-24:7', gone],
    ['remind-at:5:选举日:2025-01-25:7', gone],
    ['remind-off:99:选举日:2025-01-24', gone],
    ['remind-off:5:选举日:2025-01-24', '好的，不再提醒这个日期。'],
    ['calendar:99:选举日:2025-01-24', gone],
    ['remind:5:生日:2025-01-24', outdated],
    ['remind:5:选举日:2025-02-31', outdated],
    ['remind-at:5:选举日:2025-01-24:3', late],
    ['reminders:0', outdated],
    ['dates:future:1', outdated],
  ])('a forged button (%s) changes nothing', async (data, notice) => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/dates');
    expect((await citizen.forges(data)).notice).toBe(notice);
    expect(await talk.db.selectFrom('reminders').select('id').execute()).toEqual([]);
  });
});

describe('a date as a calendar file', () => {
  it('comes as a file with a name, of a whole day', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/dates');
    const { answers } = await citizen.presses('日历文件 1');
    expect(answers[0]?.document).toMatchObject({
      file_name: '选举日-2025-01-24.ics',
      mime_type: 'text/calendar',
    });
    expect(answers[0]?.caption).toContain('选举日，2025年1月24日');
    const file = answers[0]?.document?.file_id ?? '';
    const { file_path } = await talk.bot.api.getFile(file);
    const { url, token } = talk.telegram;
    const text = await (await fetch(`${url}/file/bot${token}/${file_path}`)).text();
    expect(text).toContain('DTSTART;VALUE=DATE:20250124\r\n');
  });
});

function datesIn(messages: Parameters<typeof textsOf>[0]): string[] {
  return [...textsOf(messages).matchAll(/^\d+\. (.+)$/gmu)].map(([, line]) => line ?? '');
}

/** What the timetable does every minute, and what of it arrives in the chat. */
async function remind(
  { db, clock, sender, telegram }: Conversation,
  chatId: number,
): Promise<string[]> {
  const before = telegram.botMessages(chatId).length;
  const queued = await queueReminders({ db, now: clock.now, timezone: 'Asia/Shanghai' });
  sender.wake();
  const came = () => telegram.botMessages(chatId).slice(before).map(textOf);
  await vi.waitFor(() => expect(came()).toHaveLength(queued.reminders + queued.corrections), WAIT);
  return came();
}

async function print(db: Db, dates: readonly Partial<KeyDate>[], text = ''): Promise<void> {
  const keyDates = dates.map((date) => aKeyDate(date));
  const body = `第四次会议定于2025年2月召开。${text}`;
  await saveIssue(db, anIngest({ text, items: [aDecision({ body, keyDates })] }));
}
