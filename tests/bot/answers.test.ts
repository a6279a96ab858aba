import { readFile } from 'node:fs/promises';
import type { Message } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { saveIssue } from '../../src/store/index.ts';
import {
  buttonsOf,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { aDecision, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

describe('a search', () => {
  it('shows the words around the first hit, the hit in bold, whatever its script, width and case', async () => {
    const talk = await archiveOfTwoYears();
    const citizen = talk.citizen();
    for (const [words, printed] of [
      ['選民登記', '选民登记'],
      ['ab12', 'ＡＢ12'],
    ] as const) {
      const [found] = await citizen.says(`/search ${words}`);
      expect(boldIn(found)).toContain(printed);
    }
  });

  it('is narrowed by days among its words and by kinds at a tap, and says so in its first line', async () => {
    const talk = await archiveOfTwoYears();
    const citizen = talk.citizen();
    const [all] = await citizen.says('/search 选民');
    expect(firstLine(all)).toBe('“选民”的查找结果');
    const [older] = await citizen.says('/search 选民 2023年');
    expect(firstLine(older)).toBe('“选民”的查找结果（2023年1月1日至2023年12月31日）');
    expect(textOf(older)).toContain('2023年5月8日');
    expect(textOf(older)).not.toContain('2024年6月3日');
    const { answers: kinds } = await citizen.presses('只看任免');
    expect(firstLine(kinds[0])).toBe('“选民”的查找结果（任免，2023年1月1日至2023年12月31日）');
    expect(textOf(kinds[0])).not.toContain('关于选民登记的决定');
    const { answers: every } = await citizen.presses('各类都看');
    expect(textOf(every[0])).toBe(textOf(older));
  });

  it.each([
    ['/search 选民 since 2024', '（2024年1月1日以来）'],
    ['/search 选民 2024年以来', '（2024年1月1日以来）'],
    ['/search 选民 2024-01..2024-06', '（2024年1月1日至2024年6月30日）'],
    ['/search 2024年6月 选民', '（2024年6月1日至2024年6月30日）'],
  ])('«%s» looks only there', async (words, filter) => {
    const talk = await archiveOfTwoYears();
    const [found] = await talk.citizen().says(words);
    expect(firstLine(found)).toBe(`“选民”的查找结果${filter}`);
    expect(textOf(found)).toContain('2024年6月3日');
    expect(textOf(found)).not.toContain('2023年5月8日');
  });

  it.each([
    ['2024', '2024'],
    ['2024年6月', '2024年6月'],
    ['选民 2024', '选民 2024'],
  ])('«%s» is looked for as it is', async (words, sought) => {
    const talk = await archiveOfTwoYears();
    const [found] = await talk.citizen().says(`/search ${words}`);
    expect(textOf(found)).toContain(`“${sought}”`);
    expect(firstLine(found)).not.toContain('（');
  });

  it('keeps its filters from page to page', async () => {
    const talk = await archiveOfTwoYears(20);
    const citizen = talk.citizen();
    await citizen.says('/search 选民 2024年');
    const { answers } = await citizen.presses('下一页');
    expect(firstLine(answers[0])).toBe('“选民”的查找结果（2024年1月1日至2024年12月31日）');
    expect(textOf(answers[0])).not.toContain('2023年');
  });

  it('takes the words and signs that /follow takes, and shows only the hits of what is wanted', async () => {
    const talk = await archiveOfTowns();
    const citizen = talk.citizen();
    const [without] = await citizen.says('/search 水头镇 -停水');
    expect(firstLine(without)).toBe('“水头镇 -停水”的查找结果');
    expect(textOf(without)).not.toContain('停水检修');
    expect(textOf(without)).toContain('水头镇建设');
    const { answers } = await citizen.presses('关注这个查找');
    expect(textOf(answers[0])).toContain('要关注“水头镇 -停水”（词语）吗？');
    expect(textOf(answers[0])).toContain('一共 2 篇：');
    const [either] = await citizen.says('/search 停水|停电');
    expect(boldIn(either)).toEqual(expect.arrayContaining(['停水', '停电']));
    expect(textOf(either)).not.toContain('水头镇建设');
    const [dated] = await citizen.says('/search 停水|停电 2025年1月 -鳌江');
    expect(firstLine(dated)).toBe('“停水|停电 -鳌江”的查找结果（2025年1月1日至2025年1月31日）');
    expect(textOf(dated)).not.toContain('鳌江镇');
  });

  it.each([
    ['zh-hans', '/search -停水', '只写了不要的词，还要写上要找的词，例如：/search 招聘 -教师'],
    ['zh-hans', '/search -停水 2025年', '只写了不要的词'],
    ['en', '/search -停水 -停电', 'These are only words that must not be there.'],
  ])(
    'in %s by «%s», which says only what must not be there, is not made',
    async (language, words, answer) => {
      const talk = await archiveOfTowns();
      expect(textsOf(await talk.citizen({ language }).says(words))).toContain(answer);
    },
  );

  it.each(['zh-hans', 'en'])(
    'in %s without words is shown by the examples of /follow',
    async (language) => {
      const talk = await startConversation();
      const citizen = talk.citizen({ language });
      const follow = textsOf(await citizen.says('/follow'));
      const usage = textsOf(await citizen.says('/search'));
      const examples = follow.match(/(?<=\/follow ).+[（(].+$/gmu) ?? [];
      expect(examples).toHaveLength(3);
      for (const example of examples) expect(usage).toContain(`/search ${example}`);
    },
  );

  it('without a find there says where it looked and what to do', async () => {
    const talk = await archiveOfTwoYears();
    const [none] = await talk.citizen().says('/search 选民 2022年');
    expect(textOf(none)).toContain('2022年1月1日至2022年12月31日里没有“选民”');
    expect(textOf(none)).toContain('/search 选民');
  });
});

describe('a list', () => {
  it('is of a time, if one is named', async () => {
    const talk = await archiveOfTwoYears();
    const citizen = talk.citizen();
    const [year] = await citizen.says('/decisions 2023');
    expect(textOf(year)).toContain('2023年5月8日');
    expect(textOf(year)).not.toContain('2024年6月3日');
    expect(textsOf(await citizen.says('/news 昨天'))).toContain('2025年1月8日没有新闻');
    expect(textsOf(await citizen.says('/news 某天'))).toContain('/news 昨天');
    const [since] = await citizen.says('/appointments 王芳 2024');
    expect(firstLine(since)).toBe('“王芳”的任免（2024年1月1日以来）');
    expect(textOf(since)).not.toContain('2023年5月8日');
  });
});

describe('where rich messages were chosen', () => {
  it.each(['/decisions', '/search 选民', '/appointments', '/latest'])(
    '%s comes as one, and its pages and full texts too, in its place',
    async (command) => {
      const talk = await archiveOfTwoYears(20, 'rich');
      const citizen = talk.citizen();
      const [first] = await citizen.says(command);
      expect(first).toHaveProperty('rich_message');
      if (!labelsOf(first).includes('下一页')) return;
      const { answers } = await citizen.presses('下一页');
      expect(answers.map(({ message_id: id }) => id)).toEqual([first?.message_id]);
      expect(answers[0]).toHaveProperty('rich_message');
      expect(JSON.stringify(answers[0])).toContain('第 2 页');
    },
  );

  it('a server without them is told the same in classic ones, and its pages turn in place', async () => {
    const talk = await archiveOfTwoYears(20, 'rich', ['sendRichMessage']);
    const plain = await archiveOfTwoYears(20);
    const [rich, classic] = [talk.citizen(), plain.citizen()];
    expect(textsOf(await rich.says('/decisions'))).toBe(textsOf(await classic.says('/decisions')));
    const [pages] = [await rich.presses('下一页'), await classic.presses('下一页')];
    expect(textOf(pages.answers[0])).toContain('第 2 页');
  });
});

describe('under a full text', () => {
  it('the printed lines are a tap away: of the article and of each fact, with document and line', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/appointments 张峻榕');
    await citizen.presses('全文 1');
    const { answers } = await citizen.presses('看报上的原文');
    const text = textsOf(answers);
    const lines = (await readFile('samples/pingyang-2025-01-09.md', 'utf8')).split('\n');
    const lineOf = (words: string) => lines.findIndex((line) => line.includes(words)) + 1;
    const begin = lineOf('平阳县第十七届人民代表大会常务委员会公告');
    expect(text).toContain(`报上是这样印的（文件 pingyang-2025-01-09.md，从第 ${begin} 行起）：`);
    const act = '任命张峻榕为平阳县人民政府副县长';
    expect(text).toContain(`${act}（2025年1月9日） · 原文在第 ${lineOf('张峻榕为平阳县')} 行`);
    expect(text).toContain('任命张峻榕为平阳县人民政府副县长');
    expect(answers[0]?.entities?.some(({ type }) => type === 'blockquote')).toBe(true);
  });

  it('title and source can be copied, and the article taken to somebody else', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/decisions');
    const { answers } = await citizen.presses('全文 1');
    const buttons = buttonsOf(answers.at(-1));
    const copy = buttons.find(({ text }) => text === '复制标题和出处');
    expect(copy).toHaveProperty(
      'copy_text.text',
      expect.stringMatching(/^《关于.+》（今日平阳，2025年1月9日）$/u),
    );
    const share = buttons.find(({ text }) => text === '转给别人看');
    expect(JSON.stringify(share)).toMatch(/item[ _]\d+/u);
  });

  it('a long one is folded and opens at a tap, its facts beside it', async () => {
    const talk = await startConversation({ issue: null });
    const items = [aDecision({ body: '全文如下。'.repeat(400) })];
    await saveIssue(talk.db, anIngest({ items }));
    const citizen = talk.citizen();
    await citizen.says('/decisions');
    const { answers } = await citizen.presses('全文 1');
    const quotes = answers[0]?.entities?.filter(({ type }) => type === 'expandable_blockquote');
    expect(quotes).toHaveLength(1);
    expect(quotes?.[0]?.length).toBeGreaterThanOrEqual(2000);
  });

  it('an article that is gone is answered politely', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/latest');
    const { notice, answers } = await citizen.forges('original:999');
    expect(notice).toContain('/latest');
    expect(answers).toEqual([]);
  });
});

type Shown = Message | undefined;

function firstLine(message: Shown): string {
  return textOf(message).split('\n')[0] ?? '';
}

function boldIn(message: Shown): string[] {
  const { text = '', entities = [] } = message ?? {};
  return entities
    .filter(({ type }) => type === 'bold')
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

async function archiveOfTowns() {
  const talk = await startConversation({ issue: null });
  const items = [
    anItem({ title: '水头镇通告', body: '明天上午停水检修。' }),
    anItem({ title: '水头镇建设', body: '水头镇各村办好实事。' }),
    anItem({ title: '水头镇春耕', body: '水头镇各村忙春耕。' }),
    anItem({ title: '鳌江镇通告', body: '明天下午停电检修。' }),
  ];
  await saveIssue(talk.db, anIngest({ text: '停水', date: '2025-01-08', items }));
  return talk;
}

/** A decision and appointments in 2023 and 2024, each so many times. */
async function archiveOfTwoYears(
  times = 1,
  style: 'classic' | 'rich' = 'classic',
  missingMethods: readonly string[] = [],
) {
  const talk = await startConversation({
    issue: null,
    style,
    telegram: { missingMethods },
    refusals: missingMethods.length > 0 ? ['404'] : [],
  });
  for (const date of ['2023-05-08', '2024-06-03']) {
    const items = Array.from({ length: times }, (_, n) => [
      aDecision({
        title: `关于选民登记的决定之${n}`,
        number: `${date}第${n}号`,
        body: `${'县人大常委会决定如下。'.repeat(5)}请各地做好选民登记工作，文号ＡＢ12。`,
      }),
      anAppointment({
        title: `选民小组任免名单之${n}`,
        number: `${date}第${n + 100}号`,
        body: `选民小组${date}${n}`,
        acts: [anAct({ person: '王芳', date })],
      }),
    ]).flat();
    await saveIssue(talk.db, anIngest({ text: date, date, items }));
  }
  return talk;
}
