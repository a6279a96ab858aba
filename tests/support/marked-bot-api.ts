import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createLocalBotApi, DEFAULT_OPTIONS, newToken } from '../../src/sandbox/index.ts';

/** A message that was taken: from which process, by the name in the address it was given. */
export type Taken = { readonly by: string; readonly chatId: number; readonly at: number };

/** The answer takes so long, so that at any moment something is in flight. */
const ANSWER_MS = 20;

/** Telegram on this machine, at an address of its own for each process: `rootFor(NAME)`. */
export async function startMarkedBotApi() {
  const api = createLocalBotApi({ ...DEFAULT_OPTIONS, token: newToken(), strangers: 'welcome' });
  const taken: Taken[] = [];
  const server = serve({ fetch: answer, hostname: '127.0.0.1', port: 0 });
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const [, by = '', ...rest] = pathname.split('/');
    const { method, headers, signal } = request;
    const body = await request.text();
    const inner = new Request(`http://localhost/${rest.join('/')}`, {
      ...{ method, headers, signal },
      body: method === 'POST' ? body : null,
    });
    const response = await api.app.fetch(inner);
    if (!pathname.endsWith('/sendMessage') || !response.ok) return response;
    taken.push({ by, chatId: Number(JSON.parse(body).chat_id), at: performance.now() });
    await delay(ANSWER_MS);
    return response;
  }

  return {
    ...api,
    taken,
    rootFor: (name: string) => `http://127.0.0.1:${port}/${name}`,
    close: () =>
      new Promise<void>((closed) => {
        api.close();
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
