import { setTimeout as after } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { Logger } from 'pino';
import type { ClassicMessage, Language } from '../domain/index.ts';
import {
  CANARY_REASONS,
  type Campaign,
  campaignsToReport,
  clearProgressMessage,
  type Db,
  deliveryCounts,
  findChat,
} from '../store/index.ts';
import { keyboard, plain } from './answer.ts';
import { campaignRows } from './campaign-buttons.ts';
import { describeError } from './errors.ts';
import { type Texts, textsIn } from './texts/index.ts';

export type Progress = {
  /** Brings every progress message up to date. */
  readonly report: () => Promise<void>;
  /** Does so every two seconds, until stopped. */
  readonly start: () => { readonly stop: () => Promise<void> };
};

type Deps = { readonly db: Db; readonly api: Api; readonly logger: Logger };

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
  try {
    for (const campaign of await campaignsToReport(deps.db)) await report(deps, shown, campaign);
  } catch (error) {
    deps.logger.warn({ err: describeError(error) }, 'progress not reported');
  }
}

async function report({ db, api }: Deps, shown: Shown, campaign: Campaign): Promise<void> {
  const { id, progress } = campaign;
  if (!progress) return;
  const counts = await deliveryCounts(db, id);
  const page = progressPage(campaign, counts, (await findChat(db, progress.chatId))?.language);
  if (shown.get(id) !== page.text) await edit(api, progress, page);
  shown.set(id, page.text);
  // What was on its way when it was cancelled still arrives, and is still counted.
  if (!isEnded(campaign) || counts.claimed > 0) return;
  await clearProgressMessage(db, id);
  shown.delete(id);
}

function progressPage(campaign: Campaign, counts: Counts, language: Language = 'zh') {
  const { admin } = textsIn(language);
  const text = admin.progress({
    title: campaign.title,
    state: admin.states[campaign.state],
    reason: campaign.state === 'paused' ? nameReason(campaign.pauseReason, admin) : null,
    counts: broadcastCounts(counts),
  });
  return plain(text, campaignRows(admin, campaign));
}

/** Telegram's own words, where they are what it paused for. */
function nameReason(reason: string | null, { pauseReasons }: Texts['admin']): string | null {
  const known = CANARY_REASONS.find((each) => each === reason);
  return known ? pauseReasons[known] : reason;
}

async function edit(
  api: Api,
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  { text, buttons }: ClassicMessage,
): Promise<void> {
  try {
    await api.editMessageText(chatId, messageId, text, { reply_markup: keyboard(buttons) });
  } catch (error) {
    // It says so already, since before a restart, or the admin has deleted it.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}

type Counts = Awaited<ReturnType<typeof deliveryCounts>>;

export function broadcastCounts(counts: Counts) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { sent, gone, refused, unknown, cancelled, pending, claimed } = counts;
  return { total, sent, gone, refused, unknown, cancelled, remaining: pending + claimed };
}

function isEnded({ state }: Campaign): boolean {
  return state === 'finished' || state === 'cancelled';
}
