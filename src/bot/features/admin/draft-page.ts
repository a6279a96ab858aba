import { z } from 'zod';
import { type ClassicMessage, ITEM_KINDS, LANGUAGES } from '../../../domain/index.ts';
import { countAudience, type Db, type Segment, segmentText } from '../../../store/index.ts';
import { plain, type Rows } from '../../answer.ts';
import { campaignButton, campaignKey, keyOf } from '../../campaign-buttons.ts';
import { buttonKind, wholeNumber } from '../../press.ts';
import type { Texts } from '../../texts/index.ts';

type Draft = { readonly id: string; readonly segment: Segment };

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

export function segmentAt(place: number): Segment {
  return SEGMENTS[place] ?? EVERYBODY;
}

/** An unsent broadcast: to whom, how many, and what can be done with it. */
export async function draftPage(db: Db, texts: Texts, draft: Draft): Promise<ClassicMessage> {
  const audience = await countAudience(db, draft.segment);
  const name = nameOf(draft.segment, texts);
  const { admin } = texts;
  return plain(
    audience > 0 ? admin.broadcastAsk(name, audience) : admin.broadcastNobody(name),
    draftRows(texts, draft, audience),
  );
}

function draftRows(texts: Texts, { id, segment: chosen }: Draft, audience: number): Rows {
  const { admin } = texts;
  const segments = SEGMENTS.map((segment, place) => {
    const isChosen = segmentText(segment) === segmentText(chosen);
    const name = nameOf(segment, texts);
    const text = isChosen ? texts.current(name) : name;
    return { text, callback: segmentButton.write(keyOf(id), place) };
  });
  const [everybody, ...others] = segments;
  const send = [
    { text: admin.confirm(audience), callback: campaignButton.write('send', keyOf(id)) },
  ];
  const discard = [{ text: admin.discard, callback: campaignButton.write('discard', keyOf(id)) }];
  return [
    ...(audience > 0 ? [send] : []),
    discard,
    ...(everybody ? [[everybody]] : []),
    ...inPairs(others),
  ];
}

function inPairs<T>(buttons: readonly T[]): T[][] {
  const pairs: T[][] = [];
  for (let at = 0; at < buttons.length; at += 2) pairs.push(buttons.slice(at, at + 2));
  return pairs;
}

function nameOf(segment: Segment, { admin }: Texts): string {
  switch (segment.kind) {
    case 'all':
      return admin.everyone;
    case 'kind':
      return admin.subscribersOf(segment.item);
    case 'language':
      return admin.readersOf[segment.language];
  }
}
