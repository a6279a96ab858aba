import { Api, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalBotApi } from '../../src/sandbox/index.ts';
import { TOKEN, WANG } from './local.ts';

type Running = Awaited<ReturnType<typeof startLocalBotApi>>;
let api: Running;

beforeEach(async () => {
  api = await startLocalBotApi({ port: 0, token: TOKEN, flood: 'off' });
  api.addUser({ id: WANG, name: '王阿姨', language: 'zh-hans', started: true });
});
afterEach(() => api.close());

const post = (method: string, body: string | FormData, type?: string) =>
  fetch(`${api.url}/bot${TOKEN}/${method}`, {
    method: 'POST',
    body,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  });
const sendText = (text = 'x') =>
  post('sendMessage', JSON.stringify({ chat_id: WANG, text }), 'application/json');

describe('a call may come', () => {
  it('in the address alone', async () => {
    await fetch(
      `${api.url}/bot${TOKEN}/sendMessage?chat_id=${WANG}&text=${encodeURIComponent('公报')}`,
    );
    expect(api.messages(WANG)[0]?.text).toBe('公报');
  });

  it('as a form, with JSON in its fields', async () => {
    const entities = JSON.stringify([{ type: 'bold', offset: 0, length: 2 }]);
    const body = new URLSearchParams({ chat_id: String(WANG), text: '公报', entities });
    await post('sendMessage', body.toString(), 'application/x-www-form-urlencoded');
    expect(api.messages(WANG)[0]?.entities).toEqual([{ type: 'bold', offset: 0, length: 2 }]);
  });

  it('as something else, and is refused', async () => {
    const answer = await post('sendMessage', '[1', 'application/json');
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        ok: false,
        error_code: 400,
        description: "Bad Request: can't parse request: JSON object expected",
      },
    ]);
  });
});

describe('files', () => {
  it('a document sent by a form of the platform arrives byte for byte', async () => {
    const bytes = new Uint8Array([0, 13, 10, 45, 45, 255, 228, 189]);
    const form = new FormData();
    form.set('chat_id', String(WANG));
    form.set('document', new File([bytes], '附件 1.bin'));
    await post('sendDocument', form);
    expect(api.messages(WANG)[0]?.document).toMatchObject({
      file_name: '附件 1.bin',
      file_size: 8,
    });
    expect(await download(api.messages(WANG)[0]?.document?.file_id ?? '')).toEqual(bytes);
  });

  it('a document sent by grammY arrives with its caption', async () => {
    const bot = new Api(TOKEN, { apiRoot: api.url });
    const sent = await bot.sendDocument(WANG, new InputFile(Buffer.from('今日平阳'), '一期.md'), {
      caption: '请看',
    });
    expect(sent).toMatchObject({
      caption: '请看',
      document: { file_name: '一期.md', file_size: 12 },
    });
  });

  it('what a person sends can be fetched by the bot', async () => {
    const bytes = new TextEncoder().encode('今日平阳');
    const { document } = api.sendDocument(WANG, WANG, { name: '一期.md', bytes });
    expect(await download(document?.file_id ?? '')).toEqual(bytes);
  });

  async function download(fileId: string): Promise<Uint8Array> {
    const bot = new Api(TOKEN, { apiRoot: api.url });
    const { file_path } = await bot.getFile(fileId);
    const response = await fetch(`${api.url}/file/bot${TOKEN}/${file_path}`);
    return new Uint8Array(await response.arrayBuffer());
  }
});

describe('what goes wrong on purpose', () => {
  it('strikes the method, the chat and the number of calls it is meant for', async () => {
    api.addFault({ kind: 'server-error', method: 'sendMessage', chatId: WANG, times: 1 });
    const elsewhere = await fetch(`${api.url}/bot${TOKEN}/getMe`);
    expect([elsewhere.status, (await sendText()).status, (await sendText()).status]).toEqual([
      200, 500, 200,
    ]);
  });

  it('a flood answer names its seconds', async () => {
    api.addFault({ kind: 'flood', retryAfter: 17, times: 1 });
    const answer = await sendText();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '17']);
    expect(await answer.json()).toMatchObject({ parameters: { retry_after: 17 } });
  });

  it('a gateway answers with a web page', async () => {
    api.addFault({ kind: 'bad-gateway', times: 1 });
    const answer = await sendText();
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('<html>')]);
  });

  it('a connection breaks before or after the work is done', async () => {
    api.addFault({ kind: 'reset-before', times: 1 });
    await expect(sendText()).rejects.toThrow('fetch failed');
    expect(api.messages(WANG)).toHaveLength(0);
    api.addFault({ kind: 'reset-after', times: 1 });
    await expect(sendText()).rejects.toThrow('fetch failed');
    expect(api.messages(WANG)).toHaveLength(1);
  });

  it('a call hangs, with or without its work done', async () => {
    const body = JSON.stringify({ chat_id: WANG, text: 'x' });
    const headers = { 'content-type': 'application/json' };
    for (const [kind, kept] of [
      ['hang-before', 0],
      ['hang-after', 1],
    ] as const) {
      api.addFault({ kind, times: 1 });
      const call = fetch(`${api.url}/bot${TOKEN}/sendMessage`, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(200),
      });
      await expect(call).rejects.toThrow('timeout');
      expect(api.messages(WANG)).toHaveLength(kept);
    }
  });

  it('with a probability it strikes some, the same ones for the same seed', async () => {
    const played = async () => {
      const own = await startLocalBotApi({ port: 0, token: TOKEN, seed: 7, strangers: 'welcome' });
      own.addFault({ kind: 'server-error', probability: 0.5 });
      const statuses: number[] = [];
      for (let count = 0; count < 20; count += 1) {
        statuses.push((await fetch(`${own.url}/bot${TOKEN}/getMe`)).status);
      }
      await own.close();
      return statuses;
    };
    const first = await played();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await played()).toEqual(first);
  });
});

it('a poller that goes away does not take updates with it', async () => {
  const given = new AbortController();
  const gone = fetch(`${api.url}/bot${TOKEN}/getUpdates?timeout=50`, { signal: given.signal });
  await expect.poll(() => api.counts().byMethod['getUpdates']).toBe(1);
  given.abort();
  await expect(gone).rejects.toThrow('aborted');
  api.say(WANG, WANG, '还在');
  const answer = await fetch(`${api.url}/bot${TOKEN}/getUpdates`);
  expect(await answer.json()).toMatchObject({ result: [{ message: { text: '还在' } }] });
});
