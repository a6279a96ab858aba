import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { readPdf } from '../../../src/source/pdf/index.ts';
import { pdfOf, type Sheet, type Story, setColumns, type Words } from './typeset.ts';

const read = async (...sheets: readonly Sheet[]) =>
  (await readPdf({ name: 'page.pdf', bytes: pdfOf(sheets) })).raw;
const sheet = { width: 780, height: 1100 };
const middle = (text: string, size: number, down: number, centre = 390): Words => ({
  left: centre - (text.length * size) / 2,
  down,
  size,
  text,
});
const grid = { left: 40, top: 120, count: 4, measure: 16, depth: 20, size: 10, gutter: 20 };

const LONG =
  '会议强调，要坚持以人民为中心的发展思想，认真落实各项决策部署，推动全县各项工作再上新台阶，不断增强群众的获得感。';
const paragraphs = (count: number, of: string) =>
  Array.from({ length: count }, (_, at) => `${of}的第${at + 1}段说，${LONG}`);
const story = (title: string, count: number): Story => ({
  title,
  under: ['本报记者　王　芳'],
  paragraphs: paragraphs(count, title),
});
const printed = ({ title, paragraphs: texts }: Story) =>
  `# ${title}\n\n本报记者 王 芳\n\n${texts.join('\n\n')}\n`;
const squeeze = (text: string) => text.replace(/[ \u3000]/gu, '');

describe('columns', () => {
  const letters = fc
    .array(fc.constantFrom(...'县人大常委会通过了关于补选代表名额的决定并报第四次会议备案工作'), {
      minLength: 30,
      maxLength: 160,
    })
    .map((array) => `${array.join('')}。`);
  const stories = fc.array(fc.array(letters, { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });

  it('are read one after the other, in whatever order the file writes their lines', async () => {
    const setting = fc.record({
      stories,
      measure: fc.integer({ min: 16, max: 24 }),
      depth: fc.integer({ min: 12, max: 30 }),
      seed: fc.infiniteStream(fc.nat()),
    });
    await fc.assert(
      fc.asyncProperty(setting, async ({ stories: texts, measure, depth, seed }) => {
        const set = texts.map((own, at) => ({
          title: `县政府召开第${'一二三四'[at]}次会议`,
          under: ['本报记者　王　芳'],
          paragraphs: own,
        }));
        const words = setColumns(set, { ...grid, measure, depth });
        const shuffled = words
          .map((one) => ({ one, place: seed.next().value }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one);
        const width = 200 + Math.max(...words.map(({ left }) => left)) + measure * 10;
        const { text } = await read({ width, height: 900, words: shuffled });
        expect(squeeze(text)).toBe(squeeze(set.map(printed).join('\n')));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('below a headline over all of them belong to it, and those above it do not', async () => {
    const above = setColumns([story('县委召开常委会会议', 3)], { ...grid, depth: 8 });
    const main = '乡村振兴迈出新步伐';
    const below = setColumns([{ title: '', paragraphs: paragraphs(8, main) }], {
      ...grid,
      top: 320,
      depth: 11,
    }).filter(({ text }) => text !== '');
    const words = [...below, middle(main, 28, 300), ...above, middle('本报记者 李明', 10, 318)];
    const { items } = parseIssue(await read({ ...sheet, words }));
    expect(items.map(({ title }) => title)).toEqual(['县委召开常委会会议', main]);
    expect(items[1]).toMatchObject({
      byline: '本报记者 李明',
      body: paragraphs(8, main).join('\n\n'),
    });
  });

  it('parted by a rule alone are columns all the same', async () => {
    const close = { ...grid, count: 2, gutter: 8, measure: 20, depth: 12 };
    const words = setColumns([story('县委召开常委会会议', 5)], close);
    const rules = [{ left: 40 + 200 + 4, top: 120, width: 0.5, height: 190 }];
    const { text } = await read({ ...sheet, words, rules });
    expect(squeeze(text)).toBe(squeeze(printed(story('县委召开常委会会议', 5))));
  });

  it('of one letter between them are columns where lines above and below begin at one place', async () => {
    const close = { ...grid, gutter: 11, depth: 12 };
    const words = setColumns([story('县委召开常委会会议', 6)], close);
    const { text } = await read({ ...sheet, words });
    expect(squeeze(text)).toBe(squeeze(printed(story('县委召开常委会会议', 6))));
  });
});

describe('frames and tables', () => {
  const notice: Story = {
    title: '停电公告',
    paragraphs: ['因线路检修，三月八日城东片区停电。'],
    signature: ['临溪县供电公司', '2025年3月5日'],
  };

  it('a framed notice in the middle of an article is read after it', async () => {
    const around = story('乡村振兴迈出新步伐', 6);
    const words = setColumns([around], { ...grid, depth: 14 }).map((word) =>
      word.left >= 220 && word.left < 400 && word.down > 200
        ? { ...word, down: word.down + 110 }
        : word,
    );
    const inner = setColumns([notice], { ...grid, left: 224, top: 208, measure: 15 });
    const frames = [{ left: 218, top: 204, width: 166, height: 96 }];
    const { items } = parseIssue(await read({ ...sheet, words: [...inner, ...words], frames }));
    expect(items.map(({ title }) => title)).toEqual([around.title, notice.title]);
    expect(items[0]?.body).toBe(around.paragraphs.join('\n\n'));
  });

  it('frames in a row are read from the left, below the columns above them', async () => {
    const words = setColumns([story('县委召开常委会会议', 4)], { ...grid, depth: 10 });
    const row = [0, 1, 2].map((at) =>
      setColumns([{ ...notice, title: `公告之${'一二三'[at]}` }], {
        ...grid,
        left: 46 + at * 180,
        top: 330,
        measure: 15,
      }),
    );
    const frames = [0, 1, 2].map((at) => ({
      left: 40 + at * 180,
      top: 325,
      width: 164,
      height: 100,
    }));
    const { text } = await read({ ...sheet, words: [...row.flat(), ...words], frames });
    expect(text.match(/^# .*$/gmu)).toEqual([
      '# 县委召开常委会会议',
      '# 公告之一',
      '# 公告之二',
      '# 公告之三',
    ]);
  });

  it('a table is read row by row, an empty cell among the others', async () => {
    const cells = [
      ['姓名', '任命职务', '免去职务'],
      ['张三丰', '临溪县教育局局长', '临溪县教育局副局长'],
      ['王小明', '', '临溪县财政局副局长'],
    ];
    const places = [40, 120, 280, 440];
    const words = cells.flatMap((row, line) =>
      row.flatMap((text, at) =>
        text ? [{ left: (places[at] ?? 0) + 6, down: 215 + line * 20, size: 10, text }] : [],
      ),
    );
    const rules = [
      ...places.map((left) => ({ left, top: 200, width: 0.5, height: 60 })),
      ...[0, 1, 2, 3].map((line) => ({ left: 40, top: 200 + line * 20, width: 400, height: 0.5 })),
    ];
    const title = middle('临溪县人民代表大会常务委员会任免名单', 15, 180, 240);
    const raw = await read({ ...sheet, words: [...words.toReversed(), title], rules });
    expect(raw.text).toContain('| 张三丰 | 临溪县教育局局长 | 临溪县教育局副局长 |');
    const [item] = parseIssue(raw).items;
    expect(item?.acts.map(({ person, action, post }) => `${person} ${action} ${post}`)).toEqual([
      '张三丰 appoint 局长',
      '张三丰 remove 副局长',
      '王小明 remove 副局长',
    ]);
  });
});

describe('pages', () => {
  const head: Words[] = [
    { left: 40, down: 60, size: 30, text: '临溪日报' },
    { left: 400, down: 60, size: 9, text: '二〇二五年三月六日　星期四' },
    { left: 580, down: 60, size: 9, text: '总第１２３４期'.normalize('NFKC') },
  ];

  it('a paragraph that the end of a page breaks goes on', async () => {
    const whole = story('临溪县促进企业发展若干规定的说明', 6);
    const words = setColumns([whole], { ...grid, count: 1, measure: 40, depth: 9 });
    const pages = [0, 1].map((page) => ({
      ...sheet,
      words: words
        .filter(({ left }) => Math.floor((left - 40) / 420) === page)
        .map((word) => ({ ...word, left: word.left - page * 420 })),
    }));
    const numbers = [middle('- 1 -', 9, 1070), middle('- 2 -', 9, 1070)];
    const { text } = await read(
      ...pages.map((page, at) => ({
        ...page,
        words: [...page.words, ...numbers.slice(at, at + 1)],
      })),
    );
    expect(squeeze(text)).toBe(squeeze(printed(whole)));
  });

  it('the head of a page says paper, day and number, beside the text too', async () => {
    const side = head.map((word, at) => ({ ...word, left: 40, down: 60 + at * 20 }));
    const words = [
      middle('凝心聚力抓落实', 24, 70, 520),
      middle('王芳主持', 10, 100, 520),
      ...setColumns([story('县委召开常委会会议', 3)], { ...grid, top: 140 }),
    ];
    for (const own of [head, side]) {
      const { imprint, text } = await read({ ...sheet, words: [...own, ...words] });
      expect(imprint).toEqual({
        publication: '临溪日报',
        date: '2025-03-06',
        number: '总第1234期',
      });
      expect(text).not.toMatch(/临溪日报|星期四/u);
      expect(text).toMatch(/王芳主持/u);
    }
  });

  it('letters set downwards are a headline', async () => {
    const title = [...'春风化雨'].map((text, at) => ({
      left: 40,
      down: 150 + at * 28,
      size: 24,
      text,
    }));
    const words = setColumns([{ title: '', paragraphs: paragraphs(4, '活动') }], {
      ...grid,
      left: 80,
    }).filter(({ text }) => text !== '');
    const { text } = await read({ ...sheet, words: [...words, ...title] });
    expect(text).toMatch(/^# 春风化雨\n\n活动的第1段说/u);
  });

  it('what is printed twice, a hair apart, is bold and said once', async () => {
    const words = setColumns([story('县委召开常委会会议', 3)], grid);
    const twice = words.flatMap((word) => [word, { ...word, left: word.left + 0.3 }]);
    const { text } = await read({ ...sheet, words: twice });
    expect(squeeze(text)).toBe(squeeze(printed(story('县委召开常委会会议', 3))));
  });
});
