import { describe, expect, it } from 'vitest';
import { listInterests, saveIssue } from '../../src/store/index.ts';
import {
  buttonsOf,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { aDecision, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const CITIZEN = 5001;

describe('under a full text', () => {
  it('stand the people, offices and bodies of its acts, to be followed', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/appointments 张峻榕');
    const { answers } = await citizen.presses('全文 1');
    expect(labelsOf(answers.at(-1))).toEqual(
      expect.arrayContaining([
        '关注张峻榕',
        '关注副县长（平阳县人民政府）',
        '关注平阳县人民代表大会常务委员会',
        '关注陈国翰',
      ]),
    );
    const asked = await citizen.presses('关注副县长（平阳县人民政府）');
    expect(textsOf(asked.answers)).toContain('要关注“平阳县人民政府 副县长”（职务）吗？');
    expect(textsOf(asked.answers)).toContain('一共 1 篇：');
    expect(await listInterests(talk.db, CITIZEN)).toEqual([]);
    await citizen.presses('确认关注');
    expect((await listInterests(talk.db, CITIZEN)).map(({ query }) => query)).toEqual([
      { by: 'office', text: '平阳县人民政府 副县长', kinds: null, publication: null },
    ]);
  });

  it('stands nothing that is followed already, and why it came only for who is subscribed', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/appointments 张峻榕');
    const before = await citizen.presses('Full text 1');
    expect(labelsOf(before.answers.at(-1))).not.toContain('Why did I get this');
    await citizen.presses('Follow 张峻榕');
    await citizen.presses('Yes, follow this');
    const after = await citizen.presses('Full text 1');
    expect(labelsOf(after.answers.at(-1))).not.toContain('Follow 张峻榕');
    const why = await citizen.presses('Why did I get this');
    expect(textsOf(why.answers)).toContain(
      'Following “张峻榕” (a person); the article has 张峻榕.',
    );
  });

  it('stands the town of a report, in classic and in rich messages', async () => {
    for (const style of ['classic', 'rich'] as const) {
      const talk = await startConversation({ style });
      await saveIssue(talk.db, anIngest({ text: 'more', items: [anItem()] }));
      const citizen = talk.citizen();
      await citizen.says('/search 共富工坊建设推进会');
      const { answers } = await citizen.presses('全文 1');
      expect(labelsOf(answers.at(-1))).toContain('关注水头镇');
    }
  });

  it('a button still does what it says when the article was corrected, or says that it cannot', async () => {
    const talk = await startConversation();
    const act = anAct({ person: '周泳' });
    const save = (text: string, person: string, body: string) =>
      saveIssue(
        talk.db,
        anIngest({
          text,
          date: '2025-01-10',
          items: [anAppointment({ body, acts: [{ ...act, person }], title: '更正的任免名单' })],
        }),
      );
    await save('first', '周泳', '任命周泳为平阳县民政局局长。');
    const citizen = talk.citizen();
    await citizen.says('/search 更正的任免名单');
    await citizen.presses('全文 1');
    await save('second', '周咏', '任命周咏为平阳县民政局局长。');
    const changed = await citizen.presses('关注周泳');
    expect(changed.notice).toBe('这一篇后来有更正，这个按钮对不上了。请重新打开全文。');
    expect(changed.answers).toEqual([]);
    const same = await citizen.presses('关注局长（平阳县民政局）');
    expect(textsOf(same.answers)).toContain('要关注“平阳县民政局 局长”（职务）吗？');
  });

  it('of an article that is not there says so', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/help');
    expect((await citizen.forges('follow-item:999999:01234567')).notice).toContain(
      '没有找到这一篇',
    );
    expect((await citizen.forges('why-item:999999')).notice).toBe('这一篇已经不在了。');
  });

  it('only administrators of a group may follow what it offers', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    await group.member.says('/appointments 张峻榕');
    await group.member.presses('全文 1');
    expect((await group.member.presses('关注张峻榕')).notice).toContain('管理员');
    const asked = await group.administrator.presses('关注张峻榕');
    expect(textsOf(asked.answers)).toContain('要关注“张峻榕”（姓名）吗？');
  });

  it('every button fits into Telegram’s 64 bytes', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/appointments');
    await citizen.presses('全文 1');
    for (const button of buttonsOf(talk.telegram.botMessages(CITIZEN).at(-1)))
      if ('callback_data' in button)
        expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
  });
});

describe('what was looked for', () => {
  it('can be followed from its results, as words', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const [found] = await citizen.says('/search 选举日 补选');
    expect(labelsOf(found)).toContain('关注这个查找');
    const { answers } = await citizen.presses('关注这个查找');
    expect(textOf(answers[0])).toContain('要关注“选举日 补选”（词语）吗？');
    expect(textOf(answers[0])).toContain('用空格隔开的要在同一篇里都有');
    await citizen.presses('确认关注');
    expect((await listInterests(talk.db, CITIZEN)).map(({ query }) => query.text)).toEqual([
      '选举日 补选',
    ]);
  });

  it('is followed of the kind on the screen, whatever it is taken as', async () => {
    const talk = await startConversation();
    const items = [
      aDecision({ title: '县人大常委会补选决定' }),
      anItem({ title: '县人大常委会补选新闻' }),
    ];
    await saveIssue(talk.db, anIngest({ text: '补选', date: '2025-01-10', items }));
    const citizen = talk.citizen();
    await citizen.says('/search 县人大常委会补选 2025年');
    await citizen.presses('只看决定');
    const asked = await citizen.presses('关注这个查找');
    expect(textsOf(asked.answers)).toBe(
      [
        '要关注“县人大常委会补选”（词语）吗？',
        '文中有这个词的内容，都会告诉您。',
        '类别：决定',
        '',
        '一共 1 篇：',
        '· 县人大常委会补选决定（2025年1月10日）',
      ].join('\n'),
    );
    const taken = await citizen.presses('改为单位');
    expect(textsOf(taken.answers)).toContain('类别：决定\n\n一共 1 篇：');
    const followed = await citizen.presses('确认关注');
    expect(textsOf(followed.answers)).toContain('类别：决定\n');
    expect((await listInterests(talk.db, CITIZEN)).map(({ query }) => query)).toEqual([
      { by: 'body', text: '县人大常委会补选', kinds: ['decision'], publication: null },
    ]);
  });

  it('is followed of every kind where none was chosen, or all were again', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/search 补选');
    await citizen.presses('Only decisions');
    const one = await citizen.presses('Follow this search');
    expect(textsOf(one.answers)).toContain('\nKinds: decisions\n');
    await citizen.presses('All kinds');
    const every = await citizen.presses('Follow this search');
    expect(textsOf(every.answers)).not.toContain('Kinds:');
    await citizen.presses('Yes, follow this');
    const [interest] = await listInterests(talk.db, CITIZEN);
    expect(interest?.query.kinds).toBeNull();
  });

  it('cannot be followed if it is one letter, and the press says why', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/search 县');
    const { notice, answers } = await citizen.presses('关注这个查找');
    expect(notice).toContain('一个字几乎每篇都有');
    expect(answers).toEqual([]);
  });

  it('is followed by a button that was sent before it told kinds', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/search 补选');
    const { answers } = await citizen.forges('follow-this:word');
    expect(textsOf(answers)).toContain('要关注“补选”（词语）吗？');
    await citizen.forges('follow-yes:word');
    expect(await listInterests(talk.db, CITIZEN)).toMatchObject([{ query: { kinds: null } }]);
  });
});

describe('the first screen', () => {
  it('says what this is, shows a real article, and has two buttons', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const [welcome, ...more] = await citizen.says('/start');
    expect(more).toEqual([]);
    expect(textOf(welcome)).toContain('这里是公报');
    expect(textOf(welcome)).toContain(
      '关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定',
    );
    expect(labelsOf(welcome)).toEqual(['订阅每日摘要', '关注人、地方或词']);
    const how = await citizen.presses('关注人、地方或词');
    expect(textsOf(how.answers)).toContain('/follow 水头镇');
    await citizen.presses('订阅每日摘要');
    expect(labelsOf((await citizen.says('/start'))[0])).toEqual(['设置', '关注人、地方或词']);
  });

  it('still offers the digest to who only follows something', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/follow 水头镇');
    await citizen.presses('Yes, follow this');
    const [welcome] = await citizen.says('/start');
    expect(labelsOf(welcome)).toEqual([
      'Subscribe to the daily digest',
      'Follow a person, place or word',
    ]);
    const { answers } = await citizen.presses('Subscribe to the daily digest');
    expect(textsOf(answers)).toContain('decisions, appointments, notices and news');
  });

  it('leaves everything else to /help', async () => {
    const talk = await startConversation();
    const help = textsOf(await talk.citizen().says('/help'));
    for (const command of ['/latest', '/follow', '/unfollow', '/search', '/settings', '/forget'])
      expect(help).toContain(command);
  });
});
