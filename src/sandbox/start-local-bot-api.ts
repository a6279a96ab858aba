import { serve } from '@hono/node-server';
import { createLocalBotApi, type LocalBotApi, newToken } from './local-bot-api.ts';
import { DEFAULT_OPTIONS, type LocalBotApiOptions } from './options.ts';

export type RunningLocalBotApi = LocalBotApi & {
  /** What a bot takes as its `apiRoot`. */
  readonly url: string;
  close(): Promise<void>;
};

type StartOptions = { readonly port: number } & Partial<LocalBotApiOptions>;

/** The server by itself, on a loopback port; 0 picks a free one. */
export function startLocalBotApi({ port, ...given }: StartOptions): Promise<RunningLocalBotApi> {
  const api = createLocalBotApi({ ...DEFAULT_OPTIONS, token: newToken(), ...given });
  return new Promise((resolve) => {
    const server = serve({ fetch: api.app.fetch, hostname: '127.0.0.1', port }, (address) => {
      resolve({
        ...api,
        url: `http://127.0.0.1:${address.port}`,
        close: () =>
          new Promise((closed) => {
            api.close();
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
  });
}
