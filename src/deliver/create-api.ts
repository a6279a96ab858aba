import { Api, type ApiClientOptions } from 'grammy';
import { createTelegramFetch } from './telegram-fetch.ts';

/** grammY's. */
export type TelegramApi = Api;

export type ApiOptions = {
  readonly token: string;
  readonly apiRoot: string;
  /** Requests in flight at most. */
  readonly connections: number;
  /** Pays in Stars for what goes beyond 30 messages a second. */
  readonly allowPaidBroadcast: boolean;
};

/** grammY's API without its own time-out of 500 seconds, and without anything that sends again. */
export function createApi({ token, apiRoot, connections, allowPaidBroadcast }: ApiOptions): Api {
  const client: ApiClientOptions = { apiRoot, fetch: createTelegramFetch({ connections }) };
  const api = new Api(token, client);
  if (allowPaidBroadcast) {
    api.config.use((call, method, payload, signal) =>
      call(
        method,
        method === 'sendMessage' || method === 'sendRichMessage'
          ? Object.assign({}, payload, { allow_paid_broadcast: true })
          : payload,
        signal,
      ),
    );
  }
  return api;
}
