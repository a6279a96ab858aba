import { addressOf, resolveLink } from './address.ts';
import { PHONE_COPY } from './families.ts';
import type { OpenPage } from './open-page.ts';
import { type Element, elementsIn, isElement } from './parse-html.ts';
import { parentOf, select } from './select.ts';

/** The ways a page sends its reader on, each under a line as it is written; in the order they count. */
const scripts: readonly RegExp[] = [
  // window.location.href = "202501/10/node_01.html"; / location='a.html' / top.location.href="…"
  /(?<![\w.$])(?:(?:window|top|self|parent|document)\s?\.\s?)*location(?:\s?\.\s?href)?\s{0,5}=\s{0,5}(["'])(?<link>[^"'\n]{1,500})\1\s{0,5}(?![\s+.])/gu,
  // location.replace("202501/10/node_01.html")
  /(?<![\w.$])(?:(?:window|top|self|parent|document)\s?\.\s?)*location\s?\.\s?(?:replace|assign)\s?\(\s{0,5}(["'])(?<link>[^"'\n]{1,500})\1\s{0,5}\)/gu,
  // setTimeout("javascript:location.href='20250110/node_1.htm'", 1000)
  /location(?:\.href)?\s?=\s?\\?'(?<link>[^"'\\\n]{1,500})\\?'\s?;?\s?"/gu,
];

/** Where the page sends its reader on to, or `null`; a page's own address is no other page. */
export function redirectIn(page: OpenPage): string | null {
  const sent = [...metaLinks(page), ...scriptLinks(page)].map((link) => resolve(link, page));
  // Of links to click on, some lead away: to the authority that has registered the site.
  const offered = noscriptLinks(page)
    .map((link) => resolve(link, page))
    .filter((url) => url?.hostname === page.url.hostname);
  const [first] = [...sent, ...offered].filter((url) => url !== null);
  return first ? addressOf(first) : null;
}

function resolve(link: string, page: OpenPage): URL | null {
  const url = resolveLink(link, page.base);
  return url && url.href !== page.url.href && !PHONE_COPY.test(url.pathname) ? url : null;
}

/** `<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/2025-01/10/node_1.htm">` */
function metaLinks({ tree }: OpenPage): string[] {
  return select(tree, 'meta[http-equiv]')
    .filter((meta) => /^refresh$/iu.test(meta.attribs['http-equiv'] ?? '') && !isInNoscript(meta))
    .map(refreshLink)
    .filter((link) => link !== '');
}

function refreshLink({ attribs }: Element): string {
  const content = (attribs['content'] ?? '').slice(0, 1_000);
  return /^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']*)/iu.exec(content)?.[1]?.trim() ?? '';
}

function scriptLinks({ tree }: OpenPage): string[] {
  const codes = select(tree, 'script')
    .filter(({ attribs }) => attribs['src'] === undefined)
    .map(({ children }) =>
      children.map((child) => (child.type === 'text' ? child.data : '')).join(''),
    );
  const onload = select(tree, 'body[onload]').map(({ attribs }) => attribs['onload'] ?? '');
  return [...codes, ...onload].flatMap((code) =>
    scripts.flatMap((pattern) =>
      [...code.matchAll(pattern)].map(({ groups }) => groups?.['link'] ?? ''),
    ),
  );
}

/** Without scripts a reader gets a link to click on. */
function noscriptLinks({ tree }: OpenPage): string[] {
  return select(tree, 'noscript')
    .flatMap(({ children }) =>
      elementsIn(children).flatMap((element) => {
        if (element.name === 'a') return [element.attribs['href'] ?? ''];
        return element.name === 'meta' ? [refreshLink(element)] : [];
      }),
    )
    .filter((link) => link !== '');
}

function isInNoscript(element: Element): boolean {
  for (let above = parentOf(element); above; above = parentOf(above))
    if (isElement(above) && above.name === 'noscript') return true;
  return false;
}
