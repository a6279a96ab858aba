/** How the sites of one maker name their pages: patterns on the path of an address. */
export type Family = {
  /** One page of the paper: its picture and the list of its articles. */
  readonly page?: RegExp;
  readonly article?: RegExp;
  /** Where the path does not tell: the links in these places. */
  readonly pageLinks?: string;
  readonly articleLinks?: string;
  /** The front page of any day, where its address says no more than the day. */
  readonly day?: RegExp;
};

/** Each under its addresses. The first that knows a path is its family. */
export const families: readonly Family[] = [
  // A: /jxrb/html/2025-01/10/node_187.htm, content_1101.htm, content_1_2.htm
  {
    page: /\/\d{4}-\d{2}\/\d{2}\/node_\w+\.s?html?$/iu,
    article: /\/content_\d+(?:_\d+)*\.s?html?$/iu,
    day: /(?<=\/)\d{4}-\d{2}\/\d{2}(?=\/node_\w+\.s?html?$)/iu,
  },
  // B: /pc/layout/202501/10/node_01.html, /pc/content/202501/10/content_1001.html
  {
    page: /\/layout\/\d{6}\/\d{2}\/node_\w+\.s?html?$/iu,
    day: /(?<=\/)\d{6}\/\d{2}(?=\/node_\w+\.s?html?$)/iu,
  },
  // B′: /pc/paper/c/202501/10/content_12.html, /content/202501/10/c12.html
  { page: /\/(?:node|col)_?\w*\d+\.s?html?$/iu, article: /\/c\d+\.s?html?$/iu },
  // C: /html/2025-01/10/nbs.D110000gmrb_01.htm, nw.D110000gmrb_20250110_1-01.htm
  {
    page: /\/nbs\.\w+\.s?html?$/iu,
    article: /\/nw\.[\w-]+\.s?html?$/iu,
    day: /(?<=\/)\d{4}-\d{2}\/\d{2}(?=\/nbs\.\w+\.s?html?$)/iu,
  },
  // D: /fzrb/content/20250110/Page01TB.htm, Articel01002GN.htm
  {
    page: /\/Page\d{1,3}[A-Z]*\d*\.s?html?$/iu,
    article: /\/Artice?l\w+\.s?html?$/iu,
    day: /(?<=\/)\d{8}(?=\/Page\d{2}[A-Z]{0,4}\.s?html?$)/iu,
  },
  // 厦门: <a class="br1">第A01版：要闻</a> <div class="titss"><a>
  { pageLinks: '.br1, .br2, .br1 a, .br2 a', articleLinks: '.titss a' },
  // Counties: /content/2025-01/10/123456.html, /Html/2025-01-10/12345.html
  { article: /\/\d{4}-?\d{2}[/-]\d{2}\/\d{3,}\.s?html?$/iu },
  // /qzxw/2025-1234/news-1-4.html
  { article: /\/news-\d+-\d+\.s?html?$/iu },
  // /Newspapernews.aspx?b=12&nid=345
  { article: /\/newspapernews\.aspx\?.*nid=\d+/iu },
  // /0123456789abcdef0123456789abcdef
  { article: /\/[0-9a-f]{32}(?:\.html?)?$/iu },
  // /content?content_id=12&period_id=34
  { article: /\/content\?.*content_id=\w+/iu },
];

// /pad/layout/202501/10/node_01.html: the same page once more, for telephones
export const PHONE_COPY = /\/(?:pad|wap|m|mobile)\//iu;

export const isPagePath = (path: string): boolean =>
  families.some(({ page }) => page?.test(path) === true);
export const isArticlePath = (path: string): boolean =>
  families.some(({ article }) => article?.test(path) === true);
