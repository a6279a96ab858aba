import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Api, HttpError, InputFile } from 'grammy';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTelegramFetch } from '../../src/deliver/index.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function apiOf(apiRoot: string, connections = 2): Api {
  return new Api('1:secret', { apiRoot, fetch: createTelegramFetch({ connections }) });
}

/** grammY types its signals as node-fetch's, of which Node's own are a kind. */
function signalOf(caller: AbortController) {
  return caller.signal as unknown as Parameters<Api['getUpdates']>[1];
}

describe('the fetch for grammY', () => {
  it('streams an upload', async () => {
    let body = '';
    let type: string | undefined;
    const url = await serve((request, response) => {
      type = request.headers['content-type'];
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => response.end('{"ok":true,"result":{"message_id":5}}'));
    });
    const file = new InputFile(Readable.from(['今日', '平阳']), 'issue.txt');
    const sent = await apiOf(url).sendDocument(7, file);
    expect(sent.message_id).toBe(5);
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('今日平阳');
    expect(body).toContain('issue.txt');
  });

  it('gives up when its caller does', async () => {
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const url = await serve(() => arrived());
    const caller = new AbortController();
    const polled = apiOf(url).getUpdates({ timeout: 30 }, signalOf(caller));
    await arrival;
    caller.abort();
    await expect(polled).rejects.toThrow(HttpError);
  });

  it('leaves room for the messages while the long poll holds its connection', async () => {
    const url = await serve((request, response) => {
      if (!request.url?.endsWith('/getUpdates'))
        response.end('{"ok":true,"result":{"message_id":1}}');
    });
    const api = apiOf(url, 1);
    const caller = new AbortController();
    const polled = api.getUpdates({ timeout: 30 }, signalOf(caller));
    expect((await api.sendMessage(1, '公报')).message_id).toBe(1);
    caller.abort();
    await expect(polled).rejects.toThrow(HttpError);
  });

  it('keeps the token out of what goes wrong', async () => {
    const url = await serve((_, response) => void response.destroy());
    const failed = await apiOf(url)
      .sendMessage(1, '公报')
      .catch((error: unknown) => error);
    const { message, stack, error } = failed as HttpError;
    expect(failed).toBeInstanceOf(HttpError);
    expect(`${message} ${stack} ${String(error)} ${JSON.stringify(error)}`).not.toContain('secret');
  });
});
