import { type ClassicMessage, FREQUENCIES, type Interest } from '../../../domain/index.ts';
import { nextDigestAt, zoneOf } from '../../../match/index.ts';
import { findSubscription, publicationNames } from '../../../store/index.ts';
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
  rhythmButton,
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

/** How often it comes, the chat's own rhythm filling in what it leaves open. */
export async function rhythmOf(deps: SubscriptionDeps, interest: Interest) {
  const usual = (await findSubscription(deps.db, interest.chatId)) ?? NO_RHYTHM;
  const { frequency, hour } = interest;
  if (frequency === null) return { frequency, hour, ...nextOf(deps, usual) };
  const own = { ...usual, frequency, hour: hour ?? usual.hour };
  const { schedule } = deps.defaults;
  const now = deps.now();
  const next = nextDigestAt(schedule, own, now);
  return { frequency, hour, next, now, timezone: zoneOf(schedule, own) };
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
  const withDigest = mark(follows.withDigest, frequency === null);
  return [
    [{ text: withDigest, callback: rhythmButton.write(id, 'with') }],
    ...rhythms,
    ...(isTimed ? [[{ text: follows.changeHour, callback: hoursButton.write(id) }]] : []),
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
