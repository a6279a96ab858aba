import { describe, expect, it } from 'vitest';
import { saveIssue } from '../../src/store/index.ts';
import { labelsOf, startConversation, textOf, textsOf } from '../support/conversation.ts';
import { aDecision, anAct, anAppointment, anIngest } from '../support/samples.ts';

describe('a citizen who reads', () => {
  it('is welcomed with what this is, one real item and two buttons', async () => {
    const talk = await startConversation();
    const [welcome] = await talk.citizen().says('/start');
    expect(textOf(welcome)).toContain('今日平阳');
    expect(textOf(welcome)).toContain(
      '关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定',
    );
    expect(labelsOf(welcome)).toEqual(['订阅每日摘要', '关注人、地方或词']);
  });

  it('is welcomed in English unless Telegram speaks Chinese', async () => {
    const talk = await startConversation();
    const [welcome] = await talk.citizen({ language: 'it' }).says('/start');
    expect(textOf(welcome)).toContain('Hello, this is Gongbao');
    expect(textOf(welcome)).toContain(
      '关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定',
    );
    expect(labelsOf(welcome)).toEqual([
      'Subscribe to the daily digest',
      'Follow a person, place or word',
    ]);
  });

  it('gets the newest issue by command', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const latest = await citizen.says('/latest');
    expect(textsOf(latest)).toContain('张峻榕');
    expect(labelsOf(latest.at(-1))).toContain('全文 6');
  });

  it('gets an issue as one rich message where that is the style', async () => {
    const talk = await startConversation({ style: 'rich' });
    const latest = await talk.citizen().says('/latest');
    expect(latest.length).toBeGreaterThan(0);
    expect(talk.telegram.counts().byMethod).toMatchObject({ sendRichMessage: latest.length });
  });

  it('gets the same in classic messages from a server without rich ones', async () => {
    const talk = await startConversation({
      style: 'rich',
      telegram: { missingMethods: ['sendRichMessage'] },
      refusals: ['404'],
    });
    expect(textsOf(await talk.citizen().says('/latest'))).toContain('张峻榕');
  });

  it('sees a printed day as printed, and can ask when that is on their own clock', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const latest = await citizen.says('/latest');
    const moments = latest.flatMap(({ text = '', entities = [] }) =>
      entities
        .filter((entity) => entity.type === 'date_time')
        .map((entity) => ({
          ...entity,
          words: text.slice(entity.offset, entity.offset + entity.length),
        })),
    );
    expect(moments).toContainEqual(
      expect.objectContaining({
        words: '2025年1月24日（星期五）',
        date_time_format: '',
        unix_time: Date.parse('2025-01-24T10:30:00Z') / 1000,
      }),
    );
  });

  it('sees when the next digest comes on their own clock', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const [settings] = await citizen.says('/settings');
    const [moment] = settings?.entities?.filter(({ type }) => type === 'date_time') ?? [];
    expect(moment).toMatchObject({
      unix_time: Date.parse('2025-01-10T00:00:00Z') / 1000,
      date_time_format: 'wDt',
    });
  });

  it('gets the same words from a server that knows no date entities', async () => {
    const older = await startConversation({
      telegram: { unknownEntities: ['date_time'] },
      refusals: ['400'],
    });
    const newer = await startConversation();
    const texts = await Promise.all(
      [older, newer].map(async (talk) => textsOf(await talk.citizen().says('/latest'))),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it('gets the full text of what a button names', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/appointments 张峻榕');
    const { answers } = await citizen.presses('全文 1');
    expect(textsOf(answers)).toContain('陈国翰的平阳县人民政府副县长职务');
    expect(textsOf(answers)).toContain('来源：今日平阳');
  });

  it('gets the item of a link', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/start item_2'))).toContain(
      '县政协召开十六届四十三次主席会议',
    );
    expect(textsOf(await citizen.says('/start item_999'))).toContain('没有找到这一篇');
  });

  it('hears what to do when nothing has come in yet', async () => {
    const talk = await startConversation({ issue: null });
    const citizen = talk.citizen();
    const [welcome] = await citizen.says('/start');
    expect(labelsOf(welcome)).toEqual(['订阅每日摘要', '关注人、地方或词']);
    for (const command of ['/latest', '/issue 今天'])
      expect(textsOf(await citizen.says(command))).toContain('还没有收到报纸');
    expect(textsOf(await citizen.says('/decisions'))).toBe('目前没有决定。');
    expect(textsOf(await citizen.says('/news'))).toBe('目前没有新闻。');
    expect(textsOf(await citizen.says('/appointments'))).toBe('目前没有任免。');
  });

  it('finds a day however it is written, and the nearest ones of a day without an issue', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const issue = textsOf(await citizen.says('/issue 2025-01-09'));
    for (const day of ['2025/1/9', '20250109', '2025年1月9日', '1月9日', '今天', 'today'])
      expect(textsOf(await citizen.says(`/issue ${day}`))).toBe(issue);
    const [none] = await citizen.says('/issue 昨天');
    expect(textOf(none)).toBe('没有2025年1月8日的报纸。最近的是：');
    expect(labelsOf(none)).toEqual(['2025年1月9日']);
    expect(textsOf((await citizen.presses('2025年1月9日')).answers)).toBe(issue);
    expect(textsOf(await citizen.says('/issue 某天'))).toContain('/issue 2025-01-09');
  });

  it.each([
    ['zh-hans', '/news 2024', '2024年1月1日至2024年12月31日没有新闻。只发 /news 可以看全部'],
    [
      'en',
      '/decisions 2024',
      'No decisions for that time (1 January 2024 to 31 December 2024). Just /decisions',
    ],
    [
      'zh-hans',
      '/appointments 副县长 2026',
      '2026年1月1日以来没有找到“副县长”的任免。可以不写日期',
    ],
    [
      'en',
      '/appointments 副县长 2026',
      'No appointments match “副县长” in that time (since 1 January 2026)',
    ],
    ['zh-hans', '/search', '还可以写上年月日，例如：/search 选举日 2025年1月'],
    ['zh-hans', '/search', '请在命令后面写上要找的词，例如：/search 选举日'],
    ['en', '/search', 'Please add what to look for, for example: /search 选举日'],
    ['zh-hans', '/search 没有的词', '没有找到“没有的词”'],
    ['en', '/search 没有的词', 'Nothing was found for “没有的词”'],
    ['zh-hans', '/appointments 没有这人', '没有找到“没有这人”的任免'],
    ['en', '/appointments 没有这人', 'No appointments match “没有这人”'],
    ['en', '/issue someday', 'Please add a date, for example: /issue 2025-01-09.'],
    ['en', '/issue 2025-01-10', 'There is no issue of 10 January 2025. The nearest ones:'],
    ['en', '/decisions', 'Decisions'],
    ['en', '/news', 'News'],
    ['en', '/appointments', 'Appointments'],
    ['en', '/help', '/subscribe - subscribe to the digest'],
    ['zh-hans', '/help', '/subscribe　订阅摘要'],
    ['en', '/privacy', 'No names, user names or phone numbers'],
    ['zh-hans', '/privacy', '不保存姓名、用户名和电话'],
  ])('who speaks %s and says «%s» hears «%s»', async (language, words, answer) => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen({ language }).says(words))).toContain(answer);
  });

  it.each([
    ['zh-hans', '你好！', '您好。想看最新一期，发送 /latest'],
    ['zh-hant', '謝謝您', '不客氣。'],
    ['en', 'Thank you!', 'You are welcome.'],
    ['en', 'hello', 'Hello. Send /latest'],
    ['zh-hans', '👍', '这个我还不会。'],
    ['zh-hans', '感谢信', '要在公报里查找“感谢信”吗？'],
  ])('who speaks %s and just says «%s» hears «%s»', async (language, words, answer) => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen({ language }).says(words))).toContain(answer);
  });

  it('is offered a search for what was just written, and nothing else happens', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const [offer] = await citizen.says('选举日');
    expect(textOf(offer)).toBe('要在公报里查找“选举日”吗？');
    const { answers } = await citizen.presses('查找');
    expect(textsOf(answers)).toContain('“选举日”的查找结果');
  });
});

describe('a long list', () => {
  it('turns its pages in place, each entry once', async () => {
    const talk = await archiveOfManyPages();
    const citizen = talk.citizen();
    for (const command of ['/decisions', '/search 决定', '/appointments', '/appointments 局长']) {
      const [first] = await citizen.says(command);
      const { answers: second } = await citizen.presses('下一页');
      expect(second.map(({ message_id: id }) => id)).toEqual([first?.message_id]);
      expect(labelsOf(second[0])).toEqual(expect.arrayContaining(['上一页', '下一页']));
      const { answers: third } = await citizen.presses('下一页');
      expect(numbersIn([first, second[0], third[0]].map(textOf))).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
      const { answers: back } = await citizen.presses('上一页');
      expect(textOf(back[0])).toBe(textOf(second[0]));
    }
  });

  it('shows its last page when its end has moved', async () => {
    const talk = await archiveOfManyPages();
    const citizen = talk.citizen();
    await citizen.says('/decisions');
    const { answers } = await citizen.forges('list:decision:99');
    expect(textOf(answers[0])).toContain('第 3 页，共 3 页');
  });

  it('is not edited when nothing changes', async () => {
    const talk = await archiveOfManyPages();
    const citizen = talk.citizen();
    await citizen.says('/decisions');
    expect((await citizen.forges('list:decision:1')).answers).toEqual([]);
    expect(talk.telegram.counts().byMethod).not.toHaveProperty('editMessageText');
  });
});

function numbersIn(texts: readonly string[]): number[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/^(\d+)\. /gmu)].map(([, number]) => Number(number)),
  );
}

async function archiveOfManyPages() {
  const talk = await startConversation({ issue: null });
  const items = Array.from({ length: 10 }, (_, index) => [
    aDecision({ title: `关于第${index}件事的决定`, number: `第${index}号` }),
    anAppointment({
      title: `第${index}号任免名单`,
      acts: [anAct({ person: `王芳${index}` }), anAct({ person: `李明${index}` })],
    }),
    aDecision({ title: `关于另外第${index}件事的决定`, number: `第${index + 50}号` }),
  ]).flat();
  await saveIssue(talk.db, anIngest({ items }));
  return talk;
}
