import type { InlineKeyboardButton, Message } from 'grammy/types';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { createBot, startPolling } from '../../src/bot/index.ts';
import { createTelegramFetch } from '../../src/deliver/index.ts';
import type { MessageStyle } from '../../src/domain/index.ts';
import { ingestDocument } from '../../src/pipeline/ingest-issue.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { type LocalBotApiOptions, startLocalBotApi } from '../../src/sandbox/index.ts';
import { readDocument, readFileDocument } from '../../src/source/index.ts';
import { type Db, migrate, openDatabase } from '../../src/store/index.ts';

export const SAMPLE = 'samples/pingyang-2025-01-09.md';
export const ADMIN = 1001;
const GROUP_ADMIN = 2001;
const TIMEZONE = 'Asia/Shanghai';
/** 11 in the morning in Pingyang, on the day of the sample issue. */
const START = Date.parse('2025-01-09T03:00:00Z');

type Options = {
  /** The sample issue is in the archive already, unless this is `null`. */
  readonly issue: string | null;
  readonly style: MessageStyle;
  readonly telegram: Partial<LocalBotApiOptions>;
  /** Answers of the server that are part of the test, by their code; every other refusal fails it. */
  readonly refusals: readonly string[];
};

/** What came of a press: the notice Telegram shows, and what the bot wrote or changed. */
export type Pressed = { readonly notice: string | undefined; readonly answers: readonly Message[] };

type NewGroup = {
  readonly id?: number;
  readonly kind?: 'group' | 'supergroup' | 'channel';
  readonly language?: string;
};

export type Speaker = {
  readonly id: number;
  /** Writes, waits until the bot is done with it, and gives what it answered. */
  says(text: string, options?: Parameters<Telegram['say']>[3]): Promise<Message[]>;
  /** Presses the newest button with these words. */
  presses(label: string): Promise<Pressed>;
  /** Sends data no button of the bot carries, from its newest message. */
  forges(data: string): Promise<Pressed>;
  sends(name: string, bytes: Uint8Array): Promise<Message[]>;
};

export type Telegram = Awaited<ReturnType<typeof startLocalBotApi>>;
export type Conversation = Awaited<ReturnType<typeof startConversation>>;

/** The real bot over HTTP with long polling, a small Telegram, a database in memory, and people. */
export async function startConversation(options: Partial<Options> = {}) {
  const { issue = SAMPLE, style = 'classic', refusals = [] } = options;
  const telegram = await startLocalBotApi({ port: 0, flood: 'off', ...options.telegram });
  onTestFinished(async () => {
    await telegram.close();
    const codes = Object.keys(telegram.counts().refusals);
    // 409 is what the server tells the poll that a stopping bot has given up.
    expect(codes.filter((code) => code !== '409' && !refusals.includes(code))).toEqual([]);
  });
  const clock = createClock();
  const db = await openArchive(clock.now, issue);
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(line) });
  const running = runBot({ telegram, db, now: clock.now, style, logger });
  onTestFinished(() => running.stop());
  telegram.addUser({ id: ADMIN, name: '县报编辑', language: 'zh-hans', started: true });
  const speaker = (id: number, chatId: number) =>
    createSpeaker({ telegram, handled: running.handled }, id, chatId);
  return {
    telegram,
    db,
    clock,
    log,
    logger,
    ...running,
    admin: speaker(ADMIN, ADMIN),
    /** Somebody in a private chat with the bot. */
    citizen({ id = 5001, language = 'zh-hans' } = {}): Speaker {
      telegram.addUser({ id, name: '王芳', language, started: true });
      return speaker(id, id);
    },
    /** The same person in another chat. */
    in: (chatId: number, id: number): Speaker => speaker(id, chatId),
    /** A group with an administrator (2001) and a member (2002); the administrator brings the bot in. */
    async group({ id = -300, kind = 'group', language = 'zh-hans' }: NewGroup = {}) {
      telegram.addUser({ id: GROUP_ADMIN, name: '李明', language });
      telegram.addUser({ id: 2002, name: '陈静', language: 'zh-hans' });
      telegram.addChat({
        id,
        kind,
        title: '水头镇邻里',
        members: [
          { id: GROUP_ADMIN, role: 'administrator' },
          { id: 2002, role: 'member' },
        ],
        bot: 'left',
      });
      telegram.placeBot(id, GROUP_ADMIN, kind === 'channel' ? 'administrator' : 'member');
      await running.handled((update) => update.my_chat_member?.chat.id === id);
      return {
        id,
        administrator: speaker(GROUP_ADMIN, id),
        member: speaker(2002, id),
        messages: () => telegram.botMessages(id),
      };
    },
  };
}

export function textOf(message: Message | undefined): string {
  return message?.text ?? '';
}

export function textsOf(messages: readonly Message[]): string {
  return messages.map(textOf).join('\n\n');
}

/** The words on the buttons, row by row. */
export function labelsOf(message: Message | undefined): string[] {
  return buttonsOf(message).map(({ text }) => text);
}

export function buttonsOf(message: Message | undefined): InlineKeyboardButton[] {
  return message?.reply_markup?.inline_keyboard.flat() ?? [];
}

/** A clock that goes on from the day of the sample issue, and can be put forward. */
function createClock() {
  const startedAt = performance.now();
  let ahead = 0;
  return {
    now: () => new Date(START + ahead + performance.now() - startedAt),
    advance(ms: number) {
      ahead += ms;
    },
  };
}

async function openArchive(now: () => Date, issue: string | null): Promise<Db> {
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  await migrate(database.db);
  if (issue !== null) {
    const document = await readFileDocument(issue);
    await ingestDocument(
      { db: database.db, now, publication: '今日平阳', timezone: TIMEZONE },
      document,
    );
  }
  return database.db;
}

type Running = {
  readonly telegram: Telegram;
  readonly db: Db;
  readonly now: () => Date;
  readonly style: MessageStyle;
  readonly logger: pino.Logger;
};
type Bot = ReturnType<typeof createBot>['bot'];
type Update = Parameters<Bot['handleUpdate']>[0];

export function runBot({ telegram, db, now, style, logger }: Running) {
  const client = { apiRoot: telegram.url, fetch: createTelegramFetch({ connections: 10 }) };
  const { bot, progress } = createBot({
    db,
    now,
    token: telegram.token,
    client,
    adminIds: [ADMIN],
    defaults: {
      style,
      schedule: { cron: '0 8 * * *', timezone: TIMEZONE },
      publication: '今日平阳',
    },
    ingest: async (document) =>
      ingestDocument(
        { db, now, publication: '今日平阳', timezone: TIMEZONE },
        await readDocument(document),
      ),
    wakeSender: () => sender.wake(),
    rate: 1000,
    logger,
  });
  const sender = createSender({
    db,
    api: bot.api,
    botId: telegram.bot.id,
    now,
    rate: 1000,
    concurrency: 30,
    unknownPolicy: 'resend',
    logger,
  });
  const done = watch(bot);
  const polling = startPolling(bot, {
    logger,
    onFailure: (error) => logger.error({ err: error }, 'polling failed'),
  });
  return {
    bot,
    progress,
    sender,
    handled: done,
    async stop() {
      await polling.stop();
      await sender.stop();
    },
  };
}

/** Tells when the bot is done with an update: then all its answers are there. */
function watch(bot: Bot) {
  const handled: Update[] = [];
  const waiting = new Set<() => void>();
  const handle = bot.handleUpdate.bind(bot);
  bot.handleUpdate = async (update, envelope) => {
    await handle(update, envelope);
    handled.push(update);
    for (const check of [...waiting]) check();
  };
  return (wanted: (update: Update) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Not handled: ${wanted}`)), 8000);
      const check = () => {
        if (!handled.some(wanted)) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
}

type Stage = { readonly telegram: Telegram; readonly handled: ReturnType<typeof watch> };

function createSpeaker({ telegram, handled }: Stage, id: number, chatId: number): Speaker {
  const written = async (message: Message) => {
    await handled(
      ({ message: private_, channel_post: post }) =>
        (private_ ?? post)?.message_id === message.message_id &&
        (private_ ?? post)?.chat.id === chatId,
    );
    return telegram.botMessages(chatId).filter((each) => each.message_id > message.message_id);
  };
  const pressed = async (press: () => ReturnType<Telegram['press']>): Promise<Pressed> => {
    const before = new Map(
      telegram.botMessages(chatId).map((each) => [each.message_id, JSON.stringify(each)]),
    );
    const { text } = await press();
    const answers = telegram
      .botMessages(chatId)
      .filter((each) => before.get(each.message_id) !== JSON.stringify(each));
    return { notice: text || undefined, answers };
  };
  return {
    id,
    says: (text, options = {}) => written(telegram.say(id, chatId, text, options)),
    presses: (label) => pressed(() => telegram.pressLabel(id, chatId, label)),
    forges: (data) =>
      pressed(() => {
        const newest = telegram.botMessages(chatId).at(-1);
        return telegram.press(id, chatId, newest?.message_id ?? 0, data);
      }),
    sends: (name, bytes) => written(telegram.sendDocument(id, chatId, { name, bytes })),
  };
}
