import { setTimeout as after } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { Logger } from 'pino';
import { toKeyboard } from '../deliver/index.ts';
import type { ClassicMessage } from '../domain/index.ts';
import {
  type Campaign,
  campaignsToReport,
  clearProgressMessage,
  type Db,
  findAccounted,
  findChat,
} from '../store/index.ts';
import { formatting } from './answer.ts';
import { isEnded, progressPage } from './campaign-page.ts';
import { describeError } from './errors.ts';
import { textsIn } from './texts/index.ts';

export type Progress = {
  /** Brings every progress message up to date. */
  readonly report: () => Promise<void>;
  /** Does so every two seconds, until stopped. */
  readonly start: () => { readonly stop: () => Promise<void> };
};

type Deps = {
  readonly db: Db;
  readonly api: Api;
  readonly logger: Logger;
  /** By whose clocks the times are told. */
  readonly timezone: string;
};

const EVERY_MS = 2000;

/**
 * Keeps the admins' progress messages true. Which message belongs to which campaign is in the
 * database, so that it goes on after a restart.
 */
export function createProgress(deps: Deps): Progress {
  const shown = new Map<string, string>();
  let last: Promise<void> = Promise.resolve();
  // One at a time: two reports side by side would edit the same message twice.
  const report = () => {
    last = last.then(() => reportAll(deps, shown));
    return last;
  };
  return {
    report,
    start() {
      const stopping = new AbortController();
      const loop = repeat(report, stopping.signal);
      return {
        async stop() {
          stopping.abort();
          await loop;
        },
      };
    },
  };
}

async function repeat(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work();
    await after(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What a progress message says already, so that it is edited only when something has changed. */
type Shown = Map<string, string>;

async function reportAll(deps: Deps, shown: Shown): Promise<void> {
  const warn = (error: unknown) =>
    deps.logger.warn({ err: describeError(error) }, 'progress not reported');
  try {
    // One that cannot be shown keeps none of the others from it.
    for (const campaign of await campaignsToReport(deps.db))
      await report(deps, shown, campaign).catch(warn);
  } catch (error) {
    warn(error);
  }
}

async function report(
  { db, api, timezone }: Deps,
  shown: Shown,
  { id, progress }: Campaign,
): Promise<void> {
  const accounted = await findAccounted(db, id);
  if (!progress || !accounted) return;
  const { language = 'zh' } = (await findChat(db, progress.chatId)) ?? {};
  const page = progressPage({ texts: textsIn(language), language, timezone }, accounted);
  if (shown.get(id) !== page.text) await edit(api, progress, page);
  shown.set(id, page.text);
  // What was on its way when it was cancelled still arrives, and is still counted.
  if (!isEnded(accounted.campaign) || accounted.account.open > 0) return;
  await clearProgressMessage(db, id);
  shown.delete(id);
}

const UNSEEN: ReadonlySet<number> = new Set([400, 403]);

async function edit(
  api: Api,
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  page: ClassicMessage,
): Promise<void> {
  const markup = toKeyboard(page.buttons);
  try {
    await api.editMessageText(chatId, messageId, page.text, {
      ...formatting(page),
      reply_markup: markup,
    });
  } catch (error) {
    // It says so already, since before a restart, or the admin has deleted it, or blocked the bot.
    if (!(error instanceof GrammyError && UNSEEN.has(error.error_code))) throw error;
  }
}
