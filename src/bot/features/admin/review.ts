import { Composer } from 'grammy';
import type { Answer, FactRef } from '../../../domain/index.ts';
import {
  countWaiting,
  dealWithUnread,
  discardReviewDraft,
  findReviewDraft,
  findWaiting,
  nextUnread,
  nextWaiting,
  recordReview,
  saveReviewDraft,
} from '../../../store/index.ts';
import { answer, say, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { onPress } from '../../press.ts';
import {
  againButton,
  factButton,
  factCallback,
  refOf,
  unreadButton,
} from '../../review-buttons.ts';
import { readCorrection } from '../../review-line.ts';
import {
  askPage,
  confirmPage,
  endPage,
  exampleOf,
  factPage,
  unreadPage,
} from '../../review-page.ts';
import { chatIdOf } from '../../subscription.ts';

type Deps = Pick<BotDeps, 'db' | 'now'>;
type Notice = Promise<string | undefined>;

/** After so long what an admin writes is about something else. */
const DRAFT_LASTS_MS = 60 * 60_000;

/** /review: what waits, one after the other, with the printed words; answered by buttons. */
export function reviewFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('review', async (ctx) => {
    await discardReviewDraft(deps.db, chatIdOf(ctx));
    await answer(ctx, [await nextPage(deps, ctx, undefined)]);
  });
  feature.use(
    onPress(factButton, (ctx, step, ...where) => STEPS[step](deps, ctx, refOf(...where))),
    onPress(unreadButton, (ctx, step, id) => dealWith(deps, ctx, { step, id })),
    onPress(againButton, (ctx) => turnToNext(deps, ctx, undefined)),
  );
  feature.on('message:text', async (ctx, next) => {
    if (ctx.message.text.startsWith('/')) return next();
    const draft = await openDraft(deps, ctx);
    if (!draft) return next();
    await correct(deps, ctx, { ref: draft.ref, line: ctx.message.text });
  });
  return feature;
}

const STEPS = {
  right: (deps: Deps, ctx: BotContext, ref: FactRef) =>
    record(deps, ctx, { ref, answer: { verdict: 'right' } }),
  wrong: (deps: Deps, ctx: BotContext, ref: FactRef) =>
    record(deps, ctx, { ref, answer: { verdict: 'wrong' } }),
  correct: ask,
  skip: turnToNext,
  back,
  confirm,
} as const;

async function nextPage({ db }: Deps, ctx: BotContext, after: FactRef | undefined) {
  const waiting = await countWaiting(db);
  const fact = await nextWaiting(db, after);
  if (fact) return factPage(ctx, fact, waiting);
  const unread = await nextUnread(db, undefined);
  return unread ? unreadPage(ctx, unread, waiting) : endPage(ctx, waiting);
}

async function turnToNext(deps: Deps, ctx: BotContext, after: FactRef | undefined): Notice {
  await turnTo(ctx, await nextPage(deps, ctx, after));
  return undefined;
}

/** The answer of whoever was first counts; either way the next is shown. */
async function record(
  deps: Deps,
  ctx: BotContext,
  { ref, answer: given }: { readonly ref: FactRef; readonly answer: Answer },
): Notice {
  const { db, now } = deps;
  const { review } = ctx.texts.admin;
  const outcome = await recordReview(db, { ref, answer: given, adminId: chatIdOf(ctx) }, now());
  if (outcome === 'gone') return review.gone;
  await turnToNext(deps, ctx, ref);
  if (outcome === 'repeated') return undefined;
  return outcome === 'answered' ? review.answered : review.recorded[given.verdict];
}

async function ask(deps: Deps, ctx: BotContext, ref: FactRef): Notice {
  const { db, now } = deps;
  const fact = await findWaiting(db, ref);
  if (!fact) return goOn(deps, ctx, ref);
  await saveReviewDraft(db, chatIdOf(ctx), { ref, correction: null }, now());
  await turnTo(ctx, askPage(ctx, fact));
  return undefined;
}

async function back(deps: Deps, ctx: BotContext, ref: FactRef): Notice {
  const { db } = deps;
  await discardReviewDraft(db, chatIdOf(ctx));
  const fact = await findWaiting(db, ref);
  if (!fact) return goOn(deps, ctx, ref);
  await turnTo(ctx, factPage(ctx, fact, await countWaiting(db)));
  return undefined;
}

/** What does not wait any more was answered by another admin, or is printed no longer. */
async function goOn(deps: Deps, ctx: BotContext, ref: FactRef): Notice {
  await turnToNext(deps, ctx, ref);
  return ctx.texts.admin.review.answered;
}

function openDraft({ db, now }: Deps, ctx: BotContext) {
  const since = new Date(now().getTime() - DRAFT_LASTS_MS);
  return findReviewDraft(db, chatIdOf(ctx), since);
}

/** Reads the line of a correction, and shows what it makes of the fact. */
async function correct(
  { db, now }: Deps,
  ctx: BotContext,
  { ref, line }: { readonly ref: FactRef; readonly line: string },
): Promise<void> {
  const { review } = ctx.texts.admin;
  const waiting = await findWaiting(db, ref);
  if (!waiting) {
    await discardReviewDraft(db, chatIdOf(ctx));
    return say(ctx, review.answered);
  }
  const read = readCorrection(line, waiting.fact, now());
  if (read.kind === 'problem') {
    const example = exampleOf(ctx, waiting.fact);
    const buttons = [[{ text: review.back, callback: factCallback('back', ref) }]];
    return say(ctx, `${review.problems[read.problem]}\n\n${review.example(example)}`, buttons);
  }
  await saveReviewDraft(db, chatIdOf(ctx), { ref, correction: read.fact }, now());
  await answer(ctx, [confirmPage(ctx, waiting, read.fact)]);
}

async function confirm(deps: Deps, ctx: BotContext, ref: FactRef): Notice {
  const draft = await openDraft(deps, ctx);
  const fact = draft && isSameRef(draft.ref, ref) ? draft.correction : null;
  if (!fact) return ctx.texts.outdated;
  await discardReviewDraft(deps.db, chatIdOf(ctx));
  return record(deps, ctx, { ref, answer: { verdict: 'corrected', fact } });
}

function isSameRef(one: FactRef, other: FactRef): boolean {
  return factCallback('confirm', one) === factCallback('confirm', other);
}

async function dealWith(
  { db, now }: Deps,
  ctx: BotContext,
  { step, id }: { readonly step: 'done' | 'skip'; readonly id: number },
): Notice {
  const { review } = ctx.texts.admin;
  const isDone =
    step === 'skip' || (await dealWithUnread(db, { id, adminId: chatIdOf(ctx) }, now()));
  const waiting = await countWaiting(db);
  const unread = await nextUnread(db, id);
  await turnTo(ctx, unread ? unreadPage(ctx, unread, waiting) : endPage(ctx, waiting));
  return isDone ? undefined : review.answered;
}
