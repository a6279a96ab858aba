import { parseFeed } from 'feedsmith';
import type { IsoDate } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { LIMITS } from '../limits.ts';
import { SourceError } from '../source-error.ts';
import { dayOf } from './dates.ts';
import { decodeFeed } from './decode-feed.ts';
import { escaped, plainText } from './entry-text.ts';

/** One entry of a feed, whichever kind of feed it was. */
export type FeedEntry = {
  /** Absolute, and to a page of the web. */
  readonly link: string | null;
  readonly title: string;
  /** The day in China. */
  readonly date: IsoDate | null;
  readonly html: string | null;
  /** The whole article stands in the feed; else the link leads to it. */
  readonly isWhole: boolean;
};

export type ParsedFeed = {
  readonly title: string | null;
  readonly entries: readonly FeedEntry[];
};

/** What the four kinds of feed say, in the same words. */
type Told = {
  readonly title: string | undefined;
  readonly base: string | undefined;
  readonly updated: string | undefined;
  readonly entries: readonly ToldEntry[];
};
type ToldEntry = {
  readonly title: string | undefined;
  readonly links: readonly (string | undefined)[];
  readonly base?: string | undefined;
  readonly dates: readonly (string | undefined)[];
  readonly content: string | undefined;
  readonly summary: string | undefined;
};
type Feed = ReturnType<typeof parseFeed<string>>;

/** @throws SourceError if it is no feed after all, or has more entries than an issue may have. */
export function parseEntries({ name, bytes }: NamedBytes): ParsedFeed {
  const told = tell(read(name, decodeFeed(bytes)));
  if (told.entries.length > LIMITS.files)
    throw new SourceError(name, 'long', `it has more than ${LIMITS.files} entries`);
  const base = told.base ?? name;
  return {
    title: nameOf(told.title),
    entries: told.entries.map((entry) => readEntry(entry, base, told.updated)),
  };
}

function read(name: string, text: string): Feed {
  try {
    return parseFeed(text);
  } catch (cause) {
    throw new SourceError(name, 'damaged', 'it is a damaged feed', { cause });
  }
}

function tell(feed: Feed): Told {
  switch (feed.format) {
    case 'rss':
      return tellRss(feed.feed);
    case 'rdf':
      return tellRdf(feed.feed);
    case 'atom':
      return tellAtom(feed.feed);
    case 'json':
      return tellJson(feed.feed);
  }
}

type FeedOf<Format extends Feed['format']> = Extract<Feed, { readonly format: Format }>['feed'];

function tellRss(feed: FeedOf<'rss'>): Told {
  return {
    title: feed.title,
    base: feed.link,
    updated: feed.lastBuildDate ?? feed.pubDate ?? feed.dc?.dates?.[0],
    entries: (feed.items ?? []).map((item) => ({
      title: item.title ?? item.dc?.titles?.[0],
      links: [item.link, item.guid?.isPermaLink === false ? undefined : item.guid?.value],
      dates: [item.pubDate, item.dc?.dates?.[0], item.atom?.published, item.atom?.updated],
      content: item.content?.encoded,
      summary: item.description,
    })),
  };
}

function tellRdf(feed: FeedOf<'rdf'>): Told {
  return {
    title: feed.title,
    base: feed.link,
    updated: feed.dc?.dates?.[0],
    entries: (feed.items ?? []).map((item) => ({
      title: item.title,
      links: [item.link, item.rdf?.about],
      dates: [item.dc?.dates?.[0]],
      content: item.content?.encoded,
      summary: item.description,
    })),
  };
}

function tellAtom(feed: FeedOf<'atom'>): Told {
  const self = linkIn(feed.links);
  return {
    title: textOf(feed.title),
    base: feed.xml?.base ?? self,
    updated: feed.updated,
    entries: (feed.entries ?? []).map((entry) => ({
      title: textOf(entry.title),
      links: [linkIn(entry.links), entry.id],
      base: entry.xml?.base,
      dates: [entry.published, entry.updated, entry.dc?.dates?.[0]],
      content: textOf(entry.content),
      summary: textOf(entry.summary),
    })),
  };
}

function tellJson(feed: FeedOf<'json'>): Told {
  return {
    title: feed.title,
    base: feed.home_page_url ?? feed.feed_url,
    updated: undefined,
    entries: (feed.items ?? []).map((item) => ({
      title: item.title,
      links: [item.url, item.external_url, item.id],
      dates: [item.date_published, item.date_modified],
      content: item.content_html ?? (item.content_text && escaped(item.content_text)),
      summary: item.summary && escaped(item.summary),
    })),
  };
}

type Link = { readonly href?: string | undefined; readonly rel?: string | undefined };

/** To the page, and not to the feed itself or a picture. */
function linkIn(links: readonly Link[] | undefined): string | undefined {
  return links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
}

type Text = { readonly value?: string | undefined; readonly type?: string | undefined };

/** Atom's text is markup only where it says so. */
function textOf(text: Text | undefined): string | undefined {
  const isMarkup = /html/u.test(text?.type ?? '');
  return text?.value === undefined || isMarkup ? text?.value : escaped(text.value);
}

function readEntry(entry: ToldEntry, base: string, updated: string | undefined): FeedEntry {
  const html = [entry.content, entry.summary].find((text) => text && plainText(text) !== '');
  const isContent = html !== undefined && html === entry.content;
  const text = html === undefined ? '' : plainText(html);
  return {
    link: addressOf(entry.links, entry.base ? (resolve(entry.base, base) ?? base) : base),
    title: plainText(entry.title ?? '').replace(/\s+/gu, ' ') || firstSentence(text),
    date: [...entry.dates, updated].map(dayOf).find((day) => day !== undefined) ?? null,
    html: html ?? null,
    isWhole: isWhole(text, isContent),
  };
}

/** 今日平阳 - RSS订阅 is a paper's name with what it hands out. */
function nameOf(title: string | undefined): string | null {
  const name = plainText((title ?? '').slice(0, 500)).replace(
    /[\s_|:：—–-]*(?:RSS|Atom|Feed)(?:订阅|源|频道)?$/iu,
    '',
  );
  return name === '' ? null : name.slice(0, 60);
}

function addressOf(links: readonly (string | undefined)[], base: string): string | null {
  for (const link of links) {
    const address = link ? resolve(link.trim(), base) : undefined;
    if (address) return address;
  }
  return null;
}

function resolve(link: string, base: string): string | undefined {
  const url = URL.parse(link, base) ?? URL.parse(link);
  return url && /^https?:$/u.test(url.protocol) ? url.href : undefined;
}

function firstSentence(text: string): string {
  return /^[^。！？；\n]{1,60}/u.exec(text)?.[0] ?? '';
}

/** What ends as a teaser does goes on elsewhere. */
const TEASER =
  /(?:…|\.{3}|\[…\]|\[\.{3}\]|(?:阅读|查看|点击|浏览)?(?:全文|原文|更多|详情|详细)[》>»\])）]*)\s*$/u;
/** A description this long, or in several paragraphs, is the article itself. */
const LONG = 300;
/** A line that only names the source ends otherwise, and so does what was cut off. */
const PARAGRAPH = /[。！？；：][”’」』）)]*$/u;
/** As an article ends: a sentence, a note in brackets, the day of a notice. */
const END = /(?:[。！？][”’」』）)]*|[）)]|日)$/u;

function isWhole(text: string, isContent: boolean): boolean {
  if (!/\p{Script=Han}/u.test(text) || TEASER.test(text.slice(-30))) return false;
  return isContent || text.length >= LONG || isInParagraphs(text);
}

function isInParagraphs(text: string): boolean {
  const lines = text.trimEnd().split('\n');
  return END.test(text.trimEnd()) && lines.filter((line) => PARAGRAPH.test(line)).length > 1;
}
