import type { Answer } from '../source/crawl/paper.ts';

const PATH = /^\/html\/(\d{4}-\d{2})\/(\d{2})\/(node_1|content_(\d))\.htm$/u;

/** A site with an issue of two articles for every day, as Founder's table layout writes it. */
export function dailyPaper(
  newest: string,
  change: (date: string, article: number | null) => Answer | 'as it is' = () => 'as it is',
) {
  return (path: string): Answer => {
    if (path === '/paperindex.htm')
      return redirectTo(`html/${newest.replace(/-(?=\d\d$)/u, '/')}/node_1.htm`);
    const [, month = '', day = '', page, article] = PATH.exec(path) ?? [];
    if (page === undefined) return undefined;
    const date = `${month}-${day}`;
    const number = article === undefined ? null : Number(article);
    const changed = date > newest ? undefined : change(date, number);
    if (changed !== 'as it is') return changed;
    return number === null ? listOf(date) : articleOf(date, number);
  };
}

function redirectTo(path: string): string {
  return `<html><head><meta http-equiv="refresh" content="0; url=${path}"></head></html>`;
}

function page(body: string): string {
  return `<html><head><meta charset="utf-8"></head><body>${body}</body></html>`;
}

function listOf(date: string): string {
  const articles = [1, 2].map(
    (one) =>
      `<tr><td><a href=content_${one}.htm><div id=mp${one}>${titleOf(date, one)}</div></a></td></tr>`,
  );
  return page(
    `<table><tr><td><a id=pageLink href=node_1.htm>第01版：要闻</a></td></tr>${articles.join('')}</table>`,
  );
}

function articleOf(date: string, one: number): string {
  return page(`<founder-title>${titleOf(date, one)}</founder-title>
<div id=ozoom><founder-content><!--enpcontent-->
<P>　　本报讯（记者 王芳）${date}上午，县里召开第${one}次民生实事项目推进会，听取各乡镇的进展情况。</P>
<P>　　会议要求，各村要把好事办好、实事办实，让群众得到实惠。</P>
<!--/enpcontent--></founder-content></div>`);
}

function titleOf(date: string, one: number): string {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日全县第${one}次推进会召开`;
}
