import {
  createLocalBotApi,
  DEFAULT_OPTIONS,
  type LocalBotApi,
  type LocalBotApiOptions,
} from '../../src/sandbox/index.ts';

export const WANG = 1001;
export const TOKEN = '4242:local-token-for-tests-0123456789abcde';

/** A clock that stands still until it is told to go on. */
export function createClock() {
  let now = Date.parse('2025-01-09T00:00:00Z');
  return {
    now: () => new Date(now),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** A server without a socket, in which one person has written to the bot before. */
export function createApi(options: Partial<LocalBotApiOptions> = {}): LocalBotApi {
  const api = createLocalBotApi({ ...DEFAULT_OPTIONS, token: TOKEN, flood: 'off', ...options });
  api.addUser({ id: WANG, name: '王阿姨', language: 'zh-hans', started: true });
  return api;
}

export type Answer = {
  readonly status: number;
  readonly ok: boolean;
  readonly result: never;
  readonly description: string;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
};

/** Calls a method as a bot does, with a JSON body. */
export async function call(api: LocalBotApi, method: string, body: object = {}): Promise<Answer> {
  const response = await api.app.request(`/bot${TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** What the answer says, in one line. */
export async function outcome(
  api: LocalBotApi,
  method: string,
  body: object = {},
): Promise<string> {
  const { ok, status, description } = await call(api, method, body);
  return ok ? 'ok' : `${status} ${description}`;
}
