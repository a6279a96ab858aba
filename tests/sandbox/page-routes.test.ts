import { describe, expect, it } from 'vitest';
import { addCast } from '../../src/sandbox/index.ts';
import { call, createApi, WANG } from './local.ts';

const HOST = '127.0.0.1:8080';

const ask = (
  api: ReturnType<typeof createApi>,
  path: string,
  headers: Record<string, string> = {},
) => api.app.request(`http://${HOST}${path}`, { headers: { host: HOST, ...headers } });

const saying = (headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { host: HOST, 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ as: WANG, chat: WANG, text: '/start', thread: null }),
});

describe('the page', () => {
  it('comes with everything it needs, and may load nothing from elsewhere', async () => {
    const api = createApi();
    const page = await ask(api, '/');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const files = [...html.matchAll(/(?:src|href)="(\/sandbox\/[^"]+)"/g)].map(([, path]) => path);
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) expect((await ask(api, path ?? '')).status).toBe(200);
    expect((await ask(api, '/sandbox/page/nothing.js')).status).toBe(404);
  });

  it('lets a person speak', async () => {
    const api = createApi();
    const answer = await api.app.request(
      `http://${HOST}/sandbox/say`,
      saying({ origin: `http://${HOST}` }),
    );
    expect(answer.status).toBe(200);
    expect(api.messages(WANG)[0]?.text).toBe('/start');
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['an origin that is hidden', { origin: 'null' }, 403],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a foreign name that points here', { host: 'evil.example:8080' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('is deaf to %s', async (_, headers, status) => {
    const api = createApi();
    const answer = await api.app.request(`http://${HOST}/sandbox/say`, saying(headers));
    expect(answer.status).toBe(status);
    expect(api.messages(WANG)).toEqual([]);
  });

  it('shows nothing to a foreign site, but may be linked to', async () => {
    const api = createApi();
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await ask(api, '/sandbox/state', foreign)).status).toBe(403);
    expect((await ask(api, '/', foreign)).status).toBe(200);
  });

  it('says what was wrong with a request, without falling over', async () => {
    const api = createApi();
    const body = JSON.stringify({ as: 5, chat: WANG, text: 'x', thread: null });
    const stranger = await api.app.request(`http://${HOST}/sandbox/say`, { ...saying(), body });
    expect([stranger.status, await stranger.json()]).toEqual([
      409,
      { error: 'There is no person 5.' },
    ]);
    const wrong = await api.app.request(`http://${HOST}/sandbox/say`, { ...saying(), body: '{}' });
    expect(wrong.status).toBe(400);
  });

  it('gives what has changed since it last looked', async () => {
    const api = createApi();
    const look = async (since: number) => {
      const answer = await ask(api, `/sandbox/chats/${WANG}?as=${WANG}&since=${since}`);
      return (await answer.json()) as { revision: number; messages: { deleted: boolean }[] };
    };
    await call(api, 'sendMessage', { chat_id: WANG, text: '一' });
    const first = await look(0);
    expect(first.messages).toHaveLength(1);
    expect((await look(first.revision)).messages).toEqual([]);
    await call(api, 'deleteMessage', { chat_id: WANG, message_id: 1 });
    expect((await look(first.revision)).messages).toMatchObject([{ deleted: true }]);
  });

  it('lists the people and places one can play, and not those that were only written to', async () => {
    const api = createApi({ strangers: 'welcome' });
    addCast(api, { admins: [77] });
    await call(api, 'sendMessage', { chat_id: 555, text: 'x' });
    const state = (await (await ask(api, '/sandbox/state')).json()) as {
      people: { id: number; name: string }[];
      chats: { kind: string }[];
      others: object;
    };
    expect(state.people.map(({ name }) => name)).toEqual(['王阿姨', 'Alex', '县报编辑']);
    expect(state.people.at(-1)?.id).toBe(77);
    expect(state.others).toEqual({ chats: 1, messages: 1 });
    expect(new Set(state.chats.map(({ kind }) => kind))).toEqual(
      new Set(['private', 'group', 'supergroup', 'channel']),
    );
  });

  it('shows the menu in the language and for the role of the one who looks', async () => {
    const api = createApi();
    const set = (description: string, over: object) =>
      call(api, 'setMyCommands', { commands: [{ command: 'start', description }], ...over });
    await set('Start', {});
    await set('开始', { language_code: 'zh' });
    api.addUser({ id: 2, name: 'Alex', language: 'en' });
    api.addUser({ id: 3, name: '编辑', language: 'zh-hans' });
    await set('管理', { scope: { type: 'chat', chat_id: 3 } });
    const menu = async (id: number) => {
      const answer = await ask(api, `/sandbox/chats/${id}?as=${id}`);
      return ((await answer.json()) as { commands: { description: string }[] }).commands[0]
        ?.description;
    };
    expect([await menu(WANG), await menu(2), await menu(3)]).toEqual(['开始', 'Start', '管理']);
  });
});
