import { bodyOf } from './body.ts';
import { factOf, npmPart, strayTitle, titleIn } from './marks.ts';
import { metaOf, type OpenPage, textOf, windowTitle } from './open-page.ts';
import { parseHtml } from './parse-html.ts';
import { type Line, renderText } from './render.ts';
import { select } from './select.ts';
import { type Skin, skins, TITLES } from './skins.ts';
import { tight } from './tidy.ts';

/** An article as a page gives it: the head's parts apart, the text in lines. */
export type Article = {
  readonly leadIn: string;
  /** Empty where the page names none. */
  readonly title: string;
  readonly subtitle: string;
  readonly byline: string;
  readonly lines: readonly Line[];
  /** The text stands in a place its maker marks as such. */
  readonly isMarked: boolean;
};

type Head = Pick<Article, 'leadIn' | 'title' | 'subtitle' | 'byline'>;

/** `null` for a page without a text: a page of the paper, a picture, an advertisement. */
export function articleOf(page: OpenPage): Article | null {
  const body = bodyOf(page);
  if (!body) return null;
  const head = headOf(page);
  const lines = body.lines.slice(repeated(body.lines, head));
  return isAdvertisement(head.title) || lines.length === 0 ? null : { ...head, ...body, lines };
}

// 广告 / 公益广告 / 遗失声明·广告
const isAdvertisement = (title: string): boolean => /^(?:公益|分类)?广告$/u.test(tight(title));

/** Head lines that the text's place repeats at its start. */
function repeated(lines: readonly Line[], head: Head): number {
  const known = new Set(Object.values(head).map(tight));
  const at = lines.findIndex(({ text }) => !known.has(tight(text)));
  return Math.max(0, at);
}

function headOf(page: OpenPage): Head {
  const skin = skins.find(({ title }) => textOf(select(page.tree, title)) !== '');
  const printed = skin ? headIn(page, skin) : nothing;
  const { property, html } = page;
  const fragment = (text: string | null) => (text ? renderText(parseHtml(text, '').children) : '');
  const npm = (part: string) => fragment(npmPart(html, part));
  const paper = factOf(property, 'papername');
  const title = [
    npm('title'),
    printed.title,
    fragment(strayTitle(html)),
    fragment(titleIn(property)),
  ].find((text) => text !== '' && text !== paper);
  return {
    leadIn: npm('pretitle') || printed.leadIn || fragment(factOf(property, 'introtitle')),
    title: title ?? siteTitle(page),
    subtitle: npm('subtitle') || printed.subtitle || fragment(factOf(property, 'subtitle')),
    byline: bylineIn(npm('author') || printed.byline || fragment(factOf(property, 'author'))),
  };
}

const nothing: Head = { leadIn: '', title: '', subtitle: '', byline: '' };

function headIn({ tree, property }: OpenPage, skin: Skin): Head {
  const paper = factOf(property, 'papername');
  const find = (selector: string | undefined) => (selector ? select(tree, selector) : []);
  const titles = find(skin.title).map((element) => renderText(element.children));
  const title = titles.findLast((text) => text !== '' && text !== paper) ?? '';
  const head = {
    leadIn: textOf(find(skin.leadIn).slice(0, 1)),
    title: skin.around ? title : (titles.find((text) => text !== '') ?? ''),
    subtitle: textOf(find(skin.subtitle).slice(0, 1)),
    byline: textOf(find(skin.byline).slice(0, 1)),
  };
  return skin.around ? { ...head, ...aroundTitle(tree, skin, title, head.byline) } : head;
}

/** One class for the lines above the headline and below it. */
function aroundTitle(
  tree: OpenPage['tree'],
  skin: Skin,
  title: string,
  byline: string,
): Pick<Head, 'leadIn' | 'subtitle'> {
  const lines = select(tree, `${skin.title}, ${skin.around}`).map(({ children }) =>
    renderText(children),
  );
  const at = lines.lastIndexOf(title);
  const isHeadLine = (text: string) => text !== '' && text !== title && text !== byline;
  return {
    leadIn: lines.slice(Math.max(0, at - 2), at).find(isHeadLine) ?? '',
    subtitle: lines.slice(at + 1, at + 3).find(isHeadLine) ?? '',
  };
}

/** 本报记者 赵哲璐《平阳样报》（2025年01月10日　第 01 版）: the paper's name is no reporter's; nor is `admin`. */
function bylineIn(text: string): string {
  const byline = text.replace(/《[^》]{2,20}》\s?[（(][^）)]{4,40}[）)]/u, '').trim();
  return byline.length <= 80 && /\p{Script=Han}/u.test(byline) ? byline : '';
}

/** A title the window has too is the surest, for a site's own name may be set as a heading. */
function siteTitle(page: OpenPage): string {
  const window = windowTitle(page);
  const titles = select(page.tree, TITLES)
    .slice(0, 60)
    .map((element) => renderText(element.children))
    .filter((title) => title.length >= 4 && title.length <= 120);
  const meta = metaOf(page, /^(?:og:title|articletitle|twitter:title)$/iu);
  const sure = titles.filter((title) => tight(window).includes(tight(title)));
  return longest(sure) ?? meta ?? titles[0] ?? longest(window.split(/\s?[-_|–—]+\s?/u)) ?? '';
}

/** 标题 - 平阳新闻网: the site's name is the shorter part. */
function longest(parts: readonly string[]): string | undefined {
  return parts.toSorted((one, other) => other.length - one.length)[0];
}
