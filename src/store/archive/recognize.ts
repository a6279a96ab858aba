import type { Carrier, IsoDate, Span } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import type { Clearer, Draft } from './draft.ts';
import { baseOf, lettersOf, likeness } from './identity.ts';
import { findNearby, type NearbyItem, onlyScanned } from './nearby.ts';
import { type DraftText, type Pair, pairUp } from './pair-up.ts';
import { type Letters, readLetters } from './same-text.ts';

type Arrived = {
  readonly carrier: Carrier;
  readonly publication: string;
  readonly date: IsoDate;
};

/**
 * A scan's letters are guesses, so the same article in two carriers does not say the same words. What is
 * here already is added to `known`; what tells a scanned item again, in surer letters or in full, is
 * returned by its fingerprint.
 */
export async function recognizeGuessed(
  tx: Db,
  drafts: readonly Draft[],
  known: Map<string, number>,
  { carrier, ...arrived }: Arrived,
): Promise<Map<string, Clearer>> {
  const isGuessed = carrier === 'ocr';
  const clearer = isGuessed ? new Map<string, Clearer>() : await sameWords(tx, drafts, known);
  const met = new Set([...known.values(), ...[...clearer.values()].map(({ id }) => id)]);
  const nearby = await findNearby(tx, arrived.date, { onlyGuessed: !isGuessed });
  const items = nearby.filter(({ id }) => isGuessed || !met.has(id));
  if (items.length === 0) return clearer;
  const isNew = ({ fingerprint }: Draft) => !known.has(fingerprint) && !clearer.has(fingerprint);
  const texts = drafts.filter(isNew).map((draft) => readDraft(draft, isGuessed));
  const pairs = pairUp(texts, items, { ...arrived, isGuessed });
  for (const text of texts) {
    const { fingerprint } = text.draft;
    const outcome =
      (isGuessed ? readGuess : readSure)(text, pairs) ??
      byNumber(text, { items, pairs, isGuessed });
    if (outcome?.kind === 'known') known.set(fingerprint, outcome.id);
    if (outcome?.kind === 'clearer') clearer.set(fingerprint, outcome);
  }
  return clearer;
}

/** What says the very same words as a scan that is shown. It is no longer among what is known. */
async function sameWords(
  tx: Db,
  drafts: readonly Draft[],
  known: Map<string, number>,
): Promise<Map<string, Clearer>> {
  const scanned = await onlyScanned(tx, [...known.values()]);
  const clearer = new Map<string, Clearer>();
  for (const { fingerprint } of drafts) {
    const id = known.get(fingerprint);
    if (id === undefined || !scanned.has(id)) continue;
    clearer.set(fingerprint, { id, parts: [] });
    known.delete(fingerprint);
    scanned.delete(id);
  }
  return clearer;
}

function readDraft(draft: Draft, isGuessed: boolean): DraftText {
  const { item } = draft;
  const names = isGuessed ? [] : item.acts.map(({ person }) => person);
  return { draft, text: readLetters(lettersOf(item), names) };
}

/** So much of a text makes it the whole. */
const WHOLE = 0.6;

function isMostOf(spans: readonly Span[], { letters }: Letters): boolean {
  const found = spans.reduce((sum, [start, end]) => sum + end - start, 0);
  return found >= WHOLE * letters.length;
}

type Outcome = { readonly kind: 'known'; readonly id: number } | ({ kind: 'clearer' } & Clearer);

/** Sure letters tell a scanned item again. */
function readSure(text: DraftText, pairs: readonly Pair[]): Outcome | undefined {
  const mine = pairs.filter(({ of }) => of === text);
  const [first] = mine;
  if (!first) return undefined;
  const held = mine.filter(({ item, inOther }) => isMostOf([inOther], item.text));
  if (held.length > 0) return clearerThan(held);
  // Two articles were scanned as one: it becomes the one that is the most of it, and the other is new.
  const ofItem = pairs.filter(({ item }) => item === first.item);
  const areAll = isMostOf(
    ofItem.map(({ inOther }) => inOther),
    first.item.text,
  );
  if (areAll) return ofItem[0] === first ? clearerThan([first]) : undefined;
  return isExcerpt(text, first) ? { kind: 'known', id: first.item.id } : undefined;
}

/** Guessed letters say nothing new of what is here; only of a scan they may tell more. */
function readGuess(text: DraftText, pairs: readonly Pair[]): Outcome | undefined {
  const mine = pairs.filter(({ of }) => of === text);
  const [first] = mine;
  if (!first) return undefined;
  const isHere = isMostOf(
    mine.map(({ inOne }) => inOne),
    text.text,
  );
  if (isHere) return { kind: 'known', id: first.item.id };
  const held = mine.filter(({ item }) => item.isGuessed);
  if (held.length > 0) return clearerThan(held);
  return isExcerpt(text, first) ? { kind: 'known', id: first.item.id } : undefined;
}

/** However badly it was scanned: under the same headline in the same issue a number names it beyond doubt. */
function byNumber(
  { draft: { item, identity } }: DraftText,
  { items, pairs, isGuessed }: Compared,
): Outcome | undefined {
  if (item.number === null) return undefined;
  const same = items.find((each) => baseOf(each.identity) === identity);
  if (!same || pairs.some((pair) => pair.item === same)) return undefined;
  return isGuessed ? { kind: 'known', id: same.id } : { kind: 'clearer', id: same.id, parts: [] };
}

type Compared = {
  readonly items: readonly NearbyItem[];
  readonly pairs: readonly Pair[];
  readonly isGuessed: boolean;
};

/** Of several the first that came stays: whoever was told of it is told nothing again. */
function clearerThan(held: readonly Pair[]): Outcome | undefined {
  const [id, ...parts] = held.map(({ item }) => item.id).toSorted((a, b) => a - b);
  return id === undefined ? undefined : { kind: 'clearer', id, parts };
}

/** One is a part of the other under the same headline, and tells no fact that the other does not. */
function isExcerpt({ draft: { item } }: DraftText, pair: Pair): boolean {
  const text = pair.item.text.letters.join('');
  return (
    likeness(item.title, pair.item.title).ofShorter >= WHOLE &&
    item.acts.every(({ person }) => text.includes(person)) &&
    item.keyDates.every(({ date }) => text.includes(date.replaceAll('-', '')))
  );
}
