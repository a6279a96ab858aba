import type { Imprint } from '../../domain/index.ts';
import { SourceError } from '../source-error.ts';
import { resolveLink, urlOf } from './address.ts';
import { decodeHtml } from './decode-html.ts';
import { type Property, readProperty, withoutAdvertisements } from './marks.ts';
import { type Element, parseHtml, type Tree } from './parse-html.ts';
import { renderText } from './render.ts';
import { select } from './select.ts';
import { tidy } from './tidy.ts';

/** A page as it came. */
export type Page = {
  /** A URL, or a path inside a saved site. */
  readonly address: string;
  readonly bytes: Uint8Array;
  /** What a feed that links it says of it; what the page says itself goes before. */
  readonly told?: Pick<Imprint, 'publication' | 'date'>;
};

/** A page that is being read. */
export type OpenPage = {
  readonly address: string;
  readonly url: URL;
  /** What its links are written from. */
  readonly base: URL;
  readonly html: string;
  readonly tree: Tree;
  readonly property: Property;
};

/** @throws SourceError if it is no text, or is forged. */
export function openPage({ address, bytes }: Page): OpenPage {
  const decoded = decodeHtml(bytes);
  const url = urlOf(address);
  if (decoded === undefined || !url)
    throw new SourceError(address, 'garbled', 'it is not a page in UTF-8, UTF-16, GB18030 or Big5');
  const html = withoutAdvertisements(decoded);
  const tree = parseHtml(html, address);
  const written = select(tree, 'base[href]')[0]?.attribs['href'];
  const base = (written ? resolveLink(written, url) : undefined) ?? url;
  return { address, url, base, html, tree, property: readProperty(html) };
}

/** The words of the first place that has any. */
export function textOf(elements: readonly Element[]): string {
  for (const element of elements) {
    const text = renderText(element.children);
    if (text !== '') return text;
  }
  return '';
}

/** `<meta name="PubDate" content="…">`, `<meta property="og:title" content="…">` */
export function metaOf({ tree }: Pick<OpenPage, 'tree'>, names: RegExp): string | null {
  const meta = select(tree, 'meta[content]').find(({ attribs }) =>
    names.test(attribs['name'] ?? attribs['property'] ?? ''),
  );
  return tidy(meta?.attribs['content'] ?? '') || null;
}

/** What the window is called: nothing a reader sees on the page. */
export function windowTitle({ html }: Pick<OpenPage, 'html'>): string {
  const title = /<title[^>]{0,200}>([^<]{0,500})/iu.exec(html)?.[1] ?? '';
  return renderText(parseHtml(title, '').children);
}
