import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from 'grammy/types';
import { afterEach, describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const poll = async (api: Parameters<typeof call>[0], body: object = {}) =>
  (await call(api, 'getUpdates', body)).result as readonly Update[];

const texts = (updates: readonly Update[]) => updates.map(({ message }) => message?.text);

describe('getUpdates', () => {
  it('gives the same again until it is confirmed by asking for what comes after', async () => {
    const api = createApi();
    api.say(WANG, WANG, '一');
    api.say(WANG, WANG, '二');
    expect(texts(await poll(api))).toEqual(['一', '二']);
    const [first] = await poll(api, { limit: 1 });
    expect(texts(await poll(api, { offset: (first?.update_id ?? 0) + 1 }))).toEqual(['二']);
    expect(texts(await poll(api))).toEqual(['二']);
  });

  it('a negative offset keeps only the last ones', async () => {
    const api = createApi();
    for (const text of ['一', '二', '三']) api.say(WANG, WANG, text);
    expect(texts(await poll(api, { offset: -1 }))).toEqual(['三']);
  });

  it('waits for what comes, and no longer than that', async () => {
    const api = createApi();
    const waiting = poll(api, { timeout: 50 });
    api.say(WANG, WANG, '到了');
    expect(texts(await waiting)).toEqual(['到了']);
  });

  it('answers with nothing when the time is over', async () => {
    expect(await poll(createApi(), { timeout: 1 })).toEqual([]);
  });

  it('of two who poll, the first is sent away', async () => {
    const api = createApi();
    const first = outcome(api, 'getUpdates', { timeout: 50 });
    await api.app.request('/');
    const second = poll(api, { timeout: 50 });
    expect(await first).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    api.say(WANG, WANG, '给第二个');
    expect(texts(await second)).toEqual(['给第二个']);
  });

  it('tells only what is asked for, and remembers what that was', async () => {
    const api = createApi();
    await poll(api, { allowed_updates: ['my_chat_member'] });
    api.say(WANG, WANG, '没人听');
    api.block(WANG);
    const updates = await poll(api);
    expect(updates.map((update) => Object.keys(update)[1])).toEqual(['my_chat_member']);
    expect(updates[0]?.my_chat_member).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked', user: { id: api.bot.id } },
    });
  });
});

describe('a webhook', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  /** Takes what is posted, refusing the first `refusals` times. */
  async function createHook(refusals: number) {
    const seen: { secret: unknown; update: Update }[] = [];
    const attempts = { count: 0 };
    let arrived = () => {};
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        attempts.count += 1;
        const isRefused = attempts.count <= refusals;
        response.writeHead(isRefused ? 500 : 200).end();
        if (isRefused) return;
        const secret = request.headers['x-telegram-bot-api-secret-token'];
        seen.push({ secret, update: JSON.parse(body) });
        arrived();
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    closers.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const waitFor = (count: number) =>
      new Promise<void>((resolve) => {
        arrived = () => seen.length >= count && resolve();
        arrived();
      });
    return { url, seen, attempts, waitFor };
  }

  it('gets updates in order with the secret, each until it takes it', async () => {
    const hook = await createHook(2);
    const api = createApi({ webhookRetryMs: 5 });
    closers.push(api.close);
    const body = { url: hook.url, secret_token: 'geheim_1' };
    expect(await outcome(api, 'setWebhook', body)).toBe('ok');
    for (const text of ['一', '二']) api.say(WANG, WANG, text);
    await hook.waitFor(2);
    expect(hook.seen.map(({ secret, update }) => [secret, update.message?.text])).toEqual([
      ['geheim_1', '一'],
      ['geheim_1', '二'],
    ]);
    expect(hook.attempts.count).toBe(4);
    expect((await call(api, 'getWebhookInfo')).result).toMatchObject({
      url: hook.url,
      last_error_message: 'Wrong response from the webhook: 500',
    });
  });

  it('and polling exclude each other', async () => {
    const api = createApi();
    closers.push(api.close);
    await call(api, 'setWebhook', { url: 'http://127.0.0.1:9/hook' });
    expect(await outcome(api, 'getUpdates')).toBe(
      "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await call(api, 'deleteWebhook', { drop_pending_updates: true });
    expect(await outcome(api, 'getUpdates')).toBe('ok');
  });

  it('has to have an address and a plain secret', async () => {
    const api = createApi();
    expect(await outcome(api, 'setWebhook', { url: 'example' })).toBe(
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    );
    expect(await outcome(api, 'setWebhook', { url: 'https://a.cn', secret_token: '密' })).toBe(
      '400 Bad Request: secret token contains unallowed characters',
    );
  });
});
