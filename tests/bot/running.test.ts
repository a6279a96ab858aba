import { serve } from '@hono/node-server';
import { Bot } from 'grammy';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import {
  type BotContext,
  createWebhook,
  registerMenus,
  startPolling,
} from '../../src/bot/index.ts';
import { ADMIN, runBot, startConversation, textOf, textsOf } from '../support/conversation.ts';

it('what a 429 refused is said once, after the time Telegram names', async () => {
  const talk = await startConversation({ refusals: ['429'] });
  const citizen = talk.citizen();
  talk.telegram.addFault({ kind: 'flood', retryAfter: 1, method: 'sendMessage', times: 1 });
  const answers = await citizen.says('/help');
  expect(answers).toHaveLength(1);
  expect(textsOf(answers)).toContain('我会做这些');
});

it('an answer gets through though a paid broadcast takes all that is free', async () => {
  const flood = { perSecond: 5, privateBurst: 100, perGroupMinute: 20 };
  const talk = await startConversation({ telegram: { flood }, mayPay: true });
  const reader = talk.citizen({ id: 5002 });
  const body = JSON.stringify({ chat_id: reader.id, text: '停水', allow_paid_broadcast: true });
  const { url, token } = talk.telegram;
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const post = () => void fetch(`${url}/bot${token}/sendMessage`, request);
  for (let n = 0; n < 5; n += 1) post();
  const broadcast = setInterval(post, 100);
  onTestFinished(() => clearInterval(broadcast));
  expect(textsOf(await talk.citizen().says('/help'))).toContain('我会做这些');
});

it('what may have arrived is not said again; the person hears that it was not done', async () => {
  const talk = await startConversation({ refusals: ['502'] });
  const citizen = talk.citizen();
  talk.telegram.addFault({ kind: 'bad-gateway', method: 'sendMessage', times: 1 });
  const answers = await citizen.says('/help');
  expect(answers.map(textOf)).toEqual(['抱歉，刚才出了差错，这一步没有完成。请稍后再试一次。']);
});

it('so does who asked for rich messages', async () => {
  const talk = await startConversation({ style: 'rich', refusals: ['502'] });
  const citizen = talk.citizen();
  talk.telegram.addFault({ kind: 'bad-gateway', method: 'sendRichMessage', times: 1 });
  expect(textsOf(await citizen.says('/latest'))).toContain('刚才出了差错');
});

it('a press whose answer breaks is answered too', async () => {
  const talk = await startConversation({ refusals: ['500'] });
  const citizen = talk.citizen();
  await citizen.says('/latest');
  talk.telegram.addFault({ kind: 'server-error', method: 'sendMessage', times: 1 });
  const { notice } = await citizen.presses('全文 1');
  expect(notice).toBe('抱歉，刚才出了差错，这一步没有完成。请稍后再试一次。');
});

it('one who blocks the bot while it answers is gone, and nothing is logged as an error', async () => {
  const talk = await startConversation({ refusals: ['403'] });
  const citizen = talk.citizen();
  await citizen.says('/start');
  talk.telegram.addFault({ kind: 'delay', ms: 100, method: 'getUpdates' });
  talk.telegram.say(5001, 5001, '/help');
  talk.telegram.block(5001);
  await talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === 'kicked');
  expect(talk.telegram.counts().refusals).toHaveProperty('403');
  expect(talk.log.join('')).not.toContain('answer failed');
});

it('a slow answer in one chat delays no other', async () => {
  const talk = await startConversation();
  const [slow, quick] = [talk.citizen({ id: 5001 }), talk.citizen({ id: 5002 })];
  talk.telegram.addFault({ kind: 'delay', ms: 1500, method: 'sendMessage', chatId: 5001 });
  const waiting = slow.says('/help');
  await quick.says('/help');
  expect(talk.telegram.botMessages(5001)).toEqual([]);
  expect(await waiting).toHaveLength(1);
});

it('answers of one chat keep the order of its questions', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  talk.telegram.addFault({ kind: 'delay', ms: 200, method: 'sendMessage', times: 1 });
  const both = [citizen.says('/privacy'), citizen.says('/nonsense')];
  await Promise.all(both);
  const [first, second] = talk.telegram.botMessages(5001);
  expect(textOf(first)).toContain('我们保存什么');
  expect(textOf(second)).toContain('这个我还不会');
});

it('stopping loses nothing and answers nothing twice', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  await citizen.says('/help');
  talk.telegram.addFault({ kind: 'delay', ms: 300, method: 'sendMessage', times: 1 });
  for (let asked = 0; asked < 10; asked += 1) talk.telegram.say(5001, 5001, '/nonsense');
  // The second answer is on its way, and the others wait for it.
  await expect.poll(() => talk.telegram.counts().byMethod['sendMessage']).toBe(2);
  await talk.stop();
  expect(talk.telegram.botMessages(5001)).toHaveLength(11);
  for (let asked = 0; asked < 10; asked += 1) talk.telegram.say(5001, 5001, '/nonsense');
  const again = runBot({
    telegram: talk.telegram,
    db: talk.db,
    now: talk.clock.now,
    style: 'classic',
    logger: talk.logger,
  });
  await talk.telegram.waitFor(() => talk.telegram.botMessages(5001).length >= 21);
  await again.stop();
  expect(talk.telegram.botMessages(5001)).toHaveLength(21);
});

it('what was answered last before stopping is not answered again after it', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  await citizen.says('/help');
  // The poll that would have confirmed the next update never reaches the server.
  talk.telegram.addFault({ kind: 'hang-before', method: 'getUpdates', times: 1 });
  await citizen.says('/nonsense');
  await talk.stop();
  const again = runBot({
    telegram: talk.telegram,
    db: talk.db,
    now: talk.clock.now,
    style: 'classic',
    logger: talk.logger,
  });
  talk.telegram.say(5001, 5001, '/help');
  await talk.telegram.waitFor(() => talk.telegram.botMessages(5001).length >= 3);
  await again.stop();
  expect(talk.telegram.botMessages(5001)).toHaveLength(3);
});

it('polling outlives a server that fails for a while', async () => {
  const talk = await startConversation({ refusals: ['500'] });
  const citizen = talk.citizen();
  talk.telegram.addFault({ kind: 'server-error', method: 'getUpdates', times: 3 });
  expect(await citizen.says('/help')).toHaveLength(1);
  expect(await citizen.says('/help')).toHaveLength(1);
});

it('one that Telegram sends away for another poller says so once, and leaves that one alone', async () => {
  const talk = await startConversation({ refusals: ['409'] });
  const citizen = talk.citizen();
  await citizen.says('/help');
  const { telegram, db, logger, clock } = talk;
  const other = runBot({ telegram, db, logger, now: clock.now, style: 'classic' });
  onTestFinished(other.stop);
  await expect.poll(() => telegram.counts().refusals['409']).toBe(1);
  telegram.say(5001, 5001, '/nonsense');
  await telegram.waitFor(() => telegram.botMessages(5001).length >= 2);
  expect(telegram.counts().refusals['409']).toBe(1);
  expect(talk.log.join('').match(/another process takes the updates/g)).toHaveLength(1);
});

it('one that is no longer the poller fetches nothing more and answers nothing more', async () => {
  const talk = await startConversation();
  talk.citizen();
  await talk.stop();
  let isOurs = true;
  const polling = startPolling(talk.bot, {
    logger: talk.logger,
    onReached: () => undefined,
    onFailure: (error) => talk.logger.error({ err: error }, 'polling failed'),
    isOurs: () => isOurs,
  });
  const polls = () => talk.telegram.counts().byMethod['getUpdates'] ?? 0;
  const before = polls();
  await expect.poll(polls).toBe(before + 1);
  isOurs = false;
  talk.telegram.say(5001, 5001, '/help');
  await polling.stop();
  expect(polls()).toBe(before + 1);
  expect(talk.telegram.botMessages(5001)).toEqual([]);
});

it('polling ends with a wrong token, and says so', async () => {
  const talk = await startConversation({ refusals: ['401'] });
  const wrong = new Bot<BotContext>('1:wrong', { client: { apiRoot: talk.telegram.url } });
  const failure = await new Promise((onFailure) => {
    const polling = startPolling(wrong, {
      logger: talk.logger,
      onReached: () => undefined,
      onFailure,
      isOurs: () => true,
    });
    onTestFinished(polling.stop);
  });
  expect(failure).toMatchObject({
    name: 'BotRefusedError',
    message: expect.stringContaining('BOT_TOKEN'),
  });
});

it('takes updates by webhook, with the secret only', async () => {
  const talk = await startConversation();
  talk.citizen();
  await talk.stop();
  const url = 'https://bot.example/webhook';
  const webhook = createWebhook(talk.bot, { url, secret: 'a-secret' });
  const app = new Hono().post('/webhook', webhook.handler);
  const update = {
    update_id: 1,
    message: {
      message_id: 1,
      date: 0,
      chat: { id: 5001, type: 'private', first_name: '王芳' },
      from: { id: 5001, is_bot: false, first_name: '王芳', language_code: 'zh-hans' },
      text: '/help',
      entities: [{ type: 'bot_command', offset: 0, length: 5 }],
    },
  };
  const call = (secret: Record<string, string>) =>
    app.request('/webhook', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(update),
    });
  expect((await call({})).status).toBe(401);
  expect((await call({ 'x-telegram-bot-api-secret-token': 'another' })).status).toBe(401);
  expect(talk.telegram.botMessages(5001)).toEqual([]);
  expect((await call({ 'x-telegram-bot-api-secret-token': 'a-secret' })).status).toBe(200);
  expect(textsOf(talk.telegram.botMessages(5001))).toContain('我会做这些');
});

it('is called by Telegram where the webhook was registered', async () => {
  const talk = await startConversation();
  talk.citizen();
  await talk.stop();
  const app = new Hono().post('/webhook', (context, next) => webhook.handler(context, next));
  const url = await new Promise<string>((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}/webhook`),
    );
    onTestFinished(() => void server.close());
  });
  const webhook = createWebhook(talk.bot, { url, secret: 'a-secret' });
  await new Promise<void>((onReached, onFailure) => {
    const updates = webhook.start({ logger: talk.logger, onReached, onFailure });
    onTestFinished(updates.stop);
  });
  talk.telegram.say(5001, 5001, '/help');
  await talk.telegram.waitFor(() => talk.telegram.botMessages(5001).length > 0);
  expect(textsOf(talk.telegram.botMessages(5001))).toContain('我会做这些');
});

it('registers the menus by language, kind of chat and role, and again when an admin says hello', async () => {
  const talk = await startConversation();
  const { api } = talk.bot;
  await registerMenus({ api, adminIds: [ADMIN], logger: talk.logger });
  const names = async (...scope: Parameters<typeof api.getMyCommands>) =>
    (await api.getMyCommands(...scope)).map(({ command }) => command);
  const admins = { type: 'chat', chat_id: ADMIN } as const;
  expect(await names({ scope: { type: 'all_private_chats' } })).toContain('subscribe');
  expect(await names()).not.toContain('broadcast');
  expect(await names({ scope: admins })).toContain('broadcast');
  const members = await names({ scope: { type: 'all_group_chats' }, language_code: 'zh' });
  expect(members).toContain('latest');
  expect(members).not.toContain('subscribe');
  expect(members).not.toContain('forget');
  const administrators = await names({ scope: { type: 'all_chat_administrators' } });
  expect(administrators).toEqual(await names({ scope: { type: 'all_private_chats' } }));
  const [en, zh] = [await api.getMyCommands(), await api.getMyCommands({ language_code: 'zh' })];
  expect(zh.map(({ command }) => command)).toEqual(en.map(({ command }) => command));
  expect(zh[0]?.description).toBe('最新一期');
  expect(en[0]?.description).toBe('The newest issue');
  await api.deleteMyCommands({ scope: admins });
  await talk.admin.says('/start');
  expect(await names({ scope: admins })).toContain('broadcast');
});

it('starts also where the server has no menus, or does not know the admin yet', async () => {
  const talk = await startConversation({
    telegram: { missingMethods: ['setMyCommands'] },
    refusals: ['404', '400'],
  });
  await registerMenus({ api: talk.bot.api, adminIds: [ADMIN], logger: talk.logger });
  expect(talk.log.join('')).toContain('menus not registered');
  expect(await talk.admin.says('/start')).toHaveLength(1);
});
