import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { botRoutes } from './bot-routes.ts';
import { createFaults, type Fault } from './faults.ts';
import type { LocalBotApiOptions } from './options.ts';
import { pageRoutes } from './page-routes.ts';
import { createPeople, type People } from './people/index.ts';
import { runWebhook } from './webhook.ts';
import { createWorld } from './world/create-world.ts';
import type { World } from './world/world.ts';

/** What the server has seen so far. */
type CallCounts = {
  readonly calls: number;
  /** Messages that went out. */
  readonly sent: number;
  /** The most messages that went out in any one second. */
  readonly peakPerSecond: number;
  readonly byMethod: Readonly<Record<string, number>>;
  /** Answers that were not 200, by their code. */
  readonly refusals: Readonly<Record<string, number>>;
};

export type LocalBotApi = People & {
  /** The Bot API, and the page at `/`. */
  readonly app: Hono<{ Bindings: HttpBindings }>;
  readonly token: string;
  readonly bot: { readonly id: number; readonly name: string; readonly username: string };
  addFault(fault: Fault): void;
  clearFaults(): void;
  counts(): CallCounts;
  /** Ends whatever waits, so that nothing keeps the process or a connection alive. */
  close(): void;
};

export function createLocalBotApi(options: LocalBotApiOptions): LocalBotApi {
  const world = createWorld(options);
  const faults = createFaults(options.faults, options.seed);
  const people = createPeople(world);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.route('/', botRoutes({ world, faults }));
  app.route('/', pageRoutes(world));
  runWebhook(world);
  return {
    ...people,
    app,
    token: options.token,
    bot: { id: world.bot.id, name: world.bot.first_name, username: world.bot.username },
    addFault: faults.add,
    clearFaults: faults.clear,
    counts: () => countCalls(world),
    close: () => world.stopping.abort(),
  };
}

function countCalls({ counters }: World): CallCounts {
  const { calls, sent, peakPerSecond, byMethod, refusals } = counters;
  return {
    calls,
    sent,
    peakPerSecond,
    byMethod: Object.fromEntries(byMethod),
    refusals: Object.fromEntries(refusals),
  };
}

/** The bot of every sandbox; no bot of Telegram's has this number. */
export const SANDBOX_BOT_ID = 8_080_808_080;

/** A token nobody can guess, so that no web page elsewhere can speak as the bot. */
export function newToken(): string {
  return `${SANDBOX_BOT_ID}:${randomBytes(26).toString('base64url').slice(0, 35)}`;
}
