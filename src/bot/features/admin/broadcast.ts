import { Composer } from 'grammy';
import { clean, composeBroadcast } from '../../../compose/index.ts';
import type { ClassicMessage } from '../../../domain/index.ts';
import { prepareBroadcast } from '../../../pipeline/queue-broadcast.ts';
import {
  cancelCampaign,
  confirmBroadcast,
  countAudience,
  discardBroadcast,
  draftBroadcast,
  durably,
  findCampaign,
  inTransaction,
  pauseCampaign,
  recordAdminAct,
  resumeCampaign,
  type Segment,
  segmentText,
  setProgressMessage,
} from '../../../store/index.ts';
import { answer, plain, say, turnTo } from '../../answer.ts';
import { campaignButton, campaignOf } from '../../campaign-buttons.ts';
import { type BotContext, keepChat } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { onPress } from '../../press.ts';
import type { Progress } from '../../progress.ts';
import { chatIdOf } from '../../subscription.ts';
import { readArgument } from './argument.ts';
import { draftPage, EVERYBODY, segmentAt, segmentButton } from './draft-page.ts';

type Deps = Pick<BotDeps, 'db' | 'now' | 'wakeSender'> & { readonly progress: Progress };

const TITLE_LENGTH = 40;

/** /broadcast TEXT: shown as it will look, to whom and how many; sent, and watched, by buttons. */
export function broadcastFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('broadcast', async (ctx) => {
    const messages = composeBroadcast(readArgument(ctx.msg));
    if (messages.every(({ text }) => text === '')) return say(ctx, ctx.texts.admin.broadcastUsage);
    const id = await draft(deps, ctx, messages);
    await answer(ctx, messages);
    await answer(ctx, [await draftPage(deps.db, ctx.texts, { id, segment: EVERYBODY })]);
  });
  feature.use(
    onPress(segmentButton, (ctx, key, place) =>
      readdress(deps, ctx, { id: campaignOf(key), segment: segmentAt(place) }),
    ),
    onPress(campaignButton, (ctx, act, key) => ACTS[act](deps, ctx, campaignOf(key))),
  );
  return feature;
}

type Answer = Promise<string | undefined>;

const ACTS = {
  send,
  discard,
  pause: (deps: Deps, ctx: BotContext, id: string) => steer(deps, ctx, { act: 'pause', id }),
  resume: (deps: Deps, ctx: BotContext, id: string) => steer(deps, ctx, { act: 'resume', id }),
  cancel: (deps: Deps, ctx: BotContext, id: string) => steer(deps, ctx, { act: 'cancel', id }),
} as const;

function draft(
  { db, now }: Deps,
  ctx: BotContext,
  messages: readonly ClassicMessage[],
): Promise<string> {
  return inTransaction(db, async (tx) => {
    // The language of the progress message is that of the admin's chat.
    await keepChat(tx, ctx, now());
    const title = titleFrom(messages[0]?.text ?? '');
    const createdBy = chatIdOf(ctx);
    const broadcast = { messages, segment: EVERYBODY, title, createdBy };
    const id = await prepareBroadcast({ db: tx, now }, broadcast);
    await note(tx, ctx, { now: now(), action: 'broadcast draft', detail: id });
    return id;
  });
}

/** The same message to somebody else. */
async function readdress(
  { db, now }: Deps,
  ctx: BotContext,
  { id, segment }: { readonly id: string; readonly segment: Segment },
): Answer {
  const isDraft = await inTransaction(db, async (tx) => {
    const campaign = await findCampaign(tx, id);
    if (!campaign || !(await discardBroadcast(tx, id))) return false;
    await draftBroadcast(tx, { ...campaign, segment }, now());
    return true;
  });
  if (!isDraft) return ctx.texts.admin.broadcastGone;
  await turnTo(ctx, await draftPage(db, ctx.texts, { id, segment }));
  return undefined;
}

/** Queues once, however often it is pressed; from then on this message shows the progress. */
async function send({ db, now, wakeSender, progress }: Deps, ctx: BotContext, id: string): Answer {
  const messageId = ctx.callbackQuery?.message?.message_id;
  const segment = (await findCampaign(db, id))?.segment ?? EVERYBODY;
  const audience = await countAudience(db, segment);
  const isStarted = await durably(db, async (tx) => {
    if (messageId === undefined) return false;
    if (!(await confirmBroadcast(tx, id, { audience, at: null }, now()))) return false;
    await setProgressMessage(tx, id, chatIdOf(ctx), messageId);
    const detail = JSON.stringify({ id, segment: segmentText(segment), chats: audience });
    await note(tx, ctx, { now: now(), action: 'broadcast send', detail });
    return true;
  });
  if (!isStarted) return ctx.texts.admin.broadcastGone;
  wakeSender();
  await progress.report();
  return undefined;
}

async function discard({ db, now }: Deps, ctx: BotContext, id: string): Answer {
  if (!(await discardBroadcast(db, id))) return ctx.texts.admin.broadcastGone;
  await note(db, ctx, { now: now(), action: 'broadcast discard', detail: id });
  await turnTo(ctx, plain(ctx.texts.admin.discarded));
  return undefined;
}

type Steering = { readonly act: 'pause' | 'resume' | 'cancel'; readonly id: string };

async function steer(
  { db, now, wakeSender, progress }: Deps,
  ctx: BotContext,
  { act, id }: Steering,
): Answer {
  const change = { pause: pauseCampaign, resume: resumeCampaign, cancel: cancelCampaign }[act];
  if (!(await change(db, id, now()))) return ctx.texts.admin.broadcastGone;
  await note(db, ctx, { now: now(), action: `broadcast ${act}`, detail: id });
  if (act === 'resume') wakeSender();
  await progress.report();
  return undefined;
}

async function note(
  db: BotDeps['db'],
  ctx: BotContext,
  { now, action, detail }: { readonly now: Date; readonly action: string; readonly detail: string },
): Promise<void> {
  await recordAdminAct(db, { adminId: chatIdOf(ctx), action, detail }, now);
}

function titleFrom(text: string): string {
  const characters = [...clean(text).replace(/\s+/gu, ' ').trim()];
  const isLong = characters.length > TITLE_LENGTH;
  return isLong ? `${characters.slice(0, TITLE_LENGTH).join('')}…` : characters.join('');
}
