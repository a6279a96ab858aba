import { isHtml, type Page, type PageLinks } from '../html/index.ts';
import { FetchError, shownAddress } from '../web/index.ts';
import { dayOfAddress, isArticleAddress, isSameHost } from './addresses.ts';
import { type Collector, type Got, want } from './collector.ts';
import type { FetchedIssue } from './fetched-issue.ts';
import type { Front } from './find-front.ts';
import { isLookedAt, isReadable, lookAt } from './look-at.ts';
import { pdfLinksOf } from './pdf-links.ts';
import { outcomeOf } from './visit.ts';

/** From the front page to the whole issue, in whatever form it stands there. */
export async function collectIssue(
  collector: Collector,
  front: Front,
  day: string | null,
): Promise<FetchedIssue> {
  const { got, links, shells } = front;
  const outcome = (lists: readonly { readonly got: Got }[]) => {
    const gots = [...shells, ...lists.map((list) => list.got)];
    return outcomeOf(
      collector,
      gots.map(({ mark }) => mark),
    );
  };
  const pages = [got.page];
  if (!isHtml(got.page.bytes))
    return { kind: 'files', files: pages.map(toFile), ...outcome([front]) };
  const isList = links.pages.length > 0 || links.articles.length > 0;
  if (isArticleAddress(got.page.address) || (!isList && isReadable(pages)))
    return { kind: 'pages', pages, ...outcome([front]) };
  const lists = await fetchLists(collector, front);
  const issue = await fetchArticles(collector, lists);
  if (issue.length > lists.length) return { kind: 'pages', pages: issue, ...outcome(lists) };
  const files = await fetchPdfs(collector, lists, day);
  if (files.length > 0) return { kind: 'files', files, ...outcome(lists) };
  if (isReadable(issue)) return { kind: 'pages', pages: issue, ...outcome(lists) };
  throw nothingFound(collector, front);
}

type List = { readonly got: Got; readonly links: PageLinks };

/** The page lists: those the front page names, and those that only another one names. */
async function fetchLists(collector: Collector, { got, links }: Front): Promise<List[]> {
  const front = got.page.address;
  const lists: List[] = [{ got, links }];
  const read = new Set([front, got.mark.address]);
  // Grows while it is gone through.
  const named = new Set(links.pages.map(({ address }) => address));
  for (const address of named) {
    if (read.has(address) || !isOfIssue(address, front)) continue;
    const next = await want(collector, address, front);
    collector.onPage(lists.length, Math.max(lists.length, named.size));
    if (!next || !isHtml(next.page.bytes) || read.has(next.page.address)) continue;
    const list = { got: next, links: lookAt(next.page) };
    read.add(next.page.address);
    lists.push(list);
    for (const link of list.links.pages) named.add(link.address);
  }
  return lists;
}

/** Each list with its articles behind it. What two lists name stands where it is named first. */
async function fetchArticles(collector: Collector, lists: readonly List[]): Promise<Page[]> {
  const known = new Set(lists.map(({ got }) => got.page.address));
  const plan = lists.map(({ got: { page }, links }) => ({
    page,
    articles: links.articles.flatMap(({ address }) => {
      if (known.has(address) || !isOfIssue(address, page.address)) return [];
      known.add(address);
      return [address];
    }),
  }));
  const issue: Page[] = [];
  let done = lists.length;
  for (const { page, articles } of plan) {
    issue.push(page);
    for (const address of articles) {
      const got = await want(collector, address, page.address);
      collector.onPage(++done, known.size);
      // Under the address its list has for it, by which the two are put together again.
      if (got && isHtml(got.page.bytes)) issue.push({ address, bytes: got.page.bytes });
    }
  }
  return issue;
}

/** On this host, and not of another day. */
function isOfIssue(address: string, list: string): boolean {
  const [one, other] = [dayOfAddress(address), dayOfAddress(list)];
  return isSameHost(address, list) && (one === other || one === null || other === null);
}

async function fetchPdfs(collector: Collector, lists: readonly List[], day: string | null) {
  const pages = lists.map(({ got }) => got.page).filter(isLookedAt);
  const [front] = pages;
  const links = front ? pdfLinksOf(pages, day ?? dayOfAddress(front.address)) : [];
  const files = [];
  for (const [at, link] of links.entries()) {
    const got = await want(collector, link, front?.address ?? link);
    collector.onPage(at + 1, links.length);
    if (got) files.push(toFile(got.page));
  }
  return files;
}

/** A name without the address's query, which may be a key to the site. */
function toFile({ address, bytes }: Page) {
  return { name: shownAddress(address), bytes };
}

function nothingFound({ missing }: Collector, { got: { page } }: Front): FetchError {
  const [first] = missing;
  if (first)
    return new FetchError(
      page.address,
      first.fault,
      `none of its articles came (${first.reason})`,
      first.status === null ? {} : { status: first.status },
    );
  const hasScript = /<script\b/iu.test(Buffer.from(page.bytes).toString('latin1'));
  const met = hasScript ? ', only a page that a script fills in a browser' : '';
  return new FetchError(
    page.address,
    'not-a-page',
    `there is no article, no list of pages and no PDF${met}`,
  );
}
