import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedIssue } from '../../src/domain/index.ts';
import { ParseError } from '../../src/parse/index.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { parseText, SAMPLE, saidBy } from './expected.ts';

const RUNS = { numRuns: 60 };
const plain = SAMPLE.replace(/^#+ /gmu, '').replace(/ +$/gmu, '');

function parseOrRefuse(text: string): ParsedIssue | undefined {
  try {
    return parseText('any.txt', text);
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError);
    return undefined;
  }
}

function expectOrderedSpans(text: string, issue: ParsedIssue): void {
  let end = 0;
  for (const item of issue.items) {
    expect(item.span[0]).toBeGreaterThanOrEqual(end);
    expect(item.span[1]).toBeGreaterThan(item.span[0]);
    for (const { span } of [...item.acts, ...item.keyDates]) {
      expect(span[0]).toBeGreaterThanOrEqual(item.span[0]);
      expect(span[1]).toBeGreaterThan(span[0]);
      expect(span[1]).toBeLessThanOrEqual(item.span[1]);
    }
    end = item.span[1];
  }
  expect(end).toBeLessThanOrEqual(text.length);
}

const pieces = fc.constantFrom(
  '任命',
  '免去',
  '为',
  '的',
  '职务',
  '接受',
  '辞去',
  '选举',
  '代表资格终止',
  '罢免其',
  '同志任',
  '王芳',
  '李　明',
  '平阳县',
  '人民代表大会常务委员会',
  '副县长',
  '公告',
  '关于',
  '的决定',
  '（第77号）',
  '2025年1月9日',
  '1月24日',
  '通过',
  '，',
  '。',
  '；',
  '：',
  '、',
  '\n',
  '\n\n',
  '# ',
  '## ',
  '　　',
  '第三十号主席令说',
  '《',
  '》（',
  '（',
  '）',
  '本报讯（记者 王芳）',
  '\u202e',
  '\ud83d',
);

describe('any text', () => {
  it('made of the words of acts gives items or one typed error, with spans in order', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 120 }), (parts) => {
        const text = parts.join('');
        const issue = parseOrRefuse(text);
        if (issue) expectOrderedSpans(text, issue);
      }),
      { numRuns: 400 },
    );
  });

  it('of any characters gives items or one typed error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const issue = parseOrRefuse(text);
        if (issue) expectOrderedSpans(text, issue);
      }),
      { numRuns: 300 },
    );
  });

  it('cut out of the sample, or the sample with a part of it elsewhere, keeps its spans in order', () => {
    const place = fc.nat({ max: SAMPLE.length });
    fc.assert(
      fc.property(place, place, place, (from, to, target) => {
        const part = SAMPLE.slice(Math.min(from, to), Math.max(from, to));
        const moved = SAMPLE.slice(0, target) + part + SAMPLE.slice(target);
        for (const text of [part, moved]) {
          const issue = parseOrRefuse(text);
          if (issue) expectOrderedSpans(text, issue);
        }
      }),
      RUNS,
    );
  });

  it.each(['', ' \n\n　', '……'])('with nothing to read in it (%j) is no issue', (text) => {
    expect(() => parseText('any.txt', text)).toThrow(ParseError);
  });
});

it.each(['聘任曾玉洁同志女为南屏县实验小学校长', '免去曾玉洁同志一的南屏县实验小学校长职务'])(
  'what stands right behind 同志 is no letter of a name: %s',
  (told) => {
    const issue = parseText('any.txt', `南屏县教育局任免通知\n\n经研究，决定${told}。`);
    const people = issue.items.flatMap(({ acts }) => acts.map(({ person }) => person));
    expect(people.filter((person) => person !== '曾玉洁')).toEqual([]);
  },
);

it('a letter set twice is no letter of a name', () => {
  const issue = parseText('any.txt', '会议闭幕\n\n会议上，狄青当选为为松岭市监察委员会主任。');
  const people = issue.items.flatMap(({ acts }) => acts.map(({ person }) => person));
  expect(people.filter((person) => person !== '狄青')).toEqual([]);
});

describe('a text set letter below letter', () => {
  const told = '根据工作需要，任命王芳为临溪县民政局局长，免去李明的临溪县财政局副局长职务。';

  it('tells what it tells in one line', () => {
    const issue = parseText('any.txt', `临溪县人民政府任免通知\n\n${[...told].join('\n')}`);
    expect(issue.items[0]?.acts.map(({ person, action, post }) => [person, action, post])).toEqual([
      ['王芳', 'appoint', '局长'],
      ['李明', 'remove', '副局长'],
    ]);
  });
});

describe('the sample, wrapped and spaced at random', () => {
  const expected = saidBy(parseText('pingyang-2025-01-09.txt', plain));

  it('says the same at any width of column', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 60 }), fc.boolean(), (width, isIndented) => {
        const lines = plain.split('\n').map((line) => (isIndented && line ? `　　${line}` : line));
        const text = lines
          .map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '')
          .join('\n');
        expect(saidBy(parseText('pingyang-2025-01-09.txt', text))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('says the same with other blank lines, trailing spaces and line ends', () => {
    const gaps = fc.array(fc.constantFrom('\n', ' \n', '\n\n', '　\n\n\n'), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(gaps, (kinds) => {
        let at = 0;
        const text = plain.replace(/\n+/gu, () => kinds[at++ % kinds.length] ?? '\n');
        expect(saidBy(parseText('pingyang-2025-01-09.txt', text))).toEqual(expected);
      }),
      RUNS,
    );
  });
});

describe('reading takes time that grows with the text, and no faster', () => {
  const hostile = [
    '任命',
    '免去王芳的',
    '王芳、',
    '任命王芳为',
    '（',
    '《\n',
    '# 公告\n',
    '王芳任',
    '一、任命：\n',
    '12月',
    '接受其辞去',
    '县',
    '代表资格',
    '关于',
    '第一届',
    'x\n',
  ];

  it.each(hostile)('%j over and over', async (word) => {
    const timeOf = (size: number) => {
      const text = `标题\n${word.repeat(Math.ceil(size / word.length))}`;
      return cpuTime(() => parseOrRefuse(text));
    };
    // Eight times the text takes eight times as long; squared it would be 64 times. The least of
    // three to twenty rounds, by processor time: the collecting of garbage does not strike each time.
    let [small, large] = [Infinity, Infinity];
    for (let round = 0; round < 20 && (round < 3 || large >= small * 20); round += 1) {
      small = Math.max(1, Math.min(small, await timeOf(8_000)));
      large = Math.min(large, await timeOf(64_000));
    }
    expect(large).toBeLessThan(small * 20);
  });
});
