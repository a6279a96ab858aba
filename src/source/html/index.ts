/** Pages of e-papers and single articles. */
import type { IsoDate, RawIssue } from '../../domain/index.ts';
import { SourceError } from '../source-error.ts';
import { decodeText } from '../text/index.ts';

/** A page as it came. The address is a URL, or a path inside a saved site. */
export type Page = { readonly address: string; readonly bytes: Uint8Array };

export type HtmlIssue = { readonly raw: RawIssue; readonly pages: readonly Page[] };

export function isHtml(bytes: Uint8Array): boolean {
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|meta)\b/iu.test(
    decodeText(bytes.subarray(0, 2_000)) ?? '',
  );
}

export function readHtml(pages: readonly Page[]): HtmlIssue[] {
  throw new SourceError(pages[0]?.address ?? '', 'binary', 'HTML is not read yet');
}

export type Link = { readonly address: string; readonly title: string | null };

/** Where a page leads. */
export type PageLinks = {
  readonly redirect: string | null;
  readonly pages: readonly Link[];
  readonly articles: readonly Link[];
  readonly issueDates: readonly IsoDate[];
  readonly date: IsoDate | null;
};

export function linksOf(_page: Page): PageLinks {
  return { redirect: null, pages: [], articles: [], issueDates: [], date: null };
}

export function addressOfDay(_address: string, _day: IsoDate): string | null {
  return null;
}

export function decodeHtml(bytes: Uint8Array): string {
  return decodeText(bytes) ?? '';
}
