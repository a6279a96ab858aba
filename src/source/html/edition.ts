import { editionNumberIn, type Imprint, type IsoDate } from '../../domain/index.ts';
import { dayInPath, isoDate, pathOf } from './address.ts';
import { factOf } from './marks.ts';
import { metaOf, type OpenPage, textOf, windowTitle } from './open-page.ts';
import { renderText } from './render.ts';
import { select } from './select.ts';
import { dates } from './skins.ts';
import { tidy } from './tidy.ts';

/** Where a page prints the number of its issue. */
const HEAD = 5_000;

/** Which edition a page belongs to, by its address, its facts and its own words. */
export function editionOf(page: OpenPage): Imprint {
  const words = renderText(page.tree.children);
  const publication = publicationOf(page);
  return {
    publication: publication && tidy(publication),
    date: dateOf(page, words),
    number: editionNumberIn(words.slice(0, HEAD)),
  };
}

function dateOf(page: OpenPage, words: string): IsoDate | null {
  return (
    dayInPath(pathOf(page.url)) ??
    dayIn(factOf(page.property, 'date') ?? '') ??
    chatDay(page.html) ??
    dayIn(metaOf(page, META_DAY) ?? '') ??
    printedDay(page, words) ??
    dayIn(page.url.search)
  );
}

// <meta name="PubDate" content="2025-01-10 08:00"> / <meta property="article:published_time">
const META_DAY = /^(?:pubdate|publishdate|publishtime|article:published_time|og:release_date)$/iu;

/** `var ct = "1736438400"`, `createTime = '2025-01-10 08:00'`: the only place a WeChat page has its day. */
function chatDay(html: string): IsoDate | null {
  const [, seconds] = /\b(?:ct|create_?[tT]ime)\s{0,3}[=:]\s{0,3}["']?(1\d{9})\b/u.exec(html) ?? [];
  if (seconds) return dayInChina(Number(seconds));
  return dayIn(/\bcreateTime\s{0,3}[=:]\s{0,3}["']([^"']{8,30})["']/u.exec(html)?.[1] ?? '');
}

/** No summer time since 1991: China's clocks are eight hours ahead. */
const dayInChina = (seconds: number): IsoDate =>
  new Date((seconds + 8 * 3_600) * 1_000).toISOString().slice(0, 10);

/** In the places for it, else beside its label or its day of the week. */
function printedDay(page: OpenPage, words: string): IsoDate | null {
  for (const selector of dates) {
    for (const element of select(page.tree, selector).slice(0, 20)) {
      const day = dayIn(renderText(element.children).slice(0, 200));
      if (day) return day;
    }
  }
  const printed = LABELLED.exec(words)?.[1] ?? WITH_WEEKDAY.exec(words)?.[0] ?? '';
  return dayIn(printed);
}

// 刊发日期:2025-01-10 / 信息时间: 2025年1月10日 / >2025-01-10编印
const LABELLED =
  /(?:(?:刊发|发布|出版|信息|更新|发表)(?:日期|时间)\s?[:：]\s?|总第\d{1,6}期\s?>?\s?)(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})/u;
// 2018年6月4星期一
const WITH_WEEKDAY = /\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日?\s?(?=星期|周[一二三四五六日])/u;

/** The first day printed with its year. */
function dayIn(text: string): IsoDate | null {
  const [, year, month, day] =
    /(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)/u.exec(text) ??
    /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/u.exec(text) ??
    [];
  return year ? isoDate(Number(year), Number(month), Number(day)) : null;
}

function publicationOf(page: OpenPage): string | null {
  return (
    factOf(page.property, 'papername') ??
    PAPER.exec(textOf(select(page.tree, 'p.sec')))?.[1] ??
    chatAccount(page) ??
    PAPER_IN_TITLE.exec(windowTitle(page))?.[1] ??
    metaOf(page, /^og:site_name$/iu)
  );
}

// 《平阳样报》（2025年01月10日　第 01 版）
const PAPER = /《([^》]{2,20})》\s?[（(]\d{4}/u;
// 平阳样报数字报-第01版：要闻 / 平阳样报 01版：要闻
const PAPER_IN_TITLE =
  /^([\p{Script=Han}]{2,12}?)(?:数字报|电子报|电子版|多媒体数字|\s?[-_]?\s?第?\s?[A-Z]?\d{1,3}\s?版)/u;

/** `<strong class="profile_nickname">平阳发布</strong>`, `var nickname = "平阳发布"` */
function chatAccount({ tree, html }: OpenPage): string | null {
  const printed = textOf(select(tree, 'strong.profile_nickname, .profile_nickname, #js_name'));
  if (printed !== '') return printed;
  const [, account] =
    /\bnickname\s{0,3}=\s{0,3}(?:htmlDecode\()?["']([^"']{1,60})["']/u.exec(html) ?? [];
  return account ?? null;
}
