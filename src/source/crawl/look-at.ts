import { isHtml, linksOf, type Page, type PageLinks, readHtml } from '../html/index.ts';
import { SourceError } from '../source-error.ts';

/** Of HTML. No list of pages comes near; reading more would hold up everybody else. */
const LOOKED_AT_BYTES = 2 * 1024 * 1024;

/** Where a page leads; nowhere if it is no HTML, or far too much of it. */
export function lookAt(page: Page): PageLinks {
  return isLookedAt(page) ? (ifReadable(() => linksOf(page)) ?? NO_LINKS) : NO_LINKS;
}

const NO_LINKS: PageLinks = { redirect: null, pages: [], articles: [], issueDates: [], date: null };

/** Whether there is an article on these pages. */
export function isReadable(pages: readonly Page[]): boolean {
  return pages.every(isLookedAt) && (ifReadable(() => readHtml(pages)) ?? []).length > 0;
}

function ifReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}

export function isLookedAt({ bytes }: Page): boolean {
  return bytes.length <= LOOKED_AT_BYTES && isHtml(bytes);
}
