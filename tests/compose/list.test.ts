import { describe, expect, it } from 'vitest';
import { composeActs, composeList, LIST_PAGE_SIZE } from '../../src/compose/index.ts';
import { anAct, anItem } from './items.ts';
import { expectSendable } from './limits.ts';

const onePage = {
  language: 'zh',
  page: 1,
  pages: 1,
  pageCallback: (n: number) => `d:${n}`,
} as const;

describe('composeList', () => {
  it('numbers items, with kind, number and date below each', () => {
    const list = composeList({
      ...onePage,
      title: '最近的决定',
      items: [
        anItem({ id: 7, kind: 'decision', title: '关于表彰先进的决定', number: '第78号' }),
        anItem({ id: 5, title: '春运今日开始', issueDate: '2025-01-07' }),
      ],
    });
    expectSendable(list);
    expect(list.text).toBe(`\
最近的决定

1. 关于表彰先进的决定
决定 · 第78号 · 2025年1月9日

2. 春运今日开始
新闻 · 2025年1月7日`);
    expect(list.buttons).toEqual([
      [
        { text: '全文 1', callback: 'item:7' },
        { text: '全文 2', callback: 'item:5' },
      ],
    ]);
  });

  it('goes on counting on the next page, with buttons to both sides', () => {
    const list = composeList({
      ...onePage,
      language: 'en',
      title: 'News',
      items: [anItem()],
      page: 2,
      pages: 3,
    });
    expect(list.text).toMatch(/^News\nPage 2 of 3\n\n9\. /u);
    expect(list.buttons.at(-1)).toEqual([
      { text: 'Previous page', callback: 'd:1' },
      { text: 'Next page', callback: 'd:3' },
    ]);
  });

  it.each([
    [1, ['下一页']],
    [3, ['上一页']],
  ])('on page %i of 3 has %j', (page, expected) => {
    const list = composeList({ ...onePage, title: '新闻', items: [anItem()], page, pages: 3 });
    expect(list.buttons.at(-1)?.map(({ text }) => text)).toEqual(expected);
  });

  it('says so when there is nothing', () => {
    const list = composeList({ ...onePage, title: '“水头镇”的搜索结果', items: [] });
    expect(list).toMatchObject({ text: '“水头镇”的搜索结果\n\n没有找到相关内容。', buttons: [] });
  });

  it('is one message however long the headlines are', () => {
    const items = Array.from({ length: LIST_PAGE_SIZE }, (_, n) =>
      anItem({
        id: Number.MAX_SAFE_INTEGER - n,
        title: '长'.repeat(10_000),
        number: '号'.repeat(10_000),
      }),
    );
    expectSendable(
      composeList({ ...onePage, title: '题'.repeat(10_000), items, page: 9999, pages: 10_000 }),
    );
    expect(() => composeList({ ...onePage, title: '', items: [...items, anItem()] })).toThrow(
      RangeError,
    );
  });
});

describe('composeActs', () => {
  const listed = { itemId: 4, issueDate: '2025-01-10', title: '平阳县人大常委会公告' };

  it('tells each act and where it was announced', () => {
    const list = composeActs({
      ...onePage,
      title: '任免',
      acts: [
        { ...anAct(), ...listed },
        { ...anAct({ person: '陈国翰', action: 'remove' }), ...listed },
      ],
    });
    expectSendable(list);
    expect(list.text).toBe(`\
任免

1. 任命张峻榕为平阳县人民政府副县长（2025年1月9日）
《平阳县人大常委会公告》 · 2025年1月10日

2. 免去陈国翰的平阳县人民政府副县长职务（2025年1月9日）
《平阳县人大常委会公告》 · 2025年1月10日`);
    expect(list.buttons.flat()).toHaveLength(2);
  });

  it.each(['zh', 'en'] as const)('is one message however long the names are (%s)', (language) => {
    const long = '长'.repeat(10_000);
    const act = {
      ...anAct({ person: long, post: long, organization: long }),
      ...listed,
      title: long,
    };
    const acts = Array.from({ length: LIST_PAGE_SIZE }, () => act);
    expectSendable(
      composeActs({ ...onePage, language, title: long, acts, page: 999, pages: 9999 }),
    );
  });

  it('keeps whole what a person looked for', () => {
    const title = `“${'𠮷'.repeat(80)}”的搜索结果`;
    expect(composeActs({ ...onePage, title, acts: [] }).text.startsWith(title)).toBe(true);
  });
});
