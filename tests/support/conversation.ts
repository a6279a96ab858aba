import type { InlineKeyboardButton, Message } from 'grammy/types';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { createBot, startPolling } from '../../src/bot/index.ts';
import { createTelegramFetch, throughGrammy } from '../../src/deliver/index.ts';
import type { MessageStyle } from '../../src/domain/index.ts';
import { ingestAddress } from '../../src/pipeline/ingest-address.ts';
import { ingestFile } from '../../src/pipeline/ingest-issue.ts';
import { openWeb } from '../../src/pipeline/open-web.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { type LocalBotApiOptions, startLocalBotApi } from '../../src/sandbox/index.ts';
import { loadFile } from '../../src/source/index.ts';
import { type Db, migrate, openDatabase, type UnknownPolicy } from '../../src/store/index.ts';
import { createSpeaker, type Speaker, type Telegram, watch } from './speaker.ts';

export type { Speaker } from './speaker.ts';

export const SAMPLE = 'samples/pingyang-2025-01-09.md';
export const ADMIN = 1001;
export const SECOND_ADMIN = 1002;
const GROUP_ADMIN = 2001;
const TIMEZONE = 'Asia/Shanghai';
/** 11 in the morning in Pingyang, on the day of the sample issue. */
const START = Date.parse('2025-01-09T03:00:00Z');

type Options = {
  /** The sample issue is in the archive already, unless this is `null`. */
  readonly issue: string | null;
  readonly style: MessageStyle;
  readonly telegram: Partial<LocalBotApiOptions>;
  /** What becomes of a message that may have arrived. */
  readonly unknownPolicy: UnknownPolicy;
  /** Answers of the server that are part of the test, by their code; every other refusal fails it. */
  readonly refusals: readonly string[];
  /** A site on this machine that an admin may send links to, as if it were on the web. */
  readonly trusted: readonly string[];
  /** Paid broadcasts are allowed. */
  readonly mayPay: boolean;
};

type NewGroup = {
  readonly id?: number;
  readonly kind?: 'group' | 'supergroup' | 'channel';
  readonly language?: string;
  readonly isForum?: boolean;
};

export type Conversation = Awaited<ReturnType<typeof startConversation>>;

/** The real bot over HTTP with long polling, a small Telegram, a database in memory, and people. */
export async function startConversation(options: Partial<Options> = {}) {
  const { issue = SAMPLE, style = 'classic', refusals = [], trusted = [] } = options;
  const { unknownPolicy = 'resend', mayPay = false } = options;
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
  const { now } = clock;
  const running = runBot({ telegram, db, now, style, logger, trusted, unknownPolicy, mayPay });
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
    /** A colleague of the admin's. */
    secondAdmin(): Speaker {
      telegram.addUser({ id: SECOND_ADMIN, name: '县报主编', language: 'zh-hans', started: true });
      return speaker(SECOND_ADMIN, SECOND_ADMIN);
    },
    /** Somebody in a private chat with the bot. */
    citizen({ id = 5001, language = 'zh-hans' } = {}): Speaker {
      telegram.addUser({ id, name: '王芳', language, started: true });
      return speaker(id, id);
    },
    /** The same person in another chat. */
    in: (chatId: number, id: number): Speaker => speaker(id, chatId),
    /** A group with an administrator (2001) and a member (2002); the administrator brings the bot in. */
    async group({
      id = -300,
      kind = 'group',
      language = 'zh-hans',
      isForum = false,
    }: NewGroup = {}) {
      telegram.addUser({ id: GROUP_ADMIN, name: '李明', language });
      telegram.addUser({ id: 2002, name: '陈静', language: 'zh-hans' });
      telegram.addChat({
        id,
        kind,
        title: '水头镇邻里',
        isForum,
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
    await ingestFile(
      { db: database.db, now, publication: '今日平阳', timezone: TIMEZONE },
      await loadFile(issue),
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
  /** Addresses whose hosts may be on this machine when an admin sends a link there. */
  readonly trusted?: readonly string[];
  readonly unknownPolicy?: UnknownPolicy;
  readonly mayPay?: boolean;
};

export function runBot({
  telegram,
  db,
  now,
  style,
  logger,
  trusted = [],
  unknownPolicy = 'resend',
  mayPay = false,
}: Running) {
  const client = { apiRoot: telegram.url, fetch: createTelegramFetch({ connections: 10 }) };
  const { bot, progress } = createBot({
    db,
    now,
    token: telegram.token,
    client,
    adminIds: [ADMIN, SECOND_ADMIN],
    defaults: {
      style,
      schedule: { cron: '0 8 * * *', timezone: TIMEZONE },
      publication: '今日平阳',
    },
    ingest: (file) => ingestFile({ db, now, publication: '今日平阳', timezone: TIMEZONE }, file),
    ingestAddress: (address) => readAddress({ db, now, trusted }, address),
    wakeSender: () => sender.wake(),
    giveWay: (at) => sender.giveWay(at),
    rate: 1000,
    mayPay,
    logger,
  });
  const sender = createSender({
    timezone: 'Asia/Shanghai',
    db,
    api: throughGrammy(bot.api),
    botId: telegram.bot.id,
    now,
    rate: 1000,
    concurrency: 30,
    unknownPolicy,
    logger,
  });
  const done = watch(bot);
  const polling = startPolling(bot, {
    logger,
    onReached: () => undefined,
    onFailure: (error) => logger.error({ err: error }, 'polling failed'),
    isOurs: () => true,
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

/** As the service reads links that were sent in a chat. */
async function readAddress(
  { db, now, trusted }: Pick<Running, 'db' | 'now'> & { readonly trusted: readonly string[] },
  address: string,
) {
  const client = openWeb(trusted);
  try {
    const deps = { db, now, publication: '今日平阳', timezone: TIMEZONE, client };
    const read = await ingestAddress(deps, address);
    if (read.kind !== 'read') throw new Error('Nothing was read');
    return read;
  } finally {
    await client.close();
  }
}
