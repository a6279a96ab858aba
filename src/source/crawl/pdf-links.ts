import { decodeHtml, type Page } from '../html/index.ts';
import { dayOfAddress, isSameHost } from './addresses.ts';

const LINK =
  /(?:href|src|data)\s*=\s*(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))/giu;

/**
 * The PDFs these pages link, each once, in their order. An index lists many days: of those that tell
 * their day only `day`, or else the newest, is meant.
 */
export function pdfLinksOf(pages: readonly Page[], day: string | null): string[] {
  const links = new Set(pages.flatMap(linksOfPage));
  const days = [...links].map(dayOfAddress).filter((found) => found !== null);
  const wanted = day ?? days.sort().at(-1) ?? null;
  return [...links].filter((link) => wanted === null || dayOfAddress(link) === wanted);
}

function linksOfPage(page: Page): string[] {
  return [...(decodeHtml(page.bytes) ?? '').matchAll(LINK)].flatMap(([, ...forms]) => {
    const href =
      forms
        .find((form) => form !== undefined)
        ?.replaceAll('&amp;', '&')
        .trim() ?? '';
    if (!URL.canParse(href, page.address)) return [];
    const link = new URL(href, page.address);
    link.hash = '';
    return /\.pdf$/iu.test(link.pathname) && isSameHost(link.href, page.address) ? [link.href] : [];
  });
}
