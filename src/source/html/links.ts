import type { IsoDate } from '../../domain/index.ts';
import { addressOf, dayInPath, pathOf, resolveLink } from './address.ts';
import { families, isArticlePath, isPagePath, PHONE_COPY } from './families.ts';
import type { OpenPage } from './open-page.ts';
import { type Element, isElement, parseHtml } from './parse-html.ts';
import { renderText } from './render.ts';
import { select } from './select.ts';

/** A link with the words a reader clicks on; `null` where it has none of its own. */
export type Link = { readonly address: string; readonly title: string | null };

export type Links = { readonly pages: readonly Link[]; readonly articles: readonly Link[] };

// 上一版 / 下一篇 / 版面导航 / 返回版面 / PDF: where to go, not what is there
const GUIDE =
  /^[«»<>＜＞\s\d]{0,3}(?:[上下前后]一?[版页篇期]|版面导航|返回.{0,6}|首页|PDF|手机版|更多|详细|阅读全文|查看.{0,4})[«»<>＜＞\s]*$/iu;
const NO_PAGE = /\.(?:pdf|jpe?g|png|gif|css|js|xml|zip|docx?|mp[34])$/iu;

/** The issue's pages and articles a page names, in the order it lists them. */
export function linksIn(page: OpenPage): Links {
  const special = specialLinks(page);
  const pages = new Map<string, string | null>();
  const articles = new Map<string, string | null>();
  for (const anchor of select(page.tree, 'a[href], area[href]')) {
    const url = resolveLink(anchor.attribs['href'] ?? '', page.base);
    if (!url || url.host !== page.url.host || !isWanted(url)) continue;
    const title = titleOf(anchor);
    const path = pathOf(url);
    if (isArticlePath(path) || special.articles.has(anchor)) add(articles, addressOf(url), title);
    else if (isPagePath(path) || special.pages.has(anchor)) add(pages, addressOf(url), title);
  }
  return ofOneDay(page, { pages: listed(pages), articles: listed(articles) });
}

/** 上一期: the pages of other days are linked too. Where the page itself has no day, the newest counts. */
function ofOneDay(page: OpenPage, { pages, articles }: Links): Links {
  const own = dayInPath(pathOf(page.url));
  const days = pages.flatMap(({ address }) => dayInPath(address) ?? []);
  const newest = own ?? days.toSorted().at(-1);
  const isOf = (day: string | null | undefined) => (link: Link) =>
    !day || (dayInPath(link.address) ?? day) === day;
  return { pages: pages.filter(isOf(newest)), articles: articles.filter(isOf(own)) };
}

const isWanted = (url: URL): boolean =>
  !PHONE_COPY.test(url.pathname) && !NO_PAGE.test(url.pathname);

/** Links known by where they stand on the page. */
function specialLinks({ tree }: OpenPage): Record<'pages' | 'articles', ReadonlySet<Element>> {
  const find = (key: 'pageLinks' | 'articleLinks') =>
    new Set(families.flatMap((family) => (family[key] ? select(tree, family[key]) : [])));
  return { pages: find('pageLinks'), articles: find('articleLinks') };
}

function titleOf(anchor: Element): string | null {
  const title = anchor.name === 'area' ? '' : renderText(anchor.children) || scriptedTitle(anchor);
  return title === '' || GUIDE.test(title) ? null : title;
}

/** `<a href=nw.D110000renmrb_20171016_1-01.htm><script>document.write(view("标题"))</script></a>` */
function scriptedTitle({ children }: Element): string {
  const code = children.flatMap((child) =>
    isElement(child) && child.name === 'script' ? child.children : [],
  );
  const text = code.map((child) => (child.type === 'text' ? child.data : '')).join('');
  const [, title = ''] = /document\.write\((?:view\()?"([^"]{1,300})"/u.exec(text) ?? [];
  return renderText(parseHtml(title, '').children);
}

/** A page is linked from its picture, from the list and from arrows: the first words count. */
function add(links: Map<string, string | null>, address: string, title: string | null): void {
  const known = links.get(address);
  if (known === undefined || known === null) {
    // The list gives the order, and the picture's areas only what it leaves out.
    if (title !== null) links.delete(address);
    links.set(address, title);
  }
}

function listed(links: ReadonlyMap<string, string | null>): Link[] {
  const all = [...links].map(([address, title]) => ({ address, title }));
  return [
    ...all.filter(({ title }) => title !== null),
    ...all.filter(({ title }) => title === null),
  ];
}

/** The days of a list of issues: `<period_name>2025-01-10</period_name>`. */
export function issueDatesIn(html: string): IsoDate[] {
  const days = html.matchAll(/<period_name>\s*(\d{4}-\d{2}-\d{2})\s*<\/period_name>/giu);
  return [...new Set([...days].map(([, day]) => day ?? ''))];
}
