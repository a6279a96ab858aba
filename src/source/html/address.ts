import type { IsoDate } from '../../domain/index.ts';
import { families } from './families.ts';

/** What stands for the site's host where only the paths of its files are known. */
const NO_HOST = 'http://saved.invalid/';

const isWeb = (address: string): boolean => /^https?:\/\//iu.test(address);

/** The address of a page, or of a file in a saved site, as a URL; `undefined` if it is neither. */
export function urlOf(address: string): URL | undefined {
  const path = address.replaceAll('\\', '/').replace(/[%#]/gu, encodeURIComponent);
  return parseUrl(isWeb(address) ? address : `${NO_HOST}${path.replace(/^\/+/u, '')}`);
}

/** A link as it is written, from where it is written; `undefined` for scripts, mail and nonsense. */
export function resolveLink(link: string, base: URL): URL | undefined {
  const url = parseUrl(link.trim(), base);
  if (!url || !/^https?:$/u.test(url.protocol) || link.trim().startsWith('#')) return undefined;
  url.hash = '';
  // content_306582.htm?div=-1: which part of the page's picture was clicked
  if (IS_FILE.test(url.pathname)) url.searchParams.delete('div');
  return url;
}

/** The URL as it was given: a path where it came from a saved site. */
export function addressOf(url: URL): string {
  return url.href.startsWith(NO_HOST) ? safeDecode(url.href.slice(NO_HOST.length)) : url.href;
}

/** What tells pages apart; what is asked of a plain file does not. */
export const pathOf = (url: URL): string =>
  IS_FILE.test(url.pathname) ? url.pathname : `${url.pathname}${url.search}`;

const IS_FILE = /\.s?html?$/iu;

/**
 * The front page of another day, or `null` where the address does not say how it is called.
 * `address` is the front page of any day.
 */
export function addressOfDay(address: string, date: IsoDate): string | null {
  const [path = '', ...rest] = address.split(/(?=[?#])/u);
  for (const { day } of families) {
    const printed = day?.exec(path);
    if (!printed) continue;
    const other = like(printed[0], date);
    return [path.slice(0, printed.index), other, path.slice(printed.index + printed[0].length)]
      .concat(rest)
      .join('');
  }
  return null;
}

/** `2025-01/10`, `202501/10`, `20250110`: another day in the same form. */
function like(printed: string, date: IsoDate): string {
  const digits = date.replaceAll('-', '');
  let at = 0;
  return printed.replace(/\d/gu, () => {
    at += 1;
    return digits.charAt(at - 1);
  });
}

/** The day an address says: /2025-01/10/, /202501/10/, /20250110/, _20250110_. */
export function dayInPath(path: string): IsoDate | null {
  for (const [, year, month, day] of path.matchAll(DAY)) {
    const date = isoDate(Number(year), Number(month), Number(day));
    if (date !== null) return date;
  }
  return null;
}

const DAY = /(?<!\d)((?:19|20)\d{2})[-/_]?(\d{2})[-/_]?(\d{2})(?!\d)/gu;

/** `null` for a day no calendar has. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1900 && year < 2100 ? date.toISOString().slice(0, 10) : null;
}

function parseUrl(address: string, base?: URL): URL | undefined {
  return URL.canParse(address, base?.href) ? new URL(address, base?.href) : undefined;
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A percent sign of its own: the path is as it is written.
  }
}
