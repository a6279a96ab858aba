import { ACTIONS, CARRIERS, CONFIDENCE_LINE, ITEM_KINDS, type ItemKind } from '../domain/index.ts';
import type { LabelledText } from './labels.ts';
import {
  addScores,
  type Judgement,
  judgeFacts,
  LAYERS,
  type Score,
  scoreAction,
  scoreDocument,
  titleKey,
} from './score.ts';

/** How many facts a reader was so sure of, how sure on average, and how many of them were right. */
export type Bin = {
  readonly from: number;
  readonly to: number;
  readonly facts: number;
  readonly right: number;
  readonly meanConfidence: number;
};

/** Labelled kinds against read ones. `null`: no such article was read. */
export type Confusion = {
  readonly articles: number;
  readonly count: (labelled: ItemKind, read: ItemKind | null) => number;
};

export type Measure = {
  readonly texts: number;
  readonly layers: readonly Row[];
  readonly actions: readonly Row[];
  /** The acts, by what they were printed on; texts that could not be read under `unread`. */
  readonly carriers: readonly (Row & { readonly texts: number })[];
  readonly bins: readonly Bin[];
  /** Expected calibration error: how far, on average, confidence is from the share right. */
  readonly calibrationError: number | null;
  /** What is told as a fact without a review. */
  readonly told: { readonly facts: number; readonly right: number };
  readonly confusion: Confusion;
};

export type Row = { readonly name: string; readonly score: Score };

const NOTHING: Score = { wanted: 0, given: 0, hits: 0 };

/** Everything that is measured of a folder. */
export function measure(texts: readonly LabelledText[]): Measure {
  const judgements = texts.flatMap(({ gold, found }) => judgeFacts(gold, found));
  const told = judgements.filter(({ confidence }) => confidence >= CONFIDENCE_LINE);
  return {
    texts: texts.length,
    layers: LAYERS.map((name) => ({
      name,
      score: total(texts, ({ gold, found }) => scoreDocument(gold, found).get(name)),
    })),
    actions: ACTIONS.map((name) => ({
      name,
      score: total(texts, ({ gold, found }) => scoreAction(gold, found, name)),
    })),
    carriers: byCarrier(texts),
    bins: reliability(judgements),
    calibrationError: calibrationErrorOf(judgements),
    told: { facts: told.length, right: told.filter(({ isRight }) => isRight).length },
    confusion: confusionOf(texts),
  };
}

function total(
  texts: readonly LabelledText[],
  scoreOf: (text: LabelledText) => Score | undefined,
): Score {
  return texts.map((text) => scoreOf(text) ?? NOTHING).reduce(addScores, NOTHING);
}

function byCarrier(texts: readonly LabelledText[]): Measure['carriers'] {
  return [...CARRIERS, null].flatMap((carrier) => {
    const carried = texts.filter((text) => text.carrier === carrier);
    if (carried.length === 0) return [];
    const score = total(carried, ({ gold, found }) =>
      scoreDocument(gold, found).get('appointments'),
    );
    return [{ name: carrier ?? 'unread', texts: carried.length, score }];
  });
}

/** Finer where it matters: most facts are sure, and the line lies at 0.8. */
const EDGES = [0, 0.5, 0.7, CONFIDENCE_LINE, 0.9, 0.95, 1];

export function reliability(judgements: readonly Judgement[]): Bin[] {
  return EDGES.slice(1).map((to, index) => {
    const from = EDGES[index] ?? 0;
    const isLast = index === EDGES.length - 2;
    const inside = judgements.filter(
      ({ confidence }) => confidence >= from && (confidence < to || isLast),
    );
    return {
      from,
      to,
      facts: inside.length,
      right: inside.filter(({ isRight }) => isRight).length,
      meanConfidence: inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length,
    };
  });
}

export function calibrationErrorOf(judgements: readonly Judgement[]): number | null {
  if (judgements.length === 0) return null;
  const gaps = reliability(judgements)
    .filter(({ facts }) => facts > 0)
    .map(({ facts, right, meanConfidence }) => facts * Math.abs(right / facts - meanConfidence));
  return gaps.reduce((sum, gap) => sum + gap, 0) / judgements.length;
}

/**
 * Articles of issues whose articles are labelled, by their titles; and texts of one kind from which
 * one article was read.
 */
function confusionOf(texts: readonly LabelledText[]): Confusion {
  const pairs = texts.flatMap(kindsOf);
  return {
    articles: pairs.length,
    count: (labelled, read) =>
      pairs.filter((pair) => pair.labelled === labelled && pair.read === read).length,
  };
}

type Pair = { readonly labelled: ItemKind; readonly read: ItemKind | null };

function kindsOf({ gold, found }: LabelledText): Pair[] {
  const items = found?.items ?? [];
  if (gold.items)
    return gold.items.map(({ kind, title }) => ({
      labelled: kind,
      read: items.find((item) => titleKey(item.title) === titleKey(title))?.kind ?? null,
    }));
  const labelled = ITEM_KINDS.find((kind) => kind === gold.kind);
  const [only, ...others] = items;
  if (!labelled || gold.partial || others.length > 0) return [];
  return [{ labelled, read: only?.kind ?? null }];
}
