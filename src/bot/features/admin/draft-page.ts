import { z } from 'zod';
import { type ClassicMessage, ITEM_KINDS, LANGUAGES } from '../../../domain/index.ts';
import { canaryAmong, hasCanary, type Segment, segmentText } from '../../../store/index.ts';
import { plain, type Rows } from '../../answer.ts';
import { campaignKey, draftButton, keyOf } from '../../campaign-buttons.ts';
import type { Reader } from '../../campaign-page.ts';
import { withMoment } from '../../moment.ts';
import { nameSegment } from '../../name-segment.ts';
import { buttonKind, wholeNumber } from '../../press.ts';
import { sendTimes } from '../../send-times.ts';
import { nameZone, writeMoment } from '../../texts/calendar.ts';
import type { Texts } from '../../texts/index.ts';

/** An unsent broadcast. */
export type Draft = {
  readonly id: string;
  readonly segment: Segment;
  /** How many chats it is for. */
  readonly audience: number;
  /** Of these, those in quiet hours now, */
  readonly asleep: number;
  /** and those of them that want nothing urgent either. */
  readonly soundAsleep: number;
};

export const EVERYBODY: Segment = { kind: 'all' };

/** Every audience that can be chosen. */
const SEGMENTS: readonly Segment[] = [
  EVERYBODY,
  ...ITEM_KINDS.map((item) => ({ kind: 'kind', item }) as const),
  ...LANGUAGES.map((language) => ({ kind: 'language', language }) as const),
];

/** Another audience for a draft; `place` is the audience's place among those that can be chosen. */
export const segmentButton = buttonKind(
  'audience',
  z.tuple([campaignKey, wholeNumber.pipe(z.number().max(SEGMENTS.length - 1))]),
);

/** To the times at which it may be sent, and back to the draft. */
export const timesButton = buttonKind('times', z.tuple([campaignKey, z.enum(['choose', 'back'])]));

/** One of the times, in minutes since 1970: asked, and confirmed. */
export const timeButton = buttonKind(
  'time',
  z.tuple([campaignKey, wholeNumber.pipe(z.number().max(2 ** 31)), z.enum(['ask', 'yes'])]),
);

const MINUTE_MS = 60_000;

export function momentOf(minutes: number): Date {
  return new Date(minutes * MINUTE_MS);
}

export function segmentAt(place: number): Segment {
  return SEGMENTS[place] ?? EVERYBODY;
}

/** To whom, how many, and what can be done with it. */
export function draftPage(texts: Texts, draft: Draft): ClassicMessage {
  const { segment, audience, asleep } = draft;
  const name = nameSegment(segment, texts);
  const { admin } = texts;
  const ask = audience > 0 ? admin.broadcastAsk(name, audience) : admin.broadcastNobody(name);
  const quiet = asleep > 0 ? [admin.asleep(asleep)] : [];
  const first = firstOf(draft) > 0 ? [admin.canary(firstOf(draft))] : [];
  return plain([ask, ...quiet, ...first].join('\n'), draftRows(texts, draft));
}

/** So many get it before the others. */
function firstOf(draft: Draft): number {
  return hasCanary(draft.audience) ? canaryAmong(draft) : 0;
}

/** Asked before anybody is disturbed. */
export function urgentPage(texts: Texts, draft: Draft): ClassicMessage {
  const { id, segment, audience, asleep, soundAsleep } = draft;
  const { admin, buttons } = texts;
  const name = nameSegment(segment, texts);
  const text = admin.urgentAsk({
    segment: name,
    audience,
    woken: asleep - soundAsleep,
    soundAsleep,
  });
  return plain(text, [
    [{ text: admin.urgentConfirm, callback: draftButton.write('urgent-yes', keyOf(id)) }],
    [{ text: buttons.back, callback: timesButton.write(keyOf(id), 'back') }],
  ]);
}

function draftRows(texts: Texts, { id, segment: chosen, audience }: Draft): Rows {
  const { admin } = texts;
  const segments = SEGMENTS.map((segment, place) => {
    const isChosen = segmentText(segment) === segmentText(chosen);
    const name = nameSegment(segment, texts);
    const text = isChosen ? texts.current(name) : name;
    return { text, callback: segmentButton.write(keyOf(id), place) };
  });
  const [everybody, ...others] = segments;
  const send = [{ text: admin.confirm(audience), callback: draftButton.write('send', keyOf(id)) }];
  const urgent = { text: admin.urgently, callback: draftButton.write('urgent', keyOf(id)) };
  const later = { text: admin.later, callback: timesButton.write(keyOf(id), 'choose') };
  const discard = { text: admin.discard, callback: draftButton.write('discard', keyOf(id)) };
  return [
    ...(audience > 0 ? [send, [urgent]] : []),
    audience > 0 ? [later, discard] : [discard],
    ...(everybody ? [[everybody]] : []),
    ...inPairs(others),
  ];
}

function inPairs<T>(buttons: readonly T[]): T[][] {
  const pairs: T[][] = [];
  for (let at = 0; at < buttons.length; at += 2) pairs.push(buttons.slice(at, at + 2));
  return pairs;
}

/** The times at which it may be sent, date and hour written out. */
export function timesPage(
  { texts, language, timezone }: Reader,
  { id }: Pick<Draft, 'id'>,
  now: Date,
): ClassicMessage {
  const { admin, buttons } = texts;
  const times = sendTimes(now, timezone).map(({ at, nearness }) => [
    {
      text: admin.time(nearness, writeMoment(at, timezone, language)),
      callback: timeButton.write(keyOf(id), Math.ceil(at.getTime() / MINUTE_MS), 'ask'),
    },
  ]);
  return plain(admin.timeAsk(nameZone({ timezone, now }, language)), [
    ...times,
    [{ text: buttons.back, callback: timesButton.write(keyOf(id), 'back') }],
  ]);
}

/** What happens at the chosen time. */
export function timePage(
  { texts, language, timezone }: Reader,
  draft: Draft,
  at: Date,
): ClassicMessage {
  const { admin } = texts;
  const { id, segment, audience } = draft;
  const text = admin.timeConfirmAsk({
    moment: writeMoment(at, timezone, language),
    zone: nameZone({ timezone, now: at }, language),
    segment: nameSegment(segment, texts),
    audience,
    // Who is asleep then nobody knows yet.
    first: firstOf({ ...draft, asleep: 0 }) || null,
  });
  const minutes = Math.ceil(at.getTime() / MINUTE_MS);
  const page = plain(text, [
    [{ text: admin.timeConfirm, callback: timeButton.write(keyOf(id), minutes, 'yes') }],
    [{ text: admin.timeOther, callback: timesButton.write(keyOf(id), 'choose') }],
  ]);
  return withMoment(page, { at, timezone, language }, '');
}
