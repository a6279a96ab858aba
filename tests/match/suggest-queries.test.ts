import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestQueries } from '../../src/match/index.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { aDecision, anAct, anAppointment, anItem } from '../support/samples.ts';

function offered(item: Parameters<typeof suggestQueries>[0]): string[] {
  return suggestQueries(item).map(({ by, text }) => `${by} ${text}`);
}

describe('what an article offers to be followed', () => {
  it('is the person, the office and the body of its acts, one of each before a second', () => {
    const acts = [anAct(), anAct({ person: '李明', post: '副局长' }), anAct({ person: '陈静' })];
    expect(offered(anAppointment({ acts, issuer: '平阳县人民政府' }))).toEqual([
      'person 王芳',
      'office 平阳县民政局 局长',
      'body 平阳县人民政府',
      'person 李明',
    ]);
  });

  it('is nothing that waits for a review', () => {
    const doubted = anAct({ confidence: 0.5 });
    expect(offered(anAppointment({ acts: [doubted], issuer: null }))).toEqual([]);
  });

  it('is the town that the text is about', () => {
    expect(offered(anItem())).toEqual(['place 水头镇']);
    const news = { title: '全县推进共富工坊', body: '近日，在青街畲族乡和昆阳街道，工坊开工。' };
    expect(offered(anItem(news))).toEqual(['place 青街畲族乡', 'place 昆阳街道']);
  });

  it('is the body of a decision', () => {
    expect(offered(aDecision())).toEqual(['body 平阳县人民代表大会常务委员会']);
  });

  it.each([
    '建设特色小镇，留住乡愁',
    '各乡镇、全镇上下，返乡创业',
    '任命孙镇东为局长',
    '松岭市乡镇企业局',
    '水头镇长王芳、昆阳镇村两级',
    '',
  ])('is no town that is none: «%s»', (title) => {
    expect(offered(anItem({ title, body: '' }))).toEqual([]);
  });

  it('is no place of many: such an article is about none of them', () => {
    const body = '昆阳镇、鳌江镇、水头镇、萧江镇都有。';
    expect(offered(anItem({ title: '工坊', body }))).toEqual([]);
  });

  it('is read in linear time, whatever the text is', async () => {
    const texts = ['镇'.repeat(200_000), '在'.repeat(200_000), '水头族'.repeat(70_000)];
    const items = texts.map((body) => anItem({ body }));
    expect(await cpuTime(() => items.map(suggestQueries))).toBeLessThan(3_000);
  });

  it('is at most four names, each once and short enough for a button', () => {
    const names = fc.string({ unit: fc.constantFrom('水', '头', '镇', '\n', '在', '，', 'a') });
    const acts = fc.array(
      fc.record({ person: names, post: names, organization: names }).map((act) => anAct(act)),
    );
    fc.assert(
      fc.property(acts, names, names, (some, title, body) => {
        const found = suggestQueries(anAppointment({ acts: some, title, body }));
        expect(found.length).toBeLessThanOrEqual(4);
        expect(new Set(found.map((query) => JSON.stringify(query))).size).toBe(found.length);
        for (const { text } of found) expect(text).toMatch(/^[^\n]{2,26}$/u);
      }),
    );
  });
});
