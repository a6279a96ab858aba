import { describe, expect, it } from 'vitest';
import { type Interest, MOST_INTERESTS, type Query, WITH_DIGEST } from '../../src/domain/index.ts';
import {
  addInterest,
  findSubscription,
  listInterests,
  ownRhythmsOf,
  saveIssue,
  setQuiet,
} from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { anIngest, anItem } from '../support/samples.ts';

const CITIZEN = 5001;

async function followed({ db }: Conversation, chatId = CITIZEN): Promise<Query[]> {
  return (await listInterests(db, chatId)).map(({ query }) => query);
}

function anything(by: Query['by'], text: string): Query {
  return { by, text, kinds: null, publication: null };
}

/** 甲子村, 甲丑村, 甲寅村 … */
function villages(count: number): string[] {
  const names = [...'甲乙丙丁戊己庚辛壬癸'].flatMap((stem) =>
    [...'子丑寅卯辰巳'].map((branch) => `${stem}${branch}村`),
  );
  return names.slice(0, count);
}

/** Follows so many places without asking. */
async function followMany({ db, clock }: Conversation, count: number): Promise<void> {
  for (const village of villages(count)) {
    const query = anything('place', village);
    await addInterest(db, { chatId: CITIZEN, query, dueAt: null }, clock.now());
  }
}

describe('/follow', () => {
  it('shows what the words would have brought, and follows them only when that is confirmed', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const [question] = await citizen.says('/follow 水头镇');
    expect(textOf(question)).toBe(
      [
        '要关注“水头镇”（地名）吗？',
        '文中提到这个地方的内容，都会告诉您。',
        '',
        '一共 1 篇：',
        '· 着墨党建底色 绘就共富图景（2025年1月9日）',
      ].join('\n'),
    );
    expect(labelsOf(question)).toEqual([
      '确认关注',
      '改为词语',
      '改为姓名',
      '改为职务',
      '改为单位',
    ]);
    expect(await followed(talk)).toEqual([]);
    const { answers } = await citizen.presses('确认关注');
    expect(textsOf(answers)).toBe(
      [
        '已关注“水头镇”（地名）。',
        '文中提到这个地方的内容，都会告诉您。',
        '',
        '类别：不限',
        '发送：随摘要一起。下一份在1月10日 周五 08:00。',
      ].join('\n'),
    );
    expect(await followed(talk)).toEqual([anything('place', '水头镇')]);
    expect(await findSubscription(talk.db, CITIZEN)).toMatchObject({ kinds: [] });
  });

  it('says it in English', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    const [question] = await citizen.says('/follow 张峻榕');
    expect(textOf(question)).toContain('Follow “张峻榕” (a person)?');
    expect(textOf(question)).toContain('So far 1 article:');
    const { answers } = await citizen.presses('Yes, follow this');
    expect(textsOf(answers)).toContain('Now following “张峻榕” (a person).');
    expect(textsOf(answers)).toContain('The next one comes on Friday 10 January 08:00.');
    expect(await followed(talk)).toEqual([anything('person', '张峻榕')]);
  });

  it.each([
    ['张峻榕', '要关注“张峻榕”（姓名）吗？'],
    ['副县长', '要关注“副县长”（职务）吗？'],
    ['民政局', '要关注“民政局”（单位）吗？'],
    ['平阳县人民政府', '要关注“平阳县人民政府”（单位）吗？'],
    ['昆阳街道', '要关注“昆阳街道”（地名）吗？'],
    ['没有人', '要关注“没有人”（词语）吗？'],
    ['公积金   买房', '要关注“公积金 买房”（词语）吗？'],
    ['停水|停电 -通知', '要关注“停水|停电 -通知”（词语）吗？'],
  ])('takes «%s» for what it most likely is', async (words, question) => {
    const talk = await startConversation();
    const [asked] = await talk.citizen().says(`/follow ${words}`);
    expect(textOf(asked).split('\n')[0]).toBe(question);
  });

  it('takes it otherwise at a press, in place, with other matches', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/follow 平阳县');
    const { answers } = await citizen.presses('改为职务');
    expect(answers).toHaveLength(1);
    expect(textsOf(answers)).toContain(
      '要关注“平阳县”（职务）吗？\n有人任免这个职务时，都会告诉您。',
    );
    expect(labelsOf(answers[0])).toContain('改为地名');
    await citizen.presses('确认关注');
    expect(await followed(talk)).toEqual([anything('office', '平阳县')]);
  });

  it('shows the last three of many, and how many there are', async () => {
    const talk = await startConversation();
    for (const day of ['10', '11', '12', '13'])
      await saveIssue(
        talk.db,
        anIngest({
          text: day,
          date: `2025-01-${day}`,
          items: [anItem({ title: `鳌江大桥${day}` })],
        }),
      );
    const [question] = await talk.citizen().says('/follow 鳌江大桥');
    expect(textOf(question)).toContain(
      [
        '最近 3 篇（一共 4 篇）：',
        '· 鳌江大桥13（2025年1月13日）',
        '· 鳌江大桥12（2025年1月12日）',
        '· 鳌江大桥11（2025年1月11日）',
      ].join('\n'),
    );
  });

  it('says so when nothing was printed yet, and points to /subscribe for a kind', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/follow 南极洲'))).toContain('目前还没有这样的内容');
    expect(textsOf(await citizen.says('/follow 任免'))).toContain('请发送 /subscribe 任免');
  });

  it.each([
    ['!!!', '里面没有可以查找的词'],
    ['🎉', '里面没有可以查找的词'],
    ['-教师', '还要写上要找的词，例如：/follow 招聘 -教师'],
    ['镇', '请至少写两个字，例如：/follow 水头镇'],
    ['长'.repeat(300), '请只写几个字，例如：/follow 水头镇'],
  ])('says what to do about «%s», and offers nothing', async (words, advice) => {
    const talk = await startConversation();
    const [answer] = await talk.citizen().says(`/follow ${words}`);
    expect(textOf(answer)).toContain(advice);
    expect(labelsOf(answer)).toEqual([]);
  });

  it('alone tells how, and what is followed', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const how = textsOf(await citizen.says('/follow'));
    expect(how).toContain('/follow 停水|停电（有一个就行）');
    expect(how).toContain('目前还没有关注什么。');
    await citizen.says('/follow 水头镇');
    await citizen.presses('确认关注');
    const [page] = await citizen.says('/follow');
    expect(textOf(page)).toContain('关注了 1 项\n\n· “水头镇”（地名），随摘要一起');
    expect(labelsOf(page)).toEqual(['水头镇（地名）', '设置']);
  });

  it('shows what is followed already instead of asking again', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/follow 水头镇');
    await citizen.presses('确认关注');
    expect(textsOf(await citizen.says('/follow 水头镇'))).toContain('关注着“水头镇”（地名）。');
    expect(await followed(talk)).toHaveLength(1);
  });

  it('pressed twice follows once', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/follow 水头镇');
    const { message_id: id } = talk.telegram.botMessages(CITIZEN).at(-1) ?? { message_id: 0 };
    await citizen.presses('确认关注');
    await talk.telegram.press(CITIZEN, CITIZEN, id, 'follow-yes:place');
    expect(await followed(talk)).toHaveLength(1);
  });

  it('takes what looks like quotes and markup as it is', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/follow “水头”<b>镇</b>”');
    await citizen.presses('确认关注');
    const [query] = await followed(talk);
    const [answer] = await citizen.says('/follow');
    expect(textOf(answer)).toContain(`“${query?.text}”`);
  });

  it('ends at fifty, and says how to make room', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/start');
    await followMany(talk, MOST_INTERESTS);
    await citizen.says('/follow 水头镇');
    const { answers } = await citizen.presses('确认关注');
    expect(textsOf(answers)).toBe(
      '已经关注了 50 项，不能再多了。发送 /unfollow 取消几项，再来关注新的。',
    );
    expect(await followed(talk)).toHaveLength(50);
    const list = await citizen.presses('关注了什么');
    expect(textsOf(list.answers)).toContain('关注了 50 项\n第 1 页，共 7 页');
  });

  it('writes nothing of it to the log', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/follow 绝密事项');
    await citizen.presses('确认关注');
    expect(talk.log.join('\n')).not.toContain('绝密');
  });
});

describe('the page of what is followed', () => {
  async function follow(talk: Conversation) {
    const citizen = talk.citizen();
    await citizen.says('/follow 水头镇');
    await citizen.presses('确认关注');
    return citizen;
  }
  const only = async (talk: Conversation): Promise<Interest | undefined> =>
    (await listInterests(talk.db, CITIZEN))[0];

  it('gives it a rhythm of its own, an hour, and the digest’s again', async () => {
    const talk = await startConversation();
    const citizen = await follow(talk);
    const weekly = await citizen.presses('每周一次（周一）');
    expect(textsOf(weekly.answers)).toContain(
      '发送：每周一次（周一）。下一份在1月13日 周一 08:00。',
    );
    expect(weekly.notice).toBe('已保存');
    await citizen.presses('更改时间');
    const at19 = await citizen.presses('19:00');
    expect(textsOf(at19.answers)).toContain(
      '发送：每周一次（周一），19:00。下一份在1月13日 周一 19:00。',
    );
    expect(await only(talk)).toMatchObject({ frequency: 'weekly', hour: 19 });
    await citizen.presses('更改时间');
    await citizen.presses('和摘要同一时间');
    expect(await only(talk)).toMatchObject({ frequency: 'weekly', hour: null });
    const instant = await citizen.presses('随到随发');
    expect(textsOf(instant.answers)).toContain('发送：随到随发。报纸一到就发。');
    expect(labelsOf(instant.answers[0])).not.toContain('更改时间');
    const back = await citizen.presses('随摘要一起');
    expect(labelsOf(back.answers[0])).toContain('随摘要一起（当前）');
    expect(await only(talk)).toMatchObject({ frequency: null, hour: null });
  });

  it('gives it a zone and quiet hours of its own, says so, and goes back to the settings’', async () => {
    const talk = await startConversation();
    const citizen = await follow(talk);
    await setQuiet(talk.db, CITIZEN, { quiet: { from: 21, to: 8 }, dueAt: null });
    expect(labelsOf(talk.telegram.botMessages(CITIZEN).at(-1))).not.toContain('更改时区');
    await citizen.presses('每天一次');
    await citizen.presses('更改时间');
    await citizen.presses('8:00');
    const zones = await citizen.presses('更改时区');
    expect(labelsOf(zones.answers[0])).toContain('跟随总设置（当前）');
    const newYork = await citizen.presses('纽约');
    expect(newYork.notice).toBe('已保存');
    expect(textsOf(newYork.answers)).toContain('这一项按纽约时间 8:00 送出。');
    const quiet = await citizen.presses('更改免打扰');
    expect(textsOf(quiet.answers)).toContain(
      '现在：21:00 到第二天 8:00，按北京时间，和总设置一样。',
    );
    expect(textsOf(quiet.answers)).toContain('这里选的时间按纽约时间计算。');
    const chosen = await citizen.presses('22:00 到第二天 7:00');
    expect(textsOf(chosen.answers)).toContain(
      [
        '发送：每天一次，8:00。下一份在1月9日 周四 08:00。',
        '这一项按纽约时间 8:00 送出，从 22:00 到第二天 7:00 不打扰。',
      ].join('\n'),
    );
    const own = { timezone: 'America/New_York', quiet: { from: 22, to: 7 } };
    expect(await only(talk)).toMatchObject({ frequency: 'daily', hour: 8, ...own });
    const [{ dueAt } = {}] = await ownRhythmsOf(talk.db, CITIZEN);
    expect(dueAt).toEqual(new Date('2025-01-09T13:00:00Z'));
    expect(textsOf(await citizen.says('/follow'))).toContain('，每天一次，8:00（纽约时间）');
    await citizen.presses('水头镇（地名）');
    await citizen.presses('更改免打扰');
    const none = await citizen.presses('不设免打扰');
    expect(textsOf(none.answers)).toContain('这一项按纽约时间 8:00 送出，不设免打扰。');
    for (const change of ['更改免打扰', '更改时区']) {
      await citizen.presses(change);
      const back = await citizen.presses('跟随总设置');
      expect(textsOf(back.answers)).not.toContain('不设免打扰');
    }
    expect(await only(talk)).toMatchObject({ hour: 8, timezone: null, quiet: null });
  });

  it('asks for quiet hours of its own hour by hour, and drops them with its rhythm', async () => {
    const talk = await startConversation();
    const citizen = await follow(talk);
    await citizen.presses('随到随发');
    await citizen.presses('更改免打扰');
    await citizen.presses('自己选时间');
    await citizen.presses('13:00');
    const { answers } = await citizen.presses('15:00');
    expect(textsOf(answers)).toContain('报纸一到就发。\n这一项从 13:00 到 15:00 不打扰。');
    expect(await only(talk)).toMatchObject({ quiet: { from: 13, to: 15 } });
    const id = (await only(talk))?.id ?? 0;
    await citizen.presses('随摘要一起');
    for (const data of [`interest-zone:${id}:Europe/Rome`, `interest-quiet:${id}:off`])
      await citizen.forges(data);
    expect(await only(talk)).toMatchObject(WITH_DIGEST);
  });

  it('says in English by whose clock it comes', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/follow 水头镇');
    for (const label of ['Yes, follow this', 'Once a day', 'Change the time', '8:00'])
      await citizen.presses(label);
    for (const label of ['Change the time zone', 'New York', 'Change quiet hours'])
      await citizen.presses(label);
    const { answers } = await citizen.presses('From 22:00 to 7:00 the next day');
    expect(textsOf(answers)).toContain(
      'This one comes at 8:00 New York time and leaves you in peace from 22:00 to 7:00 the next day.',
    );
  });

  it('restricts it to kinds, of which one stays', async () => {
    const talk = await startConversation();
    const citizen = await follow(talk);
    await citizen.presses('限定类别');
    await citizen.presses('☑ 新闻：要看');
    await citizen.presses('☑ 通知：要看');
    const left = await citizen.presses('☑ 任免：要看');
    expect(labelsOf(left.answers[0])).toContain('☐ 任免：不看');
    const last = await citizen.presses('☑ 决定：要看');
    expect(last.notice).toBe('至少要留一类。不想再看时，请返回后点“不再关注”。');
    expect((await only(talk))?.query.kinds).toEqual(['decision']);
    expect(textsOf((await citizen.presses('返回')).answers)).toContain('类别：决定');
    await citizen.presses('限定类别');
    for (const kind of ['任免', '通知', '新闻']) await citizen.presses(`☐ ${kind}：不看`);
    expect((await only(talk))?.query.kinds).toBeNull();
  });

  it('restricts it to a newspaper where there are several', async () => {
    const talk = await startConversation();
    const citizen = await follow(talk);
    expect(labelsOf(talk.telegram.botMessages(CITIZEN).at(-1))).not.toContain('限定报纸');
    await saveIssue(talk.db, anIngest({ text: 'another', publication: '鳌江报' }));
    await citizen.says('/follow');
    const page = await citizen.presses('水头镇（地名）');
    expect(textsOf(page.answers)).toContain('报纸：不限');
    await citizen.presses('限定报纸');
    const chosen = await citizen.presses('《鳌江报》');
    expect(textsOf(chosen.answers)).toContain('报纸：《鳌江报》');
    expect((await only(talk))?.query.publication).toBe('鳌江报');
    expect(textsOf(await citizen.says('/follow'))).toContain('只看《鳌江报》');
    await citizen.presses('水头镇（地名）');
    await citizen.presses('限定报纸');
    await citizen.presses('不限报纸');
    expect((await only(talk))?.query.publication).toBeNull();
  });

  it('is reached from /settings, which a follower has without any kind', async () => {
    const talk = await startConversation();
    const citizen = await follow(talk);
    await citizen.says('/settings');
    const { answers } = await citizen.presses('关注');
    expect(textsOf(answers)).toContain('· “水头镇”（地名），随摘要一起');
    await citizen.presses('水头镇（地名）');
    const ended = await citizen.presses('不再关注');
    expect(textsOf(ended.answers)).toBe('已不再关注“水头镇”（地名）。现在没有关注什么。');
  });

  it('has eight on a page, and turns in place', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/start');
    await followMany(talk, 17);
    await citizen.says('/follow');
    const second = await citizen.presses('下一页');
    expect(second.answers).toHaveLength(1);
    expect(textsOf(second.answers)).toContain('关注了 17 项\n第 2 页，共 3 页');
    expect(labelsOf(second.answers[0]).slice(0, 8)).toEqual(
      villages(16)
        .slice(8)
        .map((village) => `${village}（地名）`),
    );
    await citizen.presses('下一页');
    expect(textsOf((await citizen.presses('上一页')).answers)).toContain('第 2 页');
  });

  it('of somebody else’s, or of what has ended, is refused in words', async () => {
    const talk = await startConversation();
    await follow(talk);
    const id = (await only(talk))?.id ?? 0;
    const other = talk.citizen({ id: 5002 });
    await other.says('/help');
    for (const data of [
      `interest:${id}`,
      `interest-often:${id}:instant`,
      `interest-hours:${id}`,
      `interest-hour:${id}:7`,
      `interest-zones:${id}`,
      `interest-zone:${id}:Europe/Rome`,
      `interest-quiet:${id}:off`,
      `interest-quiet-hours:${id}:22:7`,
      `interest-kinds:${id}`,
      `interest-kind:${id}:news:off`,
      `interest-papers:${id}`,
      `interest-paper:${id}:any`,
      `unfollow:${id}`,
      'unfollow:999999',
    ])
      expect((await other.forges(data)).notice, data).toContain('已经不在关注之列');
    expect(await only(talk)).toMatchObject({ frequency: null, query: { kinds: null } });
  });
});

describe('/unfollow', () => {
  it('says in one message that what is followed has none of these words, however many they are', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/start');
    await followMany(talk, 3);
    const [answer, ...others] = await citizen.says(`/unfollow ${'水'.repeat(4080)}`);
    expect(others).toEqual([]);
    expect(textOf(answer)).toMatch(/^没有关注“水+”。/u);
    expect(labelsOf(answer)).toContain('不再关注甲子村（地名）');
  });

  async function followTwo(talk: Conversation) {
    const citizen = talk.citizen();
    for (const words of ['水头镇', '张峻榕']) {
      await citizen.says(`/follow ${words}`);
      await citizen.presses('确认关注');
    }
    return citizen;
  }

  it('lists what is followed, and ends it with one press', async () => {
    const talk = await startConversation();
    const citizen = await followTwo(talk);
    const [list] = await citizen.says('/unfollow');
    expect(labelsOf(list)).toEqual(['不再关注水头镇（地名）', '不再关注张峻榕（姓名）', '设置']);
    const { answers } = await citizen.presses('不再关注水头镇（地名）');
    expect(textsOf(answers)).toBe('已不再关注“水头镇”（地名）。还关注着 1 项。');
    expect(await followed(talk)).toEqual([anything('person', '张峻榕')]);
  });

  it('with words ends that at once', async () => {
    const talk = await startConversation();
    const citizen = await followTwo(talk);
    expect(textsOf(await citizen.says('/unfollow 张峻榕'))).toContain(
      '已不再关注“张峻榕”（姓名）。',
    );
    expect(await followed(talk)).toEqual([anything('place', '水头镇')]);
  });

  it('with words that several have lists these', async () => {
    const talk = await startConversation();
    const citizen = await followTwo(talk);
    await citizen.says('/follow 水头镇 公积金');
    await citizen.presses('确认关注');
    const [list] = await citizen.says('/unfollow 头镇');
    expect(labelsOf(list)).toEqual([
      '不再关注水头镇（地名）',
      '不再关注水头镇 公积金（词语）',
      '设置',
    ]);
  });

  it('with words nobody follows says so, and what is', async () => {
    const talk = await startConversation();
    const citizen = await followTwo(talk);
    const [answer] = await citizen.says('/unfollow 南极洲');
    expect(textOf(answer)).toContain('没有关注“南极洲”。\n\n关注了 2 项');
    expect(await followed(talk)).toHaveLength(2);
  });

  it('of nothing tells how to follow', async () => {
    const talk = await startConversation();
    const answer = textsOf(await talk.citizen({ language: 'en' }).says('/unfollow'));
    expect(answer).toContain('Nothing is followed yet.');
    expect(answer).toContain('/follow 水头镇');
  });

  it('is undone with all that was chosen', async () => {
    const talk = await startConversation();
    await saveIssue(talk.db, anIngest({ text: 'another', publication: '鳌江报' }));
    const citizen = await followTwo(talk);
    await citizen.presses('每天一次');
    await citizen.presses('更改时间');
    await citizen.presses('7:00');
    await citizen.presses('更改时区');
    await citizen.presses('悉尼');
    await citizen.presses('更改免打扰');
    await citizen.presses('不设免打扰');
    await citizen.presses('限定报纸');
    await citizen.presses('《鳌江报》');
    await citizen.presses('限定类别');
    await citizen.presses('☑ 新闻：要看');
    const [, before] = await listInterests(talk.db, CITIZEN);
    await citizen.says('/unfollow 张峻榕');
    const { answers } = await citizen.presses('撤销，继续关注');
    expect(textsOf(answers)).toBe('仍在关注“张峻榕”（姓名）。');
    const [, after] = await listInterests(talk.db, CITIZEN);
    expect({ ...after, id: 0 }).toEqual({ ...before, id: 0 });
    expect(after).toMatchObject({
      frequency: 'daily',
      hour: 7,
      timezone: 'Australia/Sydney',
      quiet: 'none',
      query: { publication: '鳌江报', kinds: ['decision', 'appointment', 'notice'] },
    });
  });
});

describe('in a group', () => {
  it('only administrators follow and unfollow', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    const refusal = '只有这里的管理员可以更改。';
    for (const words of ['/follow', '/follow 水头镇', '/unfollow'])
      expect(textsOf(await group.member.says(words))).toBe(refusal);
    await group.administrator.says('/follow 水头镇');
    for (const label of ['确认关注', '改为词语'])
      expect((await group.member.presses(label)).notice).toBe(refusal);
    expect(await followed(talk, group.id)).toEqual([]);
    await group.administrator.presses('确认关注');
    for (const label of ['随到随发', '限定类别', '不再关注', '关注了什么'])
      expect((await group.member.presses(label)).notice).toBe(refusal);
    expect(await followed(talk, group.id)).toEqual([anything('place', '水头镇')]);
  });

  it('what it follows is the group’s, and not the administrator’s', async () => {
    const talk = await startConversation();
    const channel = await talk.group({ kind: 'channel', id: -1000000400 });
    await channel.administrator.says('/follow 水头镇');
    await channel.administrator.presses('确认关注');
    expect(await followed(talk, channel.id)).toHaveLength(1);
    expect(await followed(talk, 2001)).toEqual([]);
  });
});

describe('a button about following that the bot did not make', () => {
  it.each([
    'follow-yes:weather',
    'follow-yes:place:1',
    'follow-yes:place',
    'follow-as:person',
    'follow-this:word',
    'follow-how:1',
    'follow-item:1',
    'follow-item:1:xyz',
    'follow-item:-1:0123abcd',
    'follows:burn:1',
    'follows:show:0',
    'interest:x',
    'interest-often:1:hourly',
    'interest-hour:1:24',
    'interest-hour:1:07',
    'interest-zone:1:Europe/Nowhere',
    'interest-quiet:1:loud',
    'interest-quiet-from:1:24',
    'interest-quiet-hours:1:7:7',
    'interest-kind:1:weather:on',
    'interest-paper:1:《》',
    'refollow:place:16:any:with:----:0:0:-',
    'refollow:place:0:any:with:----:0:0:-',
    'refollow:place:0:any:with:o---:0:0:-',
    'refollow:place:0:any:with:--0-:0:0:-',
    'refollow:place:0:any:with:----:0:0:12345678',
    'refollow:place:0:01234567:with:----:0:0:-',
    'unfollow:all',
    'why',
    'why-page:1',
    'why-page:0',
    'why-item:x',
  ])('«%s» is answered politely and does nothing', async (data) => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/help');
    const { notice, answers } = await citizen.forges(data);
    expect(notice).toBe('这个按钮已经失效，请重新发送命令。');
    expect(answers).toEqual([]);
    expect(await followed(talk)).toEqual([]);
  });
});
