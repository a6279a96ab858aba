import { describe, expect, it } from 'vitest';
import { CONFIDENCE_LINE, type LineMark, type LineRole } from '../../src/domain/index.ts';
import { parseIssue } from '../../src/parse/index.ts';

/** Lines with what their carrier says of them; a blank line stands between any two. */
function issueOf(lines: readonly (readonly [LineRole | null, string])[]) {
  const marks: LineMark[] = [];
  let text = '';
  for (const [role, line] of lines) {
    const printed = role === 'title' || role === 'lead-in' ? `# ${line}` : line;
    if (role !== null) marks.push({ span: [text.length, text.length + printed.length], role });
    text += `${printed}\n\n`;
  }
  const imprint = { publication: '平阳样报', date: '2025-01-10', number: '第1234期' };
  return parseIssue({ name: 'page.htm', carrier: 'html', text, marks, imprint });
}

const REPORT = '本报讯（记者 李凌峰）昨天下午，县十七届人大常委会召开第二十二次会议。';

describe('what a carrier says of its lines', () => {
  it('is the head of an article, whatever its words are', () => {
    const { items } = issueOf([
      ['lead-in', '凝心聚力，共谋发展'],
      ['title', '我县这样做'],
      ['title', '群众这样说'],
      ['subtitle', '一场座谈会的侧记和它之后的三个月'],
      ['byline', '小平'],
      ['body', REPORT],
    ]);
    expect(items).toMatchObject([
      {
        leadIn: '凝心聚力，共谋发展',
        title: '我县这样做 群众这样说',
        subtitle: '一场座谈会的侧记和它之后的三个月',
        byline: '小平',
        body: REPORT,
      },
    ]);
  });

  it('cuts its articles, and a line that looks like a headline cuts none', () => {
    const { items } = issueOf([
      ['title', '第一篇'],
      ['body', REPORT],
      ['section', '关于召开会议的决定'],
      ['body', '会议由曾上俊主持。'],
      ['title', '第二篇'],
      ['body', '县政协召开会议。'],
    ]);
    expect(items.map(({ title }) => title)).toEqual(['第一篇', '第二篇']);
    expect(items[0]?.body).toBe(`${REPORT}\n\n关于召开会议的决定\n\n会议由曾上俊主持。`);
  });

  it('makes the issuing body above 关于…的决定 the first half of the title', () => {
    const { items } = issueOf([
      ['lead-in', '平阳县人民代表大会常务委员会'],
      ['title', '关于确定选举日的决定'],
      ['subtitle', '(2025年1月9日 平阳县第十七届人民代表大会常务委员会第二十二次会议通过)'],
      ['body', '选举日定为2025年1月24日。'],
      ['body', '平阳县人民代表大会常务委员会'],
      ['body', '2025年1月9日'],
    ]);
    expect(items).toMatchObject([
      {
        kind: 'decision',
        leadIn: null,
        title: '平阳县人民代表大会常务委员会关于确定选举日的决定',
        subtitle: '(2025年1月9日 平阳县第十七届人民代表大会常务委员会第二十二次会议通过)',
        issuer: '平阳县人民代表大会常务委员会',
        adoptedOn: '2025-01-09',
        body: '选举日定为2025年1月24日。',
        signature: '平阳县人民代表大会常务委员会\n2025年1月9日',
      },
    ]);
  });

  it('keeps the words under a picture out of the article', () => {
    const { items } = issueOf([
      ['title', '第一篇'],
      ['caption', '图为会议现场。李明 摄'],
      ['body', REPORT],
    ]);
    expect(items[0]?.body).toBe(REPORT);
  });

  it('says of which paper, day and number the issue is', () => {
    const issue = issueOf([
      ['title', '第一篇'],
      ['body', REPORT],
    ]);
    expect(issue).toMatchObject({
      publication: '平阳样报',
      date: '2025-01-10',
      number: '第1234期',
    });
  });
});

describe('an article that goes on on another page', () => {
  const first = ['# 共富图景', '本报记者 赵哲璐', '一年来，全县上下执党建之笔，绘就'];
  const second = ['百姓幸福生活底色。', '如今，这样的景象随处可见。'];
  const read = (lines: readonly string[]) =>
    parseIssue({ name: 'a.md', carrier: 'markdown', text: lines.join('\n\n') }).items;

  it.each([
    ['（下转02版）', '（上接01版）'],
    ['（下转第2版）', '（上接第一版）'],
    ['►下转A4版', '◄上接A1版'],
    ['(紧转三版)', '(紧接一版)'],
  ])('%s … %s is one item, its broken sentence whole', (goesOn, here) => {
    const [begun = '', ...rest] = first.toReversed();
    const items = read([
      ...rest.toReversed(),
      `${begun}${goesOn}`,
      '# 另一篇报道',
      '本报讯 县政协召开会议。',
      '# 共富图景',
      `${here}${second[0]}`,
      second[1] ?? '',
    ]);
    expect(items.map(({ title }) => title)).toEqual(['共富图景', '另一篇报道']);
    expect(items[0]?.body).toBe(
      '一年来，全县上下执党建之笔，绘就百姓幸福生活底色。\n\n如今，这样的景象随处可见。',
    );
  });

  it('is found without its headline if only one article is open', () => {
    const items = read([...first.slice(0, 2), `${first[2]}（下转2版）`, '# 上接第一版', ...second]);
    expect(items).toHaveLength(1);
  });

  it('stays by itself if its beginning is not in the issue', () => {
    const items = read([
      '# 县政协开会',
      '本报讯 县政协召开会议。',
      '# 县政府开会',
      '（上接第1版）会议指出，要抓好落实。',
    ]);
    expect(items.map(({ title, body }) => [title, body])).toEqual([
      ['县政协开会', '本报讯 县政协召开会议。'],
      ['县政府开会', '会议指出，要抓好落实。'],
    ]);
  });
});

describe('what a scan says', () => {
  it('waits for a review, however plain its words are', () => {
    const text = `# 平阳县第十七届人民代表大会常务委员会公告\n\n决定任命张峻榕为平阳县人民政府副县长。\n\n2025年1月9日`;
    const read = (carrier: 'text' | 'ocr') => parseIssue({ name: 'a', carrier, text }).items[0];
    expect(read('text')?.acts[0]?.confidence).toBeGreaterThanOrEqual(CONFIDENCE_LINE);
    expect(read('ocr')?.acts[0]).toMatchObject({ person: '张峻榕', reasons: ['ocr'] });
    expect(read('ocr')?.acts[0]?.confidence).toBeLessThan(CONFIDENCE_LINE);
  });
});
