import type { Readable } from 'node:stream';
import type { ApiClientOptions } from 'grammy';
import { type Dispatcher, Pool } from 'undici';
import { type Answer, exchange, TIME_OUT_MS } from './exchange.ts';

/** What grammY takes as `client.fetch`. */
export type TelegramFetch = NonNullable<ApiClientOptions['fetch']>;

export type TelegramFetchOptions = {
  /** Requests in flight at most, besides the poll. */
  readonly connections: number;
};

/** The server answers a poll after up to 30 seconds; only then does the time-out begin. */
const POLL_TIME_OUT_MS = 30_000 + TIME_OUT_MS;

/** The part of `fetch`'s second argument grammY gives. */
type Request = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly signal?: AbortSignal | null;
};

/**
 * A `fetch` with just what grammY needs, straight on undici's pool: no plugin, no retry, one request
 * at a time on a connection. Its errors never carry the address, which holds the token.
 */
export function createTelegramFetch({ connections }: TelegramFetchOptions): TelegramFetch {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    // One more than asked for: the long poll holds a connection all the time.
    const pool =
      pools.get(origin) ?? new Pool(origin, { connections: connections + 1, pipelining: 1 });
    pools.set(origin, pool);
    return pool;
  };
  const telegramFetch = async (address: string, request: Request = {}): Promise<FetchAnswer> => {
    const { signal = null } = request;
    const pathAt = address.indexOf('/', address.indexOf('://') + 3);
    const path = address.slice(pathAt);
    const options: Dispatcher.DispatchOptions = {
      path,
      method: request.method === 'POST' ? 'POST' : 'GET',
      headers: { 'content-type': request.headers?.['content-type'] ?? 'application/json' },
      body: request.body ?? null,
      headersTimeout: path.endsWith('/getUpdates') ? POLL_TIME_OUT_MS : TIME_OUT_MS,
      bodyTimeout: TIME_OUT_MS,
    };
    return asFetched(await exchange(poolOf(address.slice(0, pathAt)), options, signal));
  };
  // grammY types its fetch as node-fetch's, of which it uses `json()` alone; the bot fetches files.
  return telegramFetch as unknown as TelegramFetch;
}

type FetchAnswer = {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
  json(): Promise<unknown>;
  /** Of a file an admin sent: at most 20 MB. */
  arrayBuffer(): Promise<ArrayBuffer>;
};

function asFetched({ status, bytes }: Answer): FetchAnswer {
  const text = () => bytes.toString('utf8');
  return {
    ok: status >= 200 && status < 300,
    status,
    text: () => Promise.resolve(text()),
    json: () => new Promise((resolve) => resolve(JSON.parse(text()))),
    arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer),
  };
}
