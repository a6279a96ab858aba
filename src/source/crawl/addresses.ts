import { isArticlePath } from '../html/families.ts';

/** By its address: an article, whatever else its page links. */
export function isArticleAddress(address: string): boolean {
  const { hostname, pathname, search } = new URL(address);
  return isArticlePath(`${pathname}${search}`) || hostname === 'mp.weixin.qq.com';
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
