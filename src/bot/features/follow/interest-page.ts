import {
  type ClassicMessage,
  FREQUENCIES,
  type Interest,
  ownRhythm,
  type Rhythm,
} from '../../../domain/index.ts';
import { nightOf } from '../../../match/index.ts';
import { type Db, findSubscription, ownRhythmsOf, publicationNames } from '../../../store/index.ts';
import { plain, type Rows } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { FIRST_RHYTHM, nextOf, type SubscriptionDeps } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';
import {
  dropButton,
  followsButton,
  hoursButton,
  kindsButton,
  papersButton,
  quietButton,
  rhythmButton,
  zonesButton,
} from './buttons.ts';

type Shown = { readonly interest: Interest; readonly isNew: boolean };

/** One thing that is followed: what it means, when it comes, and buttons to change that. */
export async function interestPage(
  deps: SubscriptionDeps,
  ctx: BotContext,
  { interest, isNew }: Shown,
): Promise<ClassicMessage> {
  const { follows } = ctx.texts;
  const { query } = interest;
  const rhythm = await rhythmOf(deps, interest);
  const hasPublications = (await publicationNames(deps.db)).length > 1;
  const head = isNew ? follows.followed(query) : follows.following(query);
  return plain(
    [head, follows.page(query, rhythm, { hasPublications })].join('\n'),
    interestRows(ctx.texts, interest, hasPublications),
  );
}

/** Of who follows nothing any more. */
const NO_RHYTHM = { ...FIRST_RHYTHM, dueAt: null };

/** By which a chat is told of what has no rhythm of its own. */
export async function usualRhythm(
  db: Db,
  chatId: number,
): Promise<Rhythm & { readonly dueAt: Date | null }> {
  return (await findSubscription(db, chatId)) ?? NO_RHYTHM;
}

/** When it comes, the chat's own rhythm filling in what it leaves open. */
export async function rhythmOf(deps: SubscriptionDeps, interest: Interest) {
  const { schedule } = deps.defaults;
  const usual = await usualRhythm(deps.db, interest.chatId);
  const rhythm = ownRhythm(interest, usual);
  const planned = (await ownRhythmsOf(deps.db, interest.chatId)).find(
    ({ interestId }) => interestId === interest.id,
  );
  return {
    own: interest,
    hour: rhythm.frequency === 'instant' ? null : rhythm.hour,
    night: nightOf(schedule, rhythm),
    ...nextOf(deps, { timezone: rhythm.timezone, dueAt: (planned ?? usual).dueAt }),
  };
}

function interestRows(texts: Texts, { id, frequency }: Interest, hasPublications: boolean): Rows {
  const { follows } = texts;
  const mark = (label: string, isCurrent: boolean) => (isCurrent ? texts.current(label) : label);
  const rhythms = FREQUENCIES.map((each) => [
    {
      text: mark(follows.rhythm(each), each === frequency),
      callback: rhythmButton.write(id, each),
    },
  ]);
  const isTimed = frequency === 'daily' || frequency === 'weekly';
  const clock = [
    { text: texts.when.zone, callback: zonesButton.write(id) },
    { text: texts.when.quiet, callback: quietButton.write(id, 'show') },
  ];
  const withDigest = mark(follows.withDigest, frequency === null);
  return [
    [{ text: withDigest, callback: rhythmButton.write(id, 'with') }],
    ...rhythms,
    ...(isTimed ? [[{ text: follows.changeHour, callback: hoursButton.write(id) }]] : []),
    ...(frequency === null ? [] : [clock]),
    [
      { text: follows.changeKinds, callback: kindsButton.write(id) },
      ...(hasPublications
        ? [{ text: follows.changePublication, callback: papersButton.write(id) }]
        : []),
    ],
    [
      { text: follows.dropThis, callback: dropButton.write(id) },
      { text: follows.all, callback: followsButton.write('show', 1) },
    ],
  ];
}
