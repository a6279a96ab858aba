import type { Page } from '../html/index.ts';
import { LIMITS } from '../limits.ts';
import {
  FetchError,
  type FetchFault,
  hostOf,
  isPassing,
  shownAddress,
  type WebClient,
} from '../web/index.ts';
import { isArticleAddress, isSameHost } from './addresses.ts';
import { markOf, type PageMark } from './page-mark.ts';
import { ALLOWS_ALL, type Robots, readRobots } from './robots.ts';

/** A page an issue should have, and did not get. */
export type Missing = {
  readonly address: string;
  readonly fault: FetchFault;
  /** What the server answered, where it was that. */
  readonly status: number | null;
  readonly reason: string;
  /** It may come another time. */
  readonly isPassing: boolean;
};

/** A page that came, and what will tell whether it changed. */
export type Got = { readonly page: Page; readonly mark: PageMark };

/** Fetches the pages of one issue within its bounds. */
export type Collector = {
  readonly client: WebClient;
  readonly signal: AbortSignal;
  /** Before a page is tried again: as many tries as there are rests. */
  readonly restsMs: readonly number[];
  readonly missing: Missing[];
  /** By host: fetched once. */
  readonly robots: Map<string, Promise<Robots>>;
  readonly onPage: (done: number, total: number) => void;
  /** So far. */
  readonly spent: { pages: number; bytes: number; lostInARow: number };
};

/** As many pages in a row that do not come mean the site, and not the pages. */
const LOST_IN_A_ROW = 5;
/** Ours in robots.txt. */
const AGENT = 'gongbao';

/**
 * A page the issue cannot do without: somebody named it, or such a page leads to it.
 *
 * @throws FetchError
 */
export async function need(collector: Collector, address: string, from?: string): Promise<Got> {
  // A single article that somebody named is read as he would read it himself.
  const isNamed = from === undefined && isArticleAddress(address);
  if (!isNamed) await refuseForbidden(collector, address, from ?? address);
  return spend(collector, await get(collector, address, from));
}

/** A page the issue can do without: tried again, and then listed as missing. */
export async function want(
  collector: Collector,
  address: string,
  from: string,
): Promise<Got | null> {
  const { missing, signal, spent } = collector;
  const got = await fetchLinked(collector, address, from).catch((error: unknown) => {
    if (!(error instanceof FetchError) || signal.aborted || asksForRest(error)) throw error;
    spent.lostInARow = isPassing(error) ? spent.lostInARow + 1 : 0;
    if (spent.lostInARow >= LOST_IN_A_ROW) throw error;
    const { fault, status, reason } = error;
    missing.push({
      ...{ address: shownAddress(address), fault, status, reason },
      isPassing: isPassing(error),
    });
    return null;
  });
  if (!got) return null;
  spent.lostInARow = 0;
  return spend(collector, got);
}

async function fetchLinked(collector: Collector, address: string, from: string): Promise<Got> {
  await refuseForbidden(collector, address, from);
  const got = await tryAgain(collector, address, from);
  if (isSameHost(got.page.address, address)) return got;
  throw new FetchError(address, 'redirects', 'it is redirected to another site');
}

async function tryAgain(collector: Collector, address: string, from: string): Promise<Got> {
  for (const rest of collector.restsMs) {
    try {
      return await get(collector, address, from);
    } catch (error) {
      const isFinal = !(error instanceof FetchError) || !isPassing(error) || asksForRest(error);
      if (isFinal || collector.signal.aborted) throw error;
      await collector.client.wait(rest, collector.signal);
    }
  }
  return get(collector, address, from);
}

/** The site itself says that we ask too much: then nothing more is asked. */
function asksForRest({ status, retryAfterMs }: FetchError): boolean {
  return status === 429 || (status === 503 && retryAfterMs !== null);
}

async function get({ client, signal }: Collector, address: string, from?: string): Promise<Got> {
  const fetched = await client.get(address, { from, signal });
  if (fetched.status === 'unchanged') throw new FetchError(address, 'status', 'it sends no page');
  return {
    page: { address: fetched.address, bytes: fetched.bytes },
    mark: markOf(address, fetched),
  };
}

function spend({ spent }: Collector, got: Got): Got {
  const { address, bytes } = got.page;
  spent.pages++;
  spent.bytes += bytes.length;
  if (spent.pages > LIMITS.files)
    throw new FetchError(address, 'large', `its issue has more than ${LIMITS.files} pages`);
  if (spent.bytes > LIMITS.unpackedBytes)
    throw new FetchError(address, 'large', 'its issue has more than 100 MB');
  return got;
}

/** Before anything else is asked of a site, its rules are. @throws FetchError */
async function refuseForbidden(collector: Collector, address: string, from: string): Promise<void> {
  if (!(await isAllowed(collector, address, from)))
    throw new FetchError(address, 'forbidden', 'the robots.txt of its site forbids it');
}

export async function isAllowed(
  collector: Collector,
  address: string,
  from: string,
): Promise<boolean> {
  const { robots } = collector;
  if (!URL.canParse(address)) return true; // who fetches it says what is wrong
  const host = hostOf(address);
  const rules = robots.get(host) ?? robotsOf(collector, address, from);
  robots.set(host, rules);
  const { pathname, search } = new URL(address);
  return (await rules)(`${pathname}${search}`);
}

/** A site without readable rules forbids nothing, but one that asks for rest is left alone. */
async function robotsOf(
  { client, signal }: Collector,
  address: string,
  from: string,
): Promise<Robots> {
  try {
    const file = await client.get(new URL('/robots.txt', address).href, { from, signal });
    return file.status === 'ok' ? readRobots(file.bytes, AGENT) : ALLOWS_ALL;
  } catch (error) {
    const isSilent = error instanceof FetchError && !asksForRest(error);
    if (isSilent && !signal.aborted) return ALLOWS_ALL;
    throw error;
  }
}
