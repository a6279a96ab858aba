import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Item } from '../../src/domain/index.ts';
import { matchQuery } from '../../src/match/index.ts';
import { type Db, findActs, findItems, saveIssue, searchItems } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

async function archive(db: Db, ...items: Partial<Item>[]): Promise<void> {
  await saveIssue(db, anIngest({ items: items.map((parts) => anItem(parts)) }));
}

async function found(db: Db, query: string): Promise<number[]> {
  const { items, total } = await searchItems(db, { query, limit: 100, offset: 0 });
  expect(total).toBe(items.length);
  return items.map(({ id }) => id);
}

/** The ids of what somebody who follows these words would be told. */
async function told(db: Db, text: string): Promise<number[]> {
  const query = { by: 'word', text, kinds: null, publication: null } as const;
  const { items } = await findItems(db, { limit: 100, offset: 0 });
  return items.filter((item) => matchQuery(query, item) !== undefined).map(({ id }) => id);
}

const towns: Partial<Item>[] = [
  { kind: 'notice', title: '水头镇停水通告', body: '明天上午停水检修。第77号' },
  { title: '水头镇建成ＡＩ工坊', body: '各村办好实事。第7号' },
  {
    ...{ kind: 'notice', title: '鳌江镇停电通告', body: '明天下午停电检修。' },
    signature: '平阳县供电所',
  },
  { title: '招聘教师', body: '水头镇小学招聘教师，须接种Covid-19疫苗。' },
];

describeOnEachDialect('search', (open) => {
  const town = {
    title: '水头镇建成𠮷祥工坊',
    body: '2025年1月9日，GB/T 1.5标准的Ｒ２Ｄ馆落成。陈龦到场。',
  };

  it.each([
    ['one character at the start of a word', '水'],
    ['one character inside a word', '头'],
    ['the last character', '坊'],
    ['two characters', '水头'],
    ['a word', '水头镇'],
    ['two words, both of them there', '工坊 水头镇'],
    ['words in any order', '落成 水头'],
    ['a year', '2025年'],
    ['a day', '1月9日'],
    ['what stands between punctuation', '《工坊》'],
    ['Latin letters, whatever their case', 'gb'],
    ['letters of another width', 'R2D馆'],
    ['a character outside the first plane', '𠮷祥'],
    ['and alone', '𠮷'],
    ['a character younger than the tokenizer', '陈龦到'],
    ['with an invisible character between', '水\u200b头'],
  ])('finds %s', async (_, query) => {
    const { db } = await open();
    await archive(db, town);
    expect(await found(db, query)).toEqual([1]);
  });

  it.each([
    ['the same characters turned round', '头水'],
    ['characters that do not stand side by side', '水镇'],
    ['two words of which one is missing', '水头镇 鳌江'],
    ['the end of one line and the start of the next', '坊2025'],
    ['a part of a number', '202'],
    ['half of a character', '\ud842'],
    ['nothing', ''],
    ['only spaces', ' \n\t　'],
    ['only an emoji', '😀❤️'],
    ['only punctuation', '。"\'()*:^-+'],
  ])('does not find %s', async (_, query) => {
    const { db } = await open();
    await archive(db, town);
    expect(await found(db, query)).toEqual([]);
  });

  it.each([
    ['水头镇', [1, 2, 4]],
    ['水头镇 停水', [1]],
    ['水头镇 -停水', [2, 4]],
    ['水头镇 －停水', [2, 4]],
    ['-停水 水头镇', [2, 4]],
    ['水头镇 -停水 -招聘', [2]],
    ['水头镇 -停水|招聘', [2]],
    ['停水|停电', [1, 3]],
    ['停水｜停电', [1, 3]],
    ['停水|停电 水头镇', [1]],
    ['停水|停电|没有 鳌江|水头', [1, 3]],
    ['停水|停电 -鳌江镇', [1]],
    ['水头镇 -停', [2, 4]],
    ['Covid-19', [4]],
    ['水头镇 -covid-19', [1, 2]],
    ['水头 -没有的', [1, 2, 4]],
    ['水頭鎮 -停水', [2, 4]],
    ['供电所', [3]],
    ['停电 -供电所', []],
    ['-停水', []],
    ['-停水 -停电|招聘', []],
  ])('finds by «%s» what who follows it would be told: %j', async (query, ids) => {
    const { db } = await open();
    await archive(db, ...towns);
    expect(await found(db, query)).toEqual(ids);
    expect(await told(db, query)).toEqual(ids);
  });

  it('finds what who follows the same would be told, whichever words and signs there are', async () => {
    const { db } = await open();
    await archive(db, ...towns);
    const words =
      '水头镇 水头 头镇 停水 停电 停 镇 鳌江镇 招聘教师 教师 covid 19 AI 7号 77号 供电所 没有';
    const word = fc.constantFrom(...words.split(' '));
    const alternatives = fc
      .array(word, { minLength: 1, maxLength: 3 })
      .map((some) => some.join('|'));
    const part = fc.oneof(
      alternatives,
      alternatives.map((some) => `-${some}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
        const query = parts.join(' ');
        expect(await found(db, query)).toEqual(await told(db, query));
      }),
      { numRuns: 150 },
    );
  });

  it('leaves out by a word that stands in a row, not by its letters apart', async () => {
    const { db } = await open();
    await archive(db, { title: '水头', body: '停电，送水。水停。头水' });
    expect(await found(db, '水头 -停水')).toEqual([1]);
    expect(await found(db, '水头 -停电送')).toEqual([1]);
    expect(await found(db, '水头 -送水')).toEqual([]);
    expect(await found(db, '头水 -没有|停电')).toEqual([]);
  });

  it('leaves out within a kind and a time too', async () => {
    const { db } = await open();
    await archive(db, ...towns);
    const kinds = ['notice'] as const;
    const search = { query: '停水|停电 -水头', kinds, limit: 9, offset: 0 };
    expect((await searchItems(db, search)).items.map(({ id }) => id)).toEqual([3]);
    const period = { since: '2030-01-01', until: null };
    expect((await searchItems(db, { ...search, period })).total).toBe(0);
  });

  it('looks into title, subtitle, body, issuer, number and the names in acts', async () => {
    const { db } = await open();
    await saveIssue(
      db,
      anIngest({
        items: [
          aDecision({ subtitle: '陈栋主持' }),
          anAppointment({
            body: '名单见附表。',
            acts: [anAct({ person: '欧阳明', post: '院长', organization: '鳌江法院' })],
          }),
        ],
      }),
    );
    for (const query of ['第四次', '陈栋', '2月11日', '第77号'])
      expect(await found(db, query)).toEqual([1]);
    for (const query of ['欧阳明', '院长', '鳌江']) expect(await found(db, query)).toEqual([2]);
    expect(await found(db, '人民代表大会常务委员会')).toEqual([1, 2]);
  });

  it('finds a phrase anywhere in a text of 200,000 characters', async () => {
    const { db } = await open();
    const filler = '的平阳县人民政府'.repeat(12_500);
    await archive(db, { body: `${filler}，水头镇在中间，${filler.slice(0, 20_000)}` });
    expect(await found(db, '水头镇在')).toEqual([1]);
    expect(await found(db, '政府的平阳')).toEqual([1]);
    expect(await found(db, '镇水头')).toEqual([]);
  });

  it('keeps an article of any size, if only its first words are found', async () => {
    const { db } = await open();
    const words = Array.from({ length: 40_000 }, (_, n) => `word${n}${'x'.repeat(50)}`).join(' ');
    await archive(db, { title: '词典', body: words });
    expect(await found(db, '词典')).toEqual([1]);
  });

  it('never fails, whatever is asked', async () => {
    const { db } = await open();
    await archive(db, town);
    const fragment = fc.constantFrom(
      '水',
      '头',
      '"',
      "'",
      '*',
      'NEAR(',
      ' OR ',
      ' AND ',
      ':',
      '^',
      '-',
      '\\',
      '\0',
      '%',
      '&',
      '|',
      '!',
      '<->',
      '😀',
      '\ud83d',
      '\n',
      'a',
      '١',
      'ﷺ',
    );
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (query) => {
        await expect(searchItems(db, { query, limit: 5, offset: 0 })).resolves.toBeDefined();
        await expect(findActs(db, { query, limit: 5, offset: 0 })).resolves.toBeDefined();
      }),
      { numRuns: 150 },
    );
    for (const query of [
      '水'.repeat(10_000),
      '水 '.repeat(10_000),
      'x'.repeat(10_000),
      '"'.repeat(10_000),
    ])
      await expect(searchItems(db, { query, limit: 5, offset: 0 })).resolves.toBeDefined();
  });

  it('finds every piece of a text, and finds it by no other reading of that piece', async () => {
    const { db } = await open();
    const text = '县政协主席陈栋主持并讲话2025年GB标准';
    await archive(db, { title: '全会', byline: null, body: text });
    const letters = [...text.slice(0, 12)];
    const ends = fc
      .tuple(fc.nat(letters.length - 1), fc.nat(letters.length))
      .filter(([a, b]) => a < b);
    await fc.assert(
      fc.asyncProperty(ends, async ([start, end]) => {
        const piece = letters.slice(start, end);
        expect(await found(db, piece.join(''))).toEqual([1]);
        const turned = piece.toReversed().join('');
        expect(await found(db, turned)).toEqual(text.includes(turned) ? [1] : []);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the newest issue first, by kind and by page, with the whole number', async () => {
    const { db } = await open();
    for (const date of ['2025-01-08', '2025-01-10', '2025-01-09'])
      await saveIssue(
        db,
        anIngest({
          text: date,
          date,
          items: [anItem({ body: `${date}水头` }), aDecision({ body: `${date}水头` })],
        }),
      );
    const page = await searchItems(db, { query: '水头', kinds: ['decision'], limit: 2, offset: 0 });
    expect(page.total).toBe(3);
    expect(page.items.map(({ issueDate }) => issueDate)).toEqual(['2025-01-10', '2025-01-09']);
    const next = await searchItems(db, { query: '水头', kinds: ['decision'], limit: 2, offset: 2 });
    expect(next.items.map(({ issueDate, kind }) => [issueDate, kind])).toEqual([
      ['2025-01-08', 'decision'],
    ]);
  });
});
