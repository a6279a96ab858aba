import { Composer } from 'grammy';
import type { ClassicMessage } from '../../../domain/index.ts';
import {
  type AccountedCampaign,
  cancelCampaign,
  countAudience,
  findAccounted,
  hastenBroadcast,
  leaveHeld,
  listAccounted,
  pauseCampaign,
  resendHeld,
  resumeCampaign,
  type Segment,
  segmentText,
  setProgressMessage,
  startScheduled,
} from '../../../store/index.ts';
import { answer, say, turnTo } from '../../answer.ts';
import {
  type CampaignAct,
  campaignButton,
  campaignOf,
  campaignsButton,
  type PageAct,
  steerButton,
} from '../../campaign-buttons.ts';
import { askPage, campaignPage, listPage, readerOf } from '../../campaign-page.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { composePage } from '../../paging.ts';
import { onPress } from '../../press.ts';
import type { Progress } from '../../progress.ts';
import { chatIdOf } from '../../subscription.ts';
import { note } from './note.ts';

type Deps = Pick<BotDeps, 'db' | 'now' | 'defaults' | 'wakeSender'> & {
  readonly progress: Progress;
};
type Notice = Promise<string | undefined>;

/** /campaigns: what is sent, was sent and will be sent; each with its account, and steered by buttons. */
export function campaignsFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('campaigns', async (ctx) => {
    const page = await campaignsPage(deps, ctx, 1);
    await (page ? answer(ctx, [page]) : say(ctx, ctx.texts.admin.campaigns.none));
  });
  feature.use(
    onPress(campaignsButton, async (ctx, number) => {
      const page = await campaignsPage(deps, ctx, number);
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.admin.campaigns.none;
    }),
    onPress(campaignButton, (ctx, act, key, from) =>
      fromPage(deps, ctx, { act, id: campaignOf(key), from }),
    ),
    onPress(steerButton, (ctx, act, key) => fromProgress(deps, ctx, { act, id: campaignOf(key) })),
  );
  return feature;
}

function campaignsPage(
  deps: Deps,
  ctx: BotContext,
  page: number,
): Promise<ClassicMessage | undefined> {
  return composePage(
    {
      find: async (place) => {
        const { campaigns, total } = await listAccounted(deps.db, place);
        return { entries: campaigns, total };
      },
      compose: (campaigns, place) => listPage(readerOf(deps, ctx), campaigns, place),
    },
    page,
  );
}

type Pressed = { readonly act: PageAct; readonly id: string; readonly from: number };

/** On a page of /campaigns everything happens in its place. */
async function fromPage(deps: Deps, ctx: BotContext, { act, id, from }: Pressed): Notice {
  const { campaigns } = ctx.texts.admin;
  const reader = readerOf(deps, ctx);
  const found = await findAccounted(deps.db, id);
  if (!found || found.campaign.state === 'draft') return campaigns.gone;
  if ((act === 'cancel' || act === 'now') && isPossible(act, found)) {
    await turnTo(ctx, askPage(reader, found, { act, from }));
    return undefined;
  }
  const isDone = act === 'show' || (isDeed(act) && (await DEEDS[act](deps, ctx, found)));
  const after = (await findAccounted(deps.db, id)) ?? found;
  await turnTo(ctx, campaignPage(reader, after, from));
  await deps.progress.report();
  return isDone ? undefined : campaigns.changed;
}

type Steered = { readonly act: CampaignAct; readonly id: string };

/** The message that shows the progress goes on showing it: what has to be asked is asked in another. */
async function fromProgress(deps: Deps, ctx: BotContext, { act, id }: Steered): Notice {
  const { db, progress } = deps;
  const found = await findAccounted(db, id);
  const isAsked = act === 'cancel' || act === 'now';
  if (!found || (isAsked && !isPossible(act, found))) return ctx.texts.admin.broadcastGone;
  if (isAsked) {
    await answer(ctx, [askPage(readerOf(deps, ctx), found, { act, from: 1 })]);
    return undefined;
  }
  const isDone = await DEEDS[act](deps, ctx, found);
  // Of one that had ended it has shown the last: now there is more to show.
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (isDone && messageId !== undefined) await setProgressMessage(db, id, chatIdOf(ctx), messageId);
  await progress.report();
  return isDone ? undefined : ctx.texts.admin.broadcastGone;
}

function isPossible(act: 'cancel' | 'now', { campaign: { state } }: AccountedCampaign): boolean {
  return state === 'scheduled' || (act === 'cancel' && (state === 'running' || state === 'paused'));
}

/** `false`: it was in no state for it, and nothing has happened. */
type Deed = (deps: Deps, ctx: BotContext, accounted: AccountedCampaign) => Promise<boolean>;

const DEEDS: Readonly<Record<Exclude<PageAct, 'show' | 'cancel' | 'now'>, Deed>> = {
  async pause(deps, ctx, { campaign: { id, kind } }) {
    if (!(await pauseCampaign(deps.db, id))) return false;
    deps.wakeSender(); // what has not left is taken back at once
    await note(deps, ctx, { action: `${kind} pause`, detail: id });
    return true;
  },
  async resume(deps, ctx, { campaign: { id, kind } }) {
    if (!(await resumeCampaign(deps.db, id))) return false;
    await note(deps, ctx, { action: `${kind} resume`, detail: id });
    deps.wakeSender();
    return true;
  },
  async 'cancel-yes'(deps, ctx, { campaign: { id, kind } }) {
    if (!(await cancelCampaign(deps.db, id, deps.now()))) return false;
    deps.wakeSender();
    await note(deps, ctx, { action: `${kind} cancel`, detail: id });
    return true;
  },
  async 'now-yes'(deps, ctx, { campaign: { id, segment } }) {
    const chats = segment && (await startNow(deps, id, segment));
    if (chats === null) return false;
    const detail = JSON.stringify({ id, segment: segment && segmentText(segment), chats });
    await note(deps, ctx, { action: 'broadcast send', detail });
    deps.wakeSender();
    return true;
  },
  async resend(deps, ctx, { campaign: { id, kind }, undecided }) {
    const messages = undecided > 0 ? await resendHeld(deps.db, id, deps.now()) : 0;
    if (messages === 0) return false;
    await note(deps, ctx, { action: `${kind} resend`, detail: JSON.stringify({ id, messages }) });
    deps.wakeSender();
    return true;
  },
  async leave({ db, now }, ctx, { campaign: { id }, undecided }) {
    if (undecided === 0) return false;
    await leaveHeld(db, { campaignId: id, adminId: chatIdOf(ctx) }, now());
    return true;
  },
};

function isDeed(act: PageAct): act is keyof typeof DEEDS {
  return act in DEEDS;
}

/** What was put down for a later time begins, for whom it is for by now: so many chats. */
async function startNow({ db, now }: Deps, id: string, segment: Segment): Promise<number | null> {
  if (!(await hastenBroadcast(db, id, now()))) return null;
  const audience = await countAudience(db, segment);
  await startScheduled(db, id, { audience }, now());
  return audience;
}
