import { describe, expect, it } from 'vitest';
import { ParseError } from '../../src/parse/index.ts';
import { parseText } from './expected.ts';

describe('a headline without a text', () => {
  it('is an article, and its words are the text', () => {
    const [item, ...others] = parseText('any.txt', '临溪县举行植树活动').items;
    expect(item).toMatchObject({ kind: 'news', body: '临溪县举行植树活动', acts: [] });
    expect(others).toEqual([]);
  });

  it('is one of as many articles as there are headlines', () => {
    const text = '王芳当选临溪县县长\n三条公交线路明起延长\n石榴熟了，果农笑了\n';
    const { items } = parseText('any.txt', text);
    expect(items.map(({ title }) => title)).toEqual(text.trim().split('\n'));
  });

  it('of a document is unread where a report follows it', () => {
    const [title, report] = ['县人大常委会关于批准财政决算的决定', '临溪县秋粮喜获丰收'];
    const text = `# ${title}\n\n# ${report}\n\n本报讯（记者 赵一）全县秋粮颗粒归仓。\n`;
    const { items, unread } = parseText('any.md', text);
    expect(items.map((item) => item.title)).toEqual([report]);
    expect(unread).toEqual([{ span: [2, 2 + title.length], reason: 'a headline without a text' }]);
  });

  it.each([
    ['no Chinese', 'The quick brown fox jumps over the lazy dog'],
    ['nothing', ' \n\n'],
  ])('of %s is no issue', (_, text) => {
    expect(() => parseText('any.txt', text)).toThrow(ParseError);
  });
});
