/** The articles of e-papers, by their addresses: such a page lists others, and is none of them. */
const ARTICLES: readonly RegExp[] = [
  // …/html/2025-01/10/content_1101.htm, …/pc/content/202501/10/content_1001.html
  /\/content_\d[\d_]*\.html?$/iu,
  // …/content/20250110/Articel01002GN.htm
  /\/Articel[^/]*\.html?$/iu,
  // …/html/2025-01/10/nw.D110000gmrb_20250110_1-01.htm
  /\/nw\.D[^/]*\.html?$/iu,
  // …/pad/202501/10/c1001.html
  /\/c\d+\.html?$/iu,
  // https://mp.weixin.qq.com/s/…
  /^\/\/mp\.weixin\.qq\.com(?::\d+)?\/s\b/u,
];

export function isArticleAddress(address: string): boolean {
  const { host, pathname } = new URL(address);
  return ARTICLES.some((pattern) => pattern.test(`//${host}${pathname}`));
}

/** The day in a path: 2025-01/10, 202501/10, 20250110, 2025-01-10. */
export function dayOfAddress(address: string): string | null {
  const found = /\/(\d{4})([-/]?)([01]\d)[-/]?([0-3]\d)(?!\d)/u.exec(new URL(address).pathname);
  return found ? `${found[1]}-${found[3]}-${found[4]}` : null;
}

/** http and https of a host, and its ports, are one place to a reader. */
export function isSameHost(one: string, other: string): boolean {
  return new URL(one).hostname === new URL(other).hostname;
}
