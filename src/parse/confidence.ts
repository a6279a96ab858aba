import type { Act, KeyDate } from '../domain/index.ts';

/** Why a fact is doubted: each is kept with the fact, and an admin who reviews it is told. */
export type Doubt =
  | 'organization-not-in-full'
  | 'no-organization'
  | 'surname-unknown'
  | 'post-unknown'
  | 'no-date'
  | 'date-unreadable'
  | 'headline-only'
  | 'open-wording'
  | 'told-in-report'
  | 'day-of-text'
  | 'ocr';

/**
 * How often facts without any doubt were right, in texts that were new when they were read: 0.98 of
 * documents in the usual form, and less of what the web keeps of old reports.
 */
const WITHOUT_DOUBT = 0.95;

/**
 * By what share each doubt lowers that, as `bench/doubts.ts` counts it. A doubt that alone brings a
 * fact under the line stands for facts that were more often wrong than once in five.
 */
const WEIGHTS: Readonly<Record<Doubt, number>> = {
  // 县十七届人大, where no place is told
  'organization-not-in-full': 0.25,
  // 决定任命：王芳 主任, below nothing that has a 主任
  'no-organization': 0.3,
  // 尔东升
  'surname-unknown': 0.15,
  // An office that ends in no known word
  'post-unknown': 0.25,
  // A document without a day
  'no-date': 0.1,
  // 2024年5月■日
  'date-unreadable': 0.25,
  // Only the headline tells it, and it shortens
  'headline-only': 0.1,
  // 王芳任…, with no verb that decides
  'open-wording': 0.02,
  // 据悉，王芳当选…
  'told-in-report': 0.05,
  // 自公布之日起施行: the day is that of the text
  'day-of-text': 0.05,
  // A scan's letters are guessed, and a name of two letters forgives none
  ocr: 0.2,
};

/** What a fact says of its own certainty. */
export type Certainty = { readonly confidence: number; readonly reasons: readonly Doubt[] };

export function doubted(doubts: Iterable<Doubt>): Certainty {
  const reasons = [...new Set(doubts)];
  return { confidence: confidenceOf(reasons), reasons };
}

/** 0 to 1: each doubt takes its share of what the others left. */
function confidenceOf(doubts: readonly Doubt[]): number {
  let left = WITHOUT_DOUBT;
  for (const doubt of doubts) left *= 1 - WEIGHTS[doubt];
  return Math.round(left * 100) / 100;
}

/** A fact with one more doubt. */
export function doubtMore<T extends Act | KeyDate>(fact: T, doubt: Doubt): T {
  const { confidence, reasons } = fact;
  if (reasons.includes(doubt)) return fact;
  const lower = Math.round(confidence * (1 - WEIGHTS[doubt]) * 100) / 100;
  return { ...fact, confidence: lower, reasons: [...reasons, doubt] };
}
