import type { Readable } from 'node:stream';
import type { ApiClientOptions } from 'grammy';
import { Pool } from 'undici';

/** What grammY takes as `client.fetch`. */
export type TelegramFetch = NonNullable<ApiClientOptions['fetch']>;

export type TelegramFetchOptions = {
  /** Requests in flight at most, besides the poll. */
  readonly connections: number;
};

const TIME_OUT_MS = 30_000;
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
  const telegramFetch = async (address: string, request: Request = {}) => {
    const { origin, pathname, search } = new URL(address);
    const isPoll = pathname.endsWith('/getUpdates');
    const { statusCode, body } = await poolOf(origin).request({
      path: pathname + search,
      method: request.method === 'POST' ? 'POST' : 'GET',
      headers: { 'content-type': request.headers?.['content-type'] ?? 'application/json' },
      body: request.body ?? null,
      signal: request.signal ?? null,
      headersTimeout: isPoll ? POLL_TIME_OUT_MS : TIME_OUT_MS,
      bodyTimeout: TIME_OUT_MS,
    });
    return {
      ok: statusCode >= 200 && statusCode < 300,
      status: statusCode,
      json: () => body.json(),
      text: () => body.text(),
      arrayBuffer: () => body.arrayBuffer(),
    };
  };
  // grammY types its fetch as node-fetch's, of which it uses `json()` alone.
  return telegramFetch as unknown as TelegramFetch;
}
