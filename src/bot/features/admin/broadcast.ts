import { Composer } from 'grammy';
import { composeBroadcast, titleOfBroadcast } from '../../../compose/index.ts';
import type { ClassicMessage } from '../../../domain/index.ts';
import { awakeBy } from '../../../pipeline/awake-at.ts';
import { prepareBroadcast } from '../../../pipeline/queue-broadcast.ts';
import {
  type Confirmation,
  confirmBroadcast,
  countAsleep,
  countAudience,
  discardBroadcast,
  draftBroadcast,
  durably,
  findCampaign,
  inTransaction,
  type Segment,
  segmentText,
  setProgressMessage,
} from '../../../store/index.ts';
import { answer, plain, say, turnTo } from '../../answer.ts';
import { campaignOf, draftButton } from '../../campaign-buttons.ts';
import { readerOf } from '../../campaign-page.ts';
import { type BotContext, keepChat } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { onPress } from '../../press.ts';
import type { Progress } from '../../progress.ts';
import { isSendTime } from '../../send-times.ts';
import { chatIdOf } from '../../subscription.ts';
import { readArgument } from './argument.ts';
import {
  type Draft,
  draftPage,
  EVERYBODY,
  momentOf,
  segmentAt,
  segmentButton,
  timeButton,
  timePage,
  timesButton,
  timesPage,
  urgentPage,
} from './draft-page.ts';
import { note } from './note.ts';

type Deps = Pick<BotDeps, 'db' | 'now' | 'defaults' | 'wakeSender'> & {
  readonly progress: Progress;
};
type Notice = Promise<string | undefined>;

/** /broadcast TEXT: shown as it will look, to whom and how many; sent, now or later, by buttons. */
export function broadcastFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('broadcast', async (ctx) => {
    const messages = composeBroadcast(readArgument(ctx.msg));
    if (titleOfBroadcast(messages) === '') return say(ctx, ctx.texts.admin.broadcastUsage);
    const counts = await counted(deps, EVERYBODY);
    if (counts.audience === 0) return say(ctx, ctx.texts.admin.broadcastToNobody);
    const id = await prepare(deps, ctx, messages);
    await answer(ctx, messages);
    await answer(ctx, [draftPage(ctx.texts, { id, ...counts })]);
  });
  feature.use(
    onPress(segmentButton, (ctx, key, place) =>
      readdress(deps, ctx, { id: campaignOf(key), segment: segmentAt(place) }),
    ),
    onPress(draftButton, (ctx, act, key) => onDraft(deps, ctx, act, campaignOf(key))),
    onPress(timesButton, (ctx, key, step) => onTimes(deps, ctx, { id: campaignOf(key), step })),
    onPress(timeButton, (ctx, key, minutes, step) =>
      onTime(deps, ctx, { id: campaignOf(key), at: momentOf(minutes), step }),
    ),
  );
  return feature;
}

function prepare(
  { db, now }: Deps,
  ctx: BotContext,
  messages: readonly ClassicMessage[],
): Promise<string> {
  return inTransaction(db, async (tx) => {
    // The language of the progress message is that of the admin's chat.
    await keepChat(tx, ctx, now());
    const title = titleOfBroadcast(messages);
    const createdBy = chatIdOf(ctx);
    const broadcast = { messages, segment: EVERYBODY, title, createdBy };
    const id = await prepareBroadcast({ db: tx, now }, broadcast);
    await note({ db: tx, now }, ctx, { action: 'broadcast draft', detail: id });
    return id;
  });
}

async function counted(
  { db, now, defaults }: Deps,
  segment: Draft['segment'],
): Promise<Omit<Draft, 'id'>> {
  const night = { now: now(), awakeAt: awakeBy(defaults.schedule.timezone) };
  const audience = await countAudience(db, segment);
  const asleep = await countAsleep(db, segment, { isUrgent: false, ...night });
  const soundAsleep = asleep && (await countAsleep(db, segment, { isUrgent: true, ...night }));
  return { segment, audience, asleep, soundAsleep };
}

/** `undefined`: it was sent, put down for a time or discarded. */
async function findDraft(deps: Deps, id: string): Promise<Draft | undefined> {
  const campaign = await findCampaign(deps.db, id);
  if (campaign?.state !== 'draft') return undefined;
  return { id, ...(await counted(deps, campaign.segment ?? EVERYBODY)) };
}

function onDraft(
  deps: Deps,
  ctx: BotContext,
  act: 'send' | 'urgent' | 'urgent-yes' | 'discard',
  id: string,
): Notice {
  switch (act) {
    case 'send':
      return send(deps, ctx, { id, at: null, isUrgent: false });
    case 'urgent':
      return askUrgent(deps, ctx, id);
    case 'urgent-yes':
      return send(deps, ctx, { id, at: null, isUrgent: true });
    case 'discard':
      return discard(deps, ctx, id);
  }
}

async function askUrgent(deps: Deps, ctx: BotContext, id: string): Notice {
  const draft = await findDraft(deps, id);
  if (!draft) return ctx.texts.admin.broadcastGone;
  await turnTo(ctx, urgentPage(ctx.texts, draft));
  return undefined;
}

/** The same message to somebody else. */
async function readdress(
  deps: Deps,
  ctx: BotContext,
  { id, segment }: { readonly id: string; readonly segment: Segment },
): Notice {
  const isDraft = await inTransaction(deps.db, async (tx) => {
    const campaign = await findCampaign(tx, id);
    if (!campaign || !(await discardBroadcast(tx, id))) return false;
    await draftBroadcast(tx, { ...campaign, segment }, deps.now());
    return true;
  });
  if (!isDraft) return ctx.texts.admin.broadcastGone;
  await turnTo(ctx, draftPage(ctx.texts, { id, ...(await counted(deps, segment)) }));
  return undefined;
}

async function onTimes(
  deps: Deps,
  ctx: BotContext,
  { id, step }: { readonly id: string; readonly step: 'choose' | 'back' },
): Notice {
  const draft = await findDraft(deps, id);
  if (!draft) return ctx.texts.admin.broadcastGone;
  await turnTo(
    ctx,
    step === 'choose'
      ? timesPage(readerOf(deps, ctx), draft, deps.now())
      : draftPage(ctx.texts, draft),
  );
  return undefined;
}

async function onTime(
  deps: Deps,
  ctx: BotContext,
  { id, at, step }: { readonly id: string; readonly at: Date; readonly step: 'ask' | 'yes' },
): Notice {
  const draft = await findDraft(deps, id);
  if (!draft) return ctx.texts.admin.broadcastGone;
  if (!isSendTime(at, deps.now())) {
    await turnTo(ctx, timesPage(readerOf(deps, ctx), draft, deps.now()));
    return ctx.texts.admin.timePast;
  }
  if (step === 'yes') return send(deps, ctx, { id, at, isUrgent: false });
  await turnTo(ctx, timePage(readerOf(deps, ctx), draft, at));
  return undefined;
}

/** Confirms once, however often it is pressed; from then on this message shows the progress. */
async function send(
  deps: Deps,
  ctx: BotContext,
  { id, at, isUrgent }: { readonly id: string } & Pick<Confirmation, 'at' | 'isUrgent'>,
): Notice {
  const { db, now, defaults, wakeSender, progress } = deps;
  const messageId = ctx.callbackQuery?.message?.message_id;
  const draft = await findDraft(deps, id);
  if (!draft || messageId === undefined) return ctx.texts.admin.broadcastGone;
  const { segment, audience } = draft;
  // Those it was for have left since it was asked.
  if (audience === 0) {
    await turnTo(ctx, draftPage(ctx.texts, draft));
    return undefined;
  }
  const isConfirmed = await durably(db, async (tx) => {
    const night = { now: now(), awakeAt: awakeBy(defaults.schedule.timezone) };
    if (!(await confirmBroadcast(tx, id, { audience, at, isUrgent }, night))) return false;
    await setProgressMessage(tx, id, chatIdOf(ctx), messageId);
    const urgent = isUrgent ? { urgent: true } : {};
    const what = { id, segment: segmentText(segment), chats: audience, ...urgent };
    const detail = JSON.stringify(at ? { ...what, at } : what);
    const action = at ? 'broadcast schedule' : 'broadcast send';
    await note({ db: tx, now }, ctx, { action, detail });
    return true;
  });
  if (!isConfirmed) return ctx.texts.admin.broadcastGone;
  wakeSender();
  await progress.report();
  return undefined;
}

async function discard({ db, now }: Deps, ctx: BotContext, id: string): Notice {
  if (!(await discardBroadcast(db, id))) return ctx.texts.admin.broadcastGone;
  await note({ db, now }, ctx, { action: 'broadcast discard', detail: id });
  await turnTo(ctx, plain(ctx.texts.admin.discarded));
  return undefined;
}
