/** A calendar day as printed, `YYYY-MM-DD`, in the publication's own zone. */
export type IsoDate = string;

/** Where a fact stands in its text: UTF-16 offsets, `[start, end)`. */
export type Span = readonly [start: number, end: number];

/** The actions of the annotation guideline (`RULES.md` section 2), in its order. */
export const ACTIONS = [
  'appoint',
  'remove',
  'accept-resignation',
  'elect',
  'acting',
  'dismiss',
  'recall',
  'approve-appointment',
  'approve-removal',
  'terminate',
  'other',
] as const;
export type Action = (typeof ACTIONS)[number];

/** One person, one action, one post. */
export type Act = {
  readonly person: string;
  readonly action: Action;
  /** The title without the organization: 副县长. */
  readonly post: string;
  /** The body in which the post is held, in full as far as the text resolves it. */
  readonly organization: string;
  readonly date: IsoDate | null;
  /** The printed words that say it, in the issue's text. */
  readonly span: Span;
  /** 0 to 1: how often facts with the same doubts were right. */
  readonly confidence: number;
  /** The doubts that lowered it, in the parser's words (`no-date`); empty when there are none. */
  readonly reasons: readonly string[];
};

/**
 * The one line between what is told and what waits: a fact below it is told to nobody as a fact
 * until an admin has reviewed it. The article itself is told.
 */
export const CONFIDENCE_LINE = 0.8;

export function isCertain(fact: { readonly confidence: number }): boolean {
  return fact.confidence >= CONFIDENCE_LINE;
}

/** The labels of the annotation guideline (`RULES.md` section 4). */
export const KEY_DATE_LABELS = [
  '选举日',
  '施行日期',
  '召开日期',
  '闭幕日期',
  '报到日期',
  '就职日期',
  '任职起始日期',
  '选民登记截止日期',
  '选民名单公布日期',
  '候选人公布日期',
  '截止日期',
] as const;
export type KeyDateLabel = (typeof KEY_DATE_LABELS)[number];

/** A date with an effect for readers. */
export type KeyDate = {
  readonly label: KeyDateLabel;
  readonly date: IsoDate;
  readonly span: Span;
  readonly confidence: number;
  readonly reasons: readonly string[];
};

/** A key date as it stands in its article's newest revision, and where that was printed. */
export type PrintedDate = Pick<KeyDate, 'label' | 'date'> & {
  readonly itemId: number;
  readonly revision: number;
  /** Among the key dates of that revision. */
  readonly position: number;
  readonly publication: string;
  readonly issueDate: IsoDate;
  readonly title: string;
};
