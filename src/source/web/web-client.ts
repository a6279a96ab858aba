import { lookup } from 'node:dns/promises';
import { Agent, type Dispatcher } from 'undici';
import { LIMITS } from '../limits.ts';
import { hostOf, parseAddress } from './address.ts';
import { readFailure } from './failure.ts';
import { FetchError } from './fetch-error.ts';
import { guardedConnector, isInReach, type Reach, type Resolve } from './reach.ts';
import { readBody } from './read-body.ts';
import { createTurns, type Turns, type Wait, wait } from './turns.ts';

export type Fetched =
  | {
      readonly status: 'ok';
      /** Where it was in the end, after redirects. */
      readonly address: string;
      readonly bytes: Uint8Array;
      readonly mediaType: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  /** Since the answer that had the given `etag` or `lastModified`. */
  | { readonly status: 'unchanged' };

type GetOptions = {
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** The page that links here. Trust in a host holds for what its own pages link. */
  readonly from?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type WebClient = {
  /** @throws FetchError, or the signal's reason. */
  get(address: string, options?: GetOptions): Promise<Fetched>;
  /** For who wants to ask once more, later. */
  readonly wait: Wait;
  close(): Promise<void>;
};

type WebClientOptions = {
  readonly userAgent: string;
  /** Hosts (`hostOf`) an operator named himself: they may be on a private network. */
  readonly trustedHosts?: ReadonlySet<string>;
  /** After each request to a host; none for hosts of this machine and its network. */
  readonly pauseMs?: number;
  /** For one page, its redirects and all. */
  readonly pageMs?: number;
  readonly pageBytes?: number;
  readonly resolve?: Resolve;
  readonly now?: () => number;
  readonly wait?: Wait;
};

const PAUSE_MS = 300;
const PAGE_MS = 30_000;
const CONNECT_MS = 10_000;
const MAX_REDIRECTS = 4;

type Client = {
  readonly headers: Readonly<Record<string, string>>;
  readonly trustedHosts: ReadonlySet<string>;
  /** A connection made in trust must not serve a request without it: they are kept apart. */
  readonly agents: Readonly<Record<Reach, Agent>>;
  readonly turns: Turns;
  readonly pageMs: number;
  readonly pageBytes: number;
  readonly now: () => number;
};

export function createWebClient(options: WebClientOptions): WebClient {
  const client = createClient(options);
  return {
    get: (address, asked = {}) => getPage(client, address, asked),
    wait: options.wait ?? wait,
    async close() {
      await Promise.all([client.agents.public.destroy(), client.agents.near.destroy()]);
    },
  };
}

function createClient(options: WebClientOptions): Client {
  const { pauseMs = PAUSE_MS, pageMs = PAGE_MS, now = Date.now } = options;
  const near = new Set<string>();
  const agentOf = (reach: Reach) =>
    new Agent({
      allowH2: false,
      connections: 1,
      headersTimeout: pageMs,
      bodyTimeout: pageMs,
      connect: guardedConnector({
        reach,
        resolve: options.resolve ?? ((hostname) => lookup(hostname, { all: true })),
        timeoutMs: Math.min(CONNECT_MS, pageMs),
        onConnect: (hostname, address) => {
          if (address && !isInReach(address, 'public')) near.add(hostname);
        },
      }),
    });
  return {
    headers: {
      'user-agent': options.userAgent,
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'accept-language': 'zh-CN,zh;q=0.9',
      'accept-encoding': 'gzip, deflate, br',
    },
    trustedHosts: options.trustedHosts ?? new Set(),
    agents: { public: agentOf('public'), near: agentOf('near') },
    turns: createTurns({
      pauseOf: (host) => (near.has(host) ? 0 : pauseMs),
      now,
      wait: options.wait ?? wait,
    }),
    pageMs,
    pageBytes: options.pageBytes ?? LIMITS.bytes,
    now,
  };
}

/** Follows redirects by itself: each of them is checked like an address that was typed. */
async function getPage(client: Client, address: string, options: GetOptions): Promise<Fetched> {
  let url = parseAddress(address);
  let from = options.from === undefined ? url : parseAddress(options.from);
  let leftMs = client.pageMs;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const request = { url, reach: reachOf(client, url, from), leftMs, options };
    const asking = async () => {
      const began = client.now();
      const answer = await ask(client, request);
      leftMs = Math.max(1, leftMs - (client.now() - began));
      return answer;
    };
    const answer = await client.turns(url.hostname, asking, options.signal);
    if (!('location' in answer)) return answer;
    from = url;
    url = parseAddress(answer.location);
  }
  throw new FetchError(address, 'redirects', 'it is redirected again and again');
}

function reachOf({ trustedHosts }: Client, url: URL, from: URL): Reach {
  return trustedHosts.has(hostOf(url)) && hostOf(url) === hostOf(from) ? 'near' : 'public';
}

type Request = {
  readonly url: URL;
  readonly reach: Reach;
  /** Of the page's time: waiting for a turn costs none of it. */
  readonly leftMs: number;
  readonly options: GetOptions;
};
type Redirect = { readonly location: string };

async function ask(client: Client, request: Request): Promise<Fetched | Redirect> {
  const { url, reach, options } = request;
  const timeout = AbortSignal.timeout(request.leftMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  try {
    const answer = await client.agents[reach].request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { ...client.headers, ...conditions(options) },
      signal,
    });
    return await readAnswer(client, request, answer);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (timeout.aborted)
      throw new FetchError(url.href, 'timeout', `it takes longer than ${client.pageMs / 1000} s`);
    throw readFailure(url.href, error);
  }
}

function conditions({ etag, lastModified }: GetOptions): Record<string, string> {
  return {
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  };
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

async function readAnswer(
  { pageBytes, now }: Client,
  { url: { href }, options }: Request,
  { statusCode, headers, body }: Dispatcher.ResponseData,
): Promise<Fetched | Redirect> {
  const header = (name: string) => [headers[name]].flat()[0];
  if (statusCode === 200 || statusCode === 203) {
    const encoding = header('content-encoding');
    const bytes = await readBody({ address: href, stream: body, encoding, limit: pageBytes });
    return {
      status: 'ok',
      address: href,
      bytes,
      mediaType: header('content-type')?.split(';')[0]?.trim().toLowerCase() || null,
      etag: header('etag') ?? null,
      lastModified: header('last-modified') ?? null,
    };
  }
  await body.dump({ limit: DUMPED }).catch(() => undefined);
  if (statusCode === 304 && (options.etag || options.lastModified)) return { status: 'unchanged' };
  const location = header('location');
  if (REDIRECTS.includes(statusCode) && location !== undefined) {
    if (URL.canParse(location, href)) return { location: new URL(location, href).href };
    throw new FetchError(href, 'redirects', 'it is redirected to what is no address');
  }
  const retryAfterMs = readRetryAfter(header('retry-after'), now());
  throw new FetchError(href, 'status', `the server answers ${statusCode}`, {
    status: statusCode,
    retryAfterMs,
  });
}

/** As much of an error page is read to keep the connection. */
const DUMPED = 16_384;
const LONGEST_REST_MS = 24 * 60 * 60 * 1000;

/** Seconds, or a date. */
function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const ms = /^\s*\d+\s*$/u.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_REST_MS);
}
