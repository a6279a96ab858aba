import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query, StoredItem } from '../../src/domain/index.ts';
import { anchorsIn, matchQuery, readQuery } from '../../src/match/index.ts';
import { anAct, anItem } from '../compose/items.ts';
import { cpuTime } from '../support/cpu-time.ts';

function aQuery(text: string, parts: Partial<Query> = {}): Query {
  return { by: 'word', text, kinds: null, publication: null, ...parts };
}

const town = anItem({
  title: '水头镇推进ＡＩ共富工坊建设',
  subtitle: '王　芳主持',
  issuer: '平阳县人民政府',
  number: '第77号',
  body: '昨天上午，会议在水头镇召开。\n\nThe Mayor maintains GB/T 1.5.',
  signature: '平阳县民政局',
});

describe('words', () => {
  it.each([
    ['水头镇', ['水头镇']],
    ['共富工坊 水头镇', ['共富工坊', '水头镇']],
    ['鳌江镇|水头镇', ['水头镇']],
    ['工坊|水头镇', ['工坊', '水头镇']],
    ['水头镇 -鳌江', ['水头镇']],
    ['ai', ['ai']],
    ['MAYOR', ['MAYOR']],
    ['gb/t', ['gb/t']],
    ['77号', ['77号']],
    ['王芳', ['王芳']],
    ['平阳县人民政府', ['平阳县人民政府']],
    ['民政局 召开', ['民政局', '召开']],
  ])('«%s» are found: %j', (text, words) => {
    expect(matchQuery(aQuery(text), town)).toEqual(words);
  });

  it.each([
    ['one of all is missing', '水头镇 鳌江镇'],
    ['what must not be there is there', '水头镇 -工坊'],
    ['they stand apart', '水头工坊'],
    ['they end one line and begin the next', '召开the'],
    ['letters are a part of a longer word', 'main'],
    ['digits are a part of a number', '7号'],
    ['characters of a pattern mean nothing', '水.镇'],
  ])('do not match when %s', (_, text) => {
    expect(matchQuery(aQuery(text), town)).toBeUndefined();
  });

  it('count only in articles of the kinds and the publication that were said', () => {
    const decision = { kinds: ['decision'] } as const;
    expect(matchQuery(aQuery('水头镇', decision), town)).toBeUndefined();
    expect(matchQuery(aQuery('水头镇', decision), { ...town, kind: 'decision' })).toBeDefined();
    expect(matchQuery(aQuery('水头镇', { publication: '温州日报' }), town)).toBeUndefined();
    expect(matchQuery(aQuery('水头镇', { publication: '今日平阳' }), town)).toBeDefined();
  });
});

describe('acts', () => {
  const announcement = anItem({
    body: '任命名单附后。',
    acts: [
      anAct({ person: '张峻榕', post: '副县长', organization: '平阳县人民政府' }),
      anAct({ person: '王芳', post: '局长', organization: '平阳县民政局' }),
      anAct({ person: '陈栋', post: '院长', organization: '平阳县人民法院', confidence: 0.5 }),
    ],
  });

  it.each([
    ['person', '张峻榕', true],
    ['person', '陈栋', false],
    ['person', '李明', false],
    ['person', '李明|王芳', true],
    ['person', '张峻榕 -王芳', false],
    ['office', '副县长', true],
    ['office', '民政局 局长', true],
    ['office', '民政局局长', true],
    ['office', '民政局 副县长', false],
    ['office', '院长', false],
    ['office', '县 长 -副县长', true],
    ['body', '民政局', true],
    ['body', '法院', false],
    ['word', '张峻榕', false],
    ['place', '平阳', false],
  ] as const)('%s «%s»: %s', (by, text, matches) => {
    expect(matchQuery(aQuery(text, { by }), announcement) !== undefined).toBe(matches);
  });

  it('of a person, a body and a place the text tells too, of an office only the acts', () => {
    const news = anItem({ body: '县民政局副局长王芳到鳌江镇调研。', issuer: '县委' });
    const bys = (text: string) =>
      (['person', 'body', 'place', 'word', 'office'] as const).filter((by) =>
        matchQuery(aQuery(text, { by }), news),
      );
    expect(bys('副局长')).toEqual(['person', 'body', 'place', 'word']);
  });
});

describe('whatever is printed and followed', () => {
  it('a word of Chinese letters alone, which is read the quick way, is found as in marks and among others', () => {
    const letter = fc
      .integer({ min: 0x4e00, max: 0x9fa5 })
      .map((code) => String.fromCodePoint(code));
    const word = fc
      .array(letter, { minLength: 2, maxLength: 6 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(word, word, (printed, followed) => {
        const item = anItem({ body: `A，${printed}，B` });
        const found = (text: string) =>
          matchQuery({ by: 'word', text, kinds: null, publication: null }, item);
        expect(found(printed)).toEqual([printed]);
        expect(found(`《${printed}》`)).toEqual([printed]);
        expect(found(followed)).toEqual(found(`《${followed}》`));
      }),
    );
  });

  it('what matches has, for each word it may be found by, all of the word’s anchors', () => {
    let matched = 0;
    fc.assert(
      fc.property(items, queries, (item, query) => {
        if (!matchQuery(query, item)) return;
        matched += 1;
        const anchors = anchorsIn(item);
        const found = anyWordOf(query.text, anchors);
        expect(found).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(matched).toBeGreaterThan(40);
  });

  it('takes time in proportion to the text, whatever is looked for', async () => {
    const item = anItem({ body: 'a'.repeat(400_000) });
    const query = aQuery(`${'a'.repeat(50)}|${'a'.repeat(40)}b`);
    const spent = await cpuTime(() => expect(matchQuery(query, item)).toBeUndefined());
    expect(spent).toBeLessThan(2_000);
  });
});

/** Each required word leaves its mark: of the alternatives, one is there with every gram. */
function anyWordOf(text: string, anchors: ReadonlySet<string>): boolean {
  return text
    .split(' ')
    .filter((part) => !part.startsWith('-'))
    .every((part) =>
      part.split('|').some((word) => {
        const own = anchorsIn(anItem({ title: '', body: word }));
        return [...own].every((gram) => anchors.has(gram));
      }),
    );
}

const letters = fc.constantFrom(...'水头镇𠮷が', 'a', 'Ａ', 'é', '７');
const marks = fc.constantFrom(' ', '　', '\n', '，', '-', '·', '\u200b', '\u0301');
const text = fc.string({ unit: fc.oneof({ weight: 4, arbitrary: letters }, marks), maxLength: 60 });
const items: fc.Arbitrary<StoredItem> = fc
  .record({
    title: text,
    body: text,
    issuer: fc.option(text),
    person: text,
    post: text,
  })
  .map(({ person, post, ...printed }) =>
    anItem({ ...printed, acts: [anAct({ person, post, organization: '水头镇' })] }),
  );
const word = fc.string({ unit: letters, minLength: 1, maxLength: 3 });
const queries: fc.Arbitrary<Query> = fc
  .record({
    by: fc.constantFrom('word', 'person', 'office', 'body', 'place'),
    words: fc.array(
      fc.oneof(
        word,
        fc.tuple(word, word).map((pair) => pair.join('|')),
        word.map((not) => `-${not}`),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ by, words }) => ({ by, read: readQuery(words.join(' ')) }))
  .filter(({ read }) => 'text' in read)
  .map(({ by, read }) => aQuery('text' in read ? read.text : '', { by }));
