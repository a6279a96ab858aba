import { Composer } from 'grammy';
import {
  type ClassicMessage,
  type Interest,
  MOST_INTERESTS,
  normalise,
  ownRhythm,
  type Query,
} from '../../../domain/index.ts';
import { nextDigestAt, readQuery } from '../../../match/index.ts';
import { resumeInterest } from '../../../pipeline/resume-interest.ts';
import {
  durably,
  listInterests,
  publicationNames,
  removeInterest,
  type Standing,
  setInterestRhythm,
} from '../../../store/index.ts';
import { answer, plain, type Rows, say, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { packKinds, unpackKinds } from '../../kinds.ts';
import { markOf } from '../../mark.ts';
import { wordsFrom } from '../../quoted-words.ts';
import { forAdministrators, onChange } from '../../rights.ts';
import { chatIdOf, follow, type SubscriptionDeps } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';
import { settingsButton } from '../settings-buttons.ts';
import { dropButton, followsButton, undoButton } from './buttons.ts';
import { findInterest } from './interest.ts';
import { usualRhythm } from './interest-page.ts';
import { type ListMode, listPage } from './list-page.ts';
import { readShort, writeShort } from './short-when.ts';
import { oneLine, quotedQuery } from './words.ts';

type Notice = Promise<string | undefined>;

/** /unfollow: ends what is followed with one press or by its words; and the list of what is. */
export function unfollowFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'unfollow',
    forAdministrators((ctx) => unfollow(deps, ctx, oneLine(String(ctx.match ?? '')))),
  );
  feature.use(
    onChange(followsButton, (ctx, mode, page) => turnToList(deps, ctx, mode, page)),
    onChange(dropButton, async (ctx, id) => {
      const interest = await findInterest(deps, ctx, id);
      if (!interest) return ctx.texts.follows.gone;
      await turnTo(ctx, await drop(deps, ctx, interest));
      return undefined;
    }),
    onChange(undoButton, (ctx, by, kinds, paper, often, clock, ...standing) =>
      undo(deps, ctx, {
        ...{ query: quotedQuery(ctx, by), kinds, paper, often, clock },
        standing: readStanding(...standing),
      }),
    ),
  );
  return feature;
}

async function unfollow(deps: SubscriptionDeps, ctx: BotContext, words: string): Promise<void> {
  const { follows } = ctx.texts;
  const interests = await listInterests(deps.db, chatIdOf(ctx));
  const meant = words === '' ? interests : withWords(interests, words);
  const [only] = meant;
  if (words !== '' && only && meant.length === 1)
    return void (await answer(ctx, [await drop(deps, ctx, only)]));
  const listed = meant.length > 0 ? meant : interests;
  const page = await listPage(ctx, { interests: listed, mode: 'drop', page: 1 });
  const missed = meant.length === 0 && words !== '' ? [follows.notFollowed(wordsFrom(words))] : [];
  if (page) await answer(ctx, [{ ...page, text: [...missed, page.text].join('\n\n') }]);
  else await say(ctx, [...missed, follows.nothingYet, follows.how].join('\n\n'));
}

/** What reads just so, or else what has these words in it. */
function withWords(interests: readonly Interest[], words: string): readonly Interest[] {
  const read = readQuery(words);
  const text = normalise('text' in read ? read.text : words);
  const same = interests.filter(({ query }) => normalise(query.text) === text);
  return same.length > 0
    ? same
    : interests.filter(({ query }) => normalise(query.text).includes(text));
}

/** Shows the list in the place of the message; nothing followed is said in words. */
async function turnToList(
  deps: SubscriptionDeps,
  ctx: BotContext,
  mode: ListMode,
  number: number,
): Promise<undefined> {
  const interests = await listInterests(deps.db, chatIdOf(ctx));
  const page = await listPage(ctx, { interests, mode, page: number });
  await turnTo(ctx, page ?? nothingPage(ctx.texts));
}

function nothingPage({ follows, buttons }: Texts): ClassicMessage {
  return plain([follows.nothingYet, follows.how].join('\n\n'), [
    [{ text: buttons.settings, callback: settingsButton.write() }],
  ]);
}

async function drop(deps: SubscriptionDeps, ctx: BotContext, interest: Interest) {
  const { follows } = ctx.texts;
  const standing = await removeInterest(deps.db, chatIdOf(ctx), interest.id);
  const left = (await listInterests(deps.db, chatIdOf(ctx))).length;
  const rows: Rows = [
    ...(standing ? [[{ text: follows.undo, callback: undoData(interest, standing) }]] : []),
    ...(left > 0 ? [[{ text: follows.all, callback: followsButton.write('show', 1) }]] : []),
  ];
  return plain(follows.dropped(interest.query, left), rows);
}

function undoData({ query, ...when }: Interest, standing: Standing): string {
  const { by, kinds, publication } = query;
  const paper = publication === null ? 'any' : markOf(publication);
  const rhythm = [when.frequency ?? 'with', writeShort(when)] as const;
  return undoButton.write(by, packKinds(kinds), paper, ...rhythm, ...writeStanding(standing));
}

const MINUTE_MS = 60_000;

function writeStanding({ toldThrough, chatToldThrough, dueAt }: Standing) {
  const minute = dueAt && Math.floor(dueAt.getTime() / MINUTE_MS);
  return [
    toldThrough.toString(36),
    chatToldThrough.toString(36),
    minute?.toString(36) ?? '-',
  ] as const;
}

function readStanding(told: string, chatTold: string, minute: string): Standing {
  return {
    toldThrough: Number.parseInt(told, 36),
    chatToldThrough: Number.parseInt(chatTold, 36),
    dueAt: minute === '-' ? null : new Date(Number.parseInt(minute, 36) * MINUTE_MS),
  };
}

type Ended = {
  readonly query: Query | undefined;
  readonly kinds: number;
  readonly paper: string;
  readonly often: 'with' | NonNullable<Interest['frequency']>;
  readonly clock: string;
  readonly standing: Standing;
};

/** Follows it again as it was, restrictions, rhythm and what waited for its turn included. */
async function undo(deps: SubscriptionDeps, ctx: BotContext, ended: Ended): Notice {
  const publications = await publicationNames(deps.db);
  const publication = publications.find((title) => markOf(title) === ended.paper) ?? null;
  if (!ended.query || (publication === null && ended.paper !== 'any')) return ctx.texts.outdated;
  const query = { ...ended.query, kinds: unpackKinds(ended.kinds), publication };
  const { follows } = ctx.texts;
  const added = await durably(deps.db, async (db) => {
    const again = await follow({ ...deps, db }, ctx, query);
    if (again.kind === 'added') await restore({ ...deps, db }, again.interest, ended);
    return again;
  });
  if (added.kind === 'full') return follows.full(MOST_INTERESTS);
  await turnTo(
    ctx,
    plain(follows.restored(query), [
      [{ text: follows.all, callback: followsButton.write('show', 1) }],
    ]),
  );
  return undefined;
}

async function restore(
  deps: SubscriptionDeps,
  added: Interest,
  { often, clock, standing }: Ended,
): Promise<void> {
  if (often === 'with') return resumeInterest(deps.db, added, standing);
  const interest: Interest = { ...added, frequency: often, ...readShort(clock) };
  const rhythm = ownRhythm(interest, await usualRhythm(deps.db, added.chatId));
  const next = nextDigestAt(deps.defaults.schedule, rhythm, deps.now());
  const { dueAt: planned } = standing;
  // What would have had its turn meanwhile has it now.
  const dueAt = next && planned && planned < next ? planned : next;
  await setInterestRhythm(deps.db, { ...interest, dueAt });
  await resumeInterest(deps.db, interest, { ...standing, dueAt });
}
