/** Where a site's pages print the parts of an article. */
export type Skin = {
  readonly title: string;
  readonly leadIn?: string;
  readonly subtitle?: string;
  readonly byline?: string;
  /** The same selector may stand above the title and below it: then the place decides. */
  readonly around?: string;
};

/** Each under a line as the site writes it; the first whose title has words is the page's. */
export const skins: readonly Skin[] = [
  // <TD class=font02>引题</TD> <TD class=font01><founder-title>标题</founder-title></TD>
  { title: 'founder-title', around: 'td.font02', byline: 'founder-author' },
  { title: 'td.font01', around: 'td.font02' },
  // <div class="article"><h3>引题</h3><h1>标题</h1><h2>副题</h2><p class="sec">本报记者 甲
  {
    title: 'div.article > h1',
    leadIn: 'div.article > h3',
    subtitle: 'div.article > h2',
    byline: 'div.article > p.sec',
  },
  // <h1 class="rich_media_title" id="activity-name">
  { title: 'h1.rich_media_title, #activity-name' },
  // <div class="xha-view-title"><h3></h3><h1>标题</h1>
  {
    title: '.xha-view-title h1',
    leadIn: '.xha-view-title h3',
    subtitle: '.xha-view-title h2',
    byline: '.xha-view-title .author',
  },
];

/** Titles of pages no maker is known of. One that the window's title has too is the surest. */
export const TITLES =
  'h1, h2.title, .title, .article-title, #title, .tit, .bt, .news-title, .art_title, h2, .contentTitle';

/** Where an article's text stands, in the order to look: the makers' own marks first. */
export const bodies: readonly string[] = [
  // <founder-content><P>…
  'founder-content',
  // <div id=ozoom>
  '#ozoom',
  // <div id="articleContent">
  '#articleContent',
  // <div id="article_view_content">
  '#article_view_content',
  // <div class="rich_media_content" id="js_content" style="visibility: hidden;">
  '#js_content, .rich_media_content',
  // <div class="cont-b"><content>
  '.cont-b',
  'content',
];

/** The same for pages of sites: what they hold may be more than the text. */
export const siteBodies: readonly string[] = [
  '#content',
  'div.content',
  'div.article',
  'td.black14',
  '#mdf',
  '#detail',
  '#zoom',
  '.TRS_Editor',
  '#vsb_content',
  '.article-content',
  'article',
];

/** Where a page prints its day. */
export const dates: readonly string[] = [
  // <p class="sec">本报记者 甲<span class="date">《平阳样报》（2025年01月10日　第 01 版）</span></p>
  'p.sec',
  // <span class="date">2025年01月10日 星期五</span>
  '.date',
  // <div class="time">2020-01-01</div> / <span class="today">
  '.time',
  '.today',
  '#publish_time',
  '.pubtime, .pub-time, .publish-time, #pubtime, .source, .info',
];
