import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/domain/index.ts';
import { type Db, saveIssue } from '../../src/store/index.ts';
import { labelsOf, startConversation, textOf, textsOf } from '../support/conversation.ts';
import { anAct, anAppointment, anIngest } from '../support/samples.ts';

describe('/who', () => {
  it('names who holds an office by the sample issue, with since when and by which article', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const [now] = await citizen.says('/who 副县长');
    expect(textOf(now)).toBe(
      [
        '根据已收录的任免公告，“副县长”现任',
        '公告收录自2025年1月9日起；没有登出的变动不在其中。',
        '',
        '1. 张峻榕 平阳县人民政府副县长',
        '2025年1月9日任命，未见免去的公告',
        '《平阳县第十七届人民代表大会常务委员会公告》 · 2025年1月9日',
      ].join('\n'),
    );
    expect(labelsOf(now)).toEqual(['全文 1', '看已离任的']);
    const { answers: article } = await citizen.presses('全文 1');
    expect(textsOf(article)).toContain('张峻榕');
    const { answers: past } = await citizen.presses('看已离任的');
    expect(past.map(({ message_id: id }) => id)).toEqual([now?.message_id]);
    expect(textsOf(past)).toContain(
      '1. 陈国翰 平阳县人民政府副县长\n任职早于收录，2025年1月9日免去',
    );
    const { answers: back } = await citizen.presses('看现任的');
    expect(textOf(back[0])).toBe(textOf(now));
  });

  it('speaks English', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    expect(textsOf(await citizen.says('/who 平阳县人民政府副县长'))).toContain(
      '张峻榕 副县长, 平阳县人民政府\nappointed, 9 January 2025; no removal was printed',
    );
    const { answers } = await citizen.presses('Who has left');
    expect(textsOf(answers)).toContain('came into office before this archive begins; removed,');
  });

  it('turns its pages in place and keeps what was asked for', async () => {
    const talk = await startConversation({ issue: null });
    await announce(
      talk.db,
      Array.from({ length: 20 }, (_, index) => ({ person: `王芳${index}` })),
    );
    const citizen = talk.citizen();
    const [first] = await citizen.says('/who 民政局 局长');
    const { answers: second } = await citizen.presses('下一页');
    const { answers: third } = await citizen.presses('下一页');
    const people = [first, second[0], third[0]].flatMap((page) => [
      ...textOf(page).matchAll(/王芳\d+/gu),
    ]);
    expect(new Set(people.map(String)).size).toBe(20);
    expect(textOf(third[0])).toContain('“民政局 局长”现任');
  });

  it('says so where everybody known has left', async () => {
    const talk = await startConversation({ issue: null });
    await announce(talk.db, [{ action: 'remove' }]);
    const text = textsOf(await talk.citizen().says('/who 民政局'));
    expect(text).toContain('没有见到现任的公告');
    expect(text).toContain('任职早于收录，2025年1月8日免去');
  });

  it('shows the history of whoever is asked for by name', async () => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen().says('/who 张峻榕'))).toContain('“张峻榕”的任免公告');
  });

  it.each([
    ['zh-hans', '/who', '/who 副县长'],
    ['en', '/who', '/who 副县长'],
    ['zh-hans', '/who 没有的职务', '里没有“没有的职务”'],
    ['en', '/who 没有的职务', 'do not name “没有的职务”'],
    ['zh-hans', '/person', '/person 张峻榕'],
    ['en', '/person', '/person 张峻榕'],
    ['zh-hans', '/person 没有这人', '没有找到“没有这人”'],
    ['en', '/person 没有这人', 'No announcement about “没有这人”'],
  ])('who speaks %s and says «%s» hears «%s»', async (language, words, answer) => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen({ language }).says(words))).toContain(answer);
  });
});

describe('/person', () => {
  it('tells the history of one, newest first, each with its article', async () => {
    const talk = await startConversation({ issue: null });
    await announce(talk.db, [
      { post: '副局长', date: '2020-03-01' },
      { post: '副局长', action: 'remove', date: '2025-01-08' },
    ]);
    const citizen = talk.citizen();
    const [history] = await citizen.says('/person 王 芳');
    expect(textOf(history)).toBe(
      [
        '“王芳”的任免公告',
        '只按姓名对照，同名的可能不止一人。',
        '',
        '1. 免去王芳的平阳县民政局副局长职务（2025年1月8日）',
        '《任免名单》 · 2025年1月9日',
        '',
        '2. 任命王芳为平阳县民政局副局长（2020年3月1日）',
        '《任免名单》 · 2025年1月9日',
      ].join('\n'),
    );
    expect(textsOf((await citizen.presses('全文 2')).answers)).toContain('来源：今日平阳');
  });

  it('says that people of one name may be several where their bodies are far apart', async () => {
    const talk = await startConversation({ issue: null });
    await announce(talk.db, [{}, { organization: '沙坪县公安局' }]);
    expect(textsOf(await talk.citizen().says('/person 王芳'))).toContain(
      '其中有平阳县、沙坪县等不同地方的单位：同名的可能不止一人',
    );
    expect(
      textsOf(await talk.citizen({ language: 'en', id: 5002 }).says('/person 王芳')),
    ).toContain('bodies of different places (平阳县, 沙坪县)');
  });

  it('turns its pages in place', async () => {
    const talk = await startConversation({ issue: null });
    await announce(
      talk.db,
      Array.from({ length: 20 }, (_, index) => ({ post: `第${index}科科长` })),
    );
    const citizen = talk.citizen();
    await citizen.says('/person 王芳');
    const { answers } = await citizen.presses('下一页');
    expect(textsOf(answers)).toContain('“王芳”的任免公告');
    expect(textsOf(answers)).toContain('第 2 页，共 3 页');
  });

  it.each(['”“', '<b>王芳</b>', '@all', '王芳\u202e', '*_`['])(
    'takes «%s» for nothing but a name',
    async (name) => {
      const talk = await startConversation({ issue: null });
      await announce(talk.db, [{ person: name, organization: `${name}局` }]);
      const citizen = talk.citizen();
      for (const command of [`/person ${name}`, `/who ${name}`])
        expect((await citizen.says(command)).length).toBe(1);
    },
  );

  it('an outdated button says so', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/news');
    for (const data of ['who:now:1', 'who:past:2', 'person:1'])
      expect((await citizen.forges(data)).notice).toContain('已经失效');
  });
});

async function announce(db: Db, acts: readonly Partial<Act>[]): Promise<void> {
  const item = anAppointment({
    title: '任免名单',
    acts: acts.map((act, index) => anAct({ span: [index * 20, index * 20 + 14], ...act })),
  });
  await saveIssue(db, anIngest({ items: [item] }));
}
