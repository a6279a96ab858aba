import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { readHtml } from '../../../src/source/html/index.ts';
import { expectedOf, loadSite, readOne, type SiteName } from './sites.ts';

const tight = (text: string) => text.replace(/\s/gu, '');
const sites: readonly SiteName[] = ['founder-gb18030', 'layout-utf8'];

describe.each(sites)('the saved site %s', (name) => {
  const pages = loadSite(name);
  const raw = readOne(...pages);
  const { items, unread } = parseIssue(raw);

  it('is one issue of its paper and day', () => {
    expect(raw).toMatchObject({
      carrier: 'html',
      imprint: { publication: '平阳样报', date: '2025-01-10' },
    });
  });

  it('gives every item in the order of the pages, and nothing else', () => {
    expect(unread).toEqual([]);
    expect(
      items.map(({ kind, title, subtitle, byline }) => ({ kind, title, subtitle, byline })),
    ).toEqual(
      expectedOf(name).map(({ kind, title, subtitle, byline }) => ({
        kind,
        title,
        subtitle,
        byline,
      })),
    );
  });

  it('gives each item whole: its first and last words, who signed it and when', () => {
    for (const [index, expected] of expectedOf(name).entries()) {
      const item = items[index];
      const body = tight(item?.body ?? '');
      expect(body.slice(0, 12)).toBe(tight(expected.firstWords));
      expect(body.slice(-12)).toBe(tight(expected.lastWords));
      const signed = expected.signature ? `${expected.signature}\n${expected.signedOn}` : null;
      expect(item?.signature ?? null).toBe(signed);
    }
  });

  it('has nothing of the page around the articles in its text', () => {
    expect(raw.text).not.toMatch(
      /热线|版权|放大|下一[版篇]|责任编辑|enpproperty|<|&|手机版|数字报|PDF/u,
    );
  });

  it('marks whole lines, in order and apart', () => {
    let end = 0;
    for (const { span } of raw.marks ?? []) {
      expect(span[0]).toBeGreaterThanOrEqual(end);
      expect(raw.text.slice(...span)).toMatch(/^\S[^\n]*$/u);
      expect(raw.text.charAt(span[1])).toBe('\n');
      end = span[1];
    }
  });

  it('is read again from the pages it gives back, in any order', () => {
    const [issue] = readHtml(pages);
    expect(readHtml(issue?.pages ?? [])).toEqual([issue]);
    expect(readHtml([...(issue?.pages ?? [])].toReversed())).toEqual([issue]);
  });

  it('is the same issue as the pages of the web', () => {
    const [issue] = readHtml(loadSite(name, 'https://paper.example/pingyang/'));
    expect({ ...issue?.raw, name: raw.name }).toEqual(raw);
  });

  it('is the same issue where its folder was saved in another', () => {
    expect(readOne(...loadSite(name, 'saved/paper.example/')).text).toBe(raw.text);
  });
});

describe('founder-gb18030', () => {
  const raw = readOne(...loadSite('founder-gb18030'));

  it('has no item for the article that is only a picture', () => {
    expect(raw.text).not.toContain('冬日番薯粉');
  });

  it('says which line stands under the picture, and which are headings', () => {
    const marked = (role: string) =>
      (raw.marks ?? [])
        .filter((mark) => mark.role === role)
        .map(({ span }) => raw.text.slice(...span));
    expect(marked('caption')).toEqual(['图为共富工坊一角。资料图片']);
    expect(marked('section')).toEqual([
      '汇聚合力，助推县域经济新发展',
      '凝聚动力，开启基层治理新模式',
      '激发活力，书写乡村奔富新篇章',
    ]);
    expect(marked('lead-in')).toEqual(Array(2).fill('平阳县人民代表大会常务委员会'));
  });
});

describe('layout-utf8', () => {
  it('has both parts of the article that goes on on another page', () => {
    const { text } = readOne(...loadSite('layout-utf8'));
    const [before, after] = text.split('（下转02版）');
    expect(before).toContain('并获三季度全市投资赛马激励。');
    expect(after).toMatch(/^\s+# 着墨党建底色 绘就共富图景\n本报记者 赵哲璐\n\n（上接01版）/u);
  });
});

describe('pages of several days and papers', () => {
  const day = loadSite('founder-gb18030', 'http://one.example/');
  const other = loadSite('founder-gb18030', 'http://two.example/').map(({ address, bytes }) => ({
    address: address.replace('/10/', '/11/'),
    bytes,
  }));

  it('are as many issues', () => {
    const issues = readHtml([...day, ...other]);
    expect(issues.map(({ raw }) => raw.imprint?.date)).toEqual(['2025-01-10', '2025-01-11']);
    expect(issues[0]?.raw.text).toBe(issues[1]?.raw.text);
  });

  it('keep their own pages', () => {
    for (const { pages, raw } of readHtml([...day, ...other])) {
      const host = new URL(raw.name).host;
      const articles = pages.filter(({ address }) => /content_/u.test(address));
      expect(articles.map(({ address }) => new URL(address).host)).toEqual(Array(6).fill(host));
    }
  });
});
