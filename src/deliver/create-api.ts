import { type Dispatcher, Pool } from 'undici';
import { exchange, TIME_OUT_MS } from './exchange.ts';

export type SendMethod = 'sendMessage' | 'sendRichMessage';

/**
 * The two methods by which messages go out, straight on undici's pool. grammY stays for the
 * conversation: what its client does for every call (a time-out, an abort controller, a search for
 * uploads, a JSON filter) costs as much as the request, and none of it is of use here:
 * see docs/decisions/0007-sending-below-grammy.md.
 */
export type TelegramApi = {
  /** To be kept out of whatever is said about a failure. */
  readonly token: string;
  /** Pays in Stars for what goes beyond 30 messages a second. */
  readonly allowPaidBroadcast: boolean;
  /** One request, never repeated, and its answer. Rejects if none came, or none that is JSON. */
  post(method: SendMethod, body: Buffer): Promise<unknown>;
};

export type ApiOptions = Pick<TelegramApi, 'token' | 'allowPaidBroadcast'> & {
  readonly apiRoot: string;
  /** Requests in flight at most. */
  readonly connections: number;
};

const HEADERS = ['content-type', 'application/json'];

export function createApi(options: ApiOptions): TelegramApi {
  const { token, apiRoot, connections, allowPaidBroadcast } = options;
  const { origin, pathname } = new URL(apiRoot);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const root = pathname === '/' ? '' : pathname;
  const requestOf = (method: SendMethod): Omit<Dispatcher.DispatchOptions, 'body'> => ({
    path: `${root}/bot${token}/${method}`,
    method: 'POST',
    headers: HEADERS,
    headersTimeout: TIME_OUT_MS,
    bodyTimeout: TIME_OUT_MS,
  });
  const requests = {
    sendMessage: requestOf('sendMessage'),
    sendRichMessage: requestOf('sendRichMessage'),
  };
  return {
    token,
    allowPaidBroadcast,
    async post(method, body) {
      const { bytes } = await exchange(pool, { ...requests[method], body });
      return JSON.parse(bytes.toString('utf8'));
    },
  };
}
