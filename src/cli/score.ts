import type { Action, Item, ItemKind } from '../domain/index.ts';

/*
 * The rules are those of the corpus's own `score.mjs`; the columns, the calibration and the labels
 * that know only a part of a text are ours.
 */

export const LAYERS = ['appointments', 'people', 'decisions', 'keyDates', 'items'] as const;
export type Layer = (typeof LAYERS)[number];

/** What a labelled file says; `RULES.md` of the corpus defines it. */
export type Gold = {
  readonly kind: string;
  readonly appointments: readonly GoldAct[];
  readonly decisions: readonly GoldDecision[];
  readonly keyDates: readonly GoldKeyDate[];
  /** Only of full issues. */
  readonly items: readonly { readonly kind: ItemKind; readonly title: string }[] | null;
  /** Only some facts of the text were looked at: those listed, and those rejected. */
  readonly partial?: boolean;
  /** Facts that were read from the text and are not in it. */
  readonly rejected?: readonly GoldFact[];
};

export type GoldFact = GoldAct | GoldKeyDate;

export type GoldKeyDate = { readonly label: string; readonly date: string };

/** What was read from one text: the items of all issues in it. `null`: nothing could be read. */
export type Found = { readonly items: readonly Item[] } | null;

export type GoldAct = {
  readonly person: string;
  readonly action: Action;
  readonly post: string;
  readonly organization: string;
  readonly date: string | null;
};

type GoldDecision = {
  readonly title: string;
  readonly body: string | null;
  readonly number: string | null;
  readonly adopted: string | null;
};

/** How many records were wanted, given, and both: alike in every field. */
export type Score = { readonly wanted: number; readonly given: number; readonly hits: number };

export type Difference = {
  readonly layer: Layer;
  readonly missed: readonly string[];
  readonly extra: readonly string[];
};

type Records = ReadonlyMap<Layer, readonly string[]>;

/** What one document scores in each layer that its gold labels. */
export function scoreDocument(gold: Gold, found: Found): Map<Layer, Score> {
  const given = recordsOf(gold, found);
  return new Map(
    [...wantedRecords(gold)].map(([layer, wanted]) => [
      layer,
      scoreRecords(wanted, given.get(layer) ?? []),
    ]),
  );
}

/** What was missed and what was made up, layer by layer, in the scored form. */
export function compareDocument(gold: Gold, found: Found): Difference[] {
  const given = recordsOf(gold, found);
  return [...wantedRecords(gold)].map(([layer, wanted]) => {
    const records = given.get(layer) ?? [];
    return { layer, missed: without(wanted, records), extra: without(records, wanted) };
  });
}

/** The acts of one action alone. */
export function scoreAction(gold: Gold, found: Found, action: Action): Score {
  const given = actsOf(gold, found).filter((act) => act.action === action);
  const wanted = gold.appointments.filter((act) => act.action === action);
  return scoreRecords(wanted.map(actKey), given.map(actKey));
}

/** One fact as it was read: how sure the reader was of it, and whether it is what the label says. */
export type Judgement = { readonly confidence: number; readonly isRight: boolean };

/** Every act and key date given, each right as often as it is wanted. */
export function judgeFacts(gold: Gold, found: Found): Judgement[] {
  return [
    ...judge(gold.appointments.map(actKey), actsOf(gold, found), actKey),
    ...judge(gold.keyDates.map(dateKey), datesOf(gold, found), dateKey),
  ];
}

function judge<T extends { readonly confidence: number }>(
  wanted: readonly string[],
  given: readonly T[],
  keyOf: (fact: T) => string,
): Judgement[] {
  const left = [...wanted];
  return given.map((fact) => {
    const at = left.indexOf(keyOf(fact));
    if (at >= 0) left.splice(at, 1);
    return { confidence: fact.confidence, isRight: at >= 0 };
  });
}

/** A title as it is compared: the same letters make the same article. */
export function titleKey(title: string): string {
  return plain(title);
}

function scoreRecords(wanted: readonly string[], given: readonly string[]): Score {
  const hits = wanted.length - without(wanted, given).length;
  return { wanted: wanted.length, given: given.length, hits };
}

export function addScores(one: Score, other: Score): Score {
  return {
    wanted: one.wanted + other.wanted,
    given: one.given + other.given,
    hits: one.hits + other.hits,
  };
}

/** Precision, recall and F1; `null` where there is nothing to divide by. */
export function ratesOf({ wanted, given, hits }: Score): {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
} {
  const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    precision: ratio(hits, given),
    recall: ratio(hits, wanted),
    f1: ratio(2 * hits, wanted + given),
  };
}

function wantedRecords(gold: Gold): Records {
  const { kind, appointments, decisions, keyDates, items, partial } = gold;
  const records = new Map<Layer, readonly string[]>([
    ['appointments', appointments.map(actKey)],
    ['people', appointments.map(personKey)],
    ['keyDates', keyDates.map(dateKey)],
  ]);
  if (partial) return records;
  // Titles told in a report are not items of their own.
  if (kind !== 'news') records.set('decisions', decisions.map(decisionKey));
  if (items) records.set('items', items.map(itemKey));
  return records;
}

function recordsOf(gold: Gold, found: Found): Records {
  const items = found?.items ?? [];
  const documents = items.filter((item) => item.kind !== 'news');
  const acts = actsOf(gold, found);
  return new Map<Layer, readonly string[]>([
    ['appointments', acts.map(actKey)],
    ['people', acts.map(personKey)],
    ['keyDates', datesOf(gold, found).map(dateKey)],
    [
      'decisions',
      documents.map(({ title, issuer, number, adoptedOn }) =>
        decisionKey({ title, body: issuer, number, adopted: adoptedOn }),
      ),
    ],
    ['items', items.map(itemKey)],
  ]);
}

/** Where only some facts were looked at, nothing is known of the others that were read. */
function actsOf(gold: Gold, found: Found): Item['acts'] {
  const acts = found?.items.flatMap((item) => item.acts) ?? [];
  if (!gold.partial) return acts;
  const rejected = gold.rejected?.filter((fact) => 'person' in fact) ?? [];
  const known = new Set([...gold.appointments, ...rejected].map(actKey));
  return acts.filter((act) => known.has(actKey(act)));
}

function datesOf(gold: Gold, found: Found): Item['keyDates'] {
  const dates = found?.items.flatMap((item) => item.keyDates) ?? [];
  if (!gold.partial) return dates;
  const rejected = gold.rejected?.filter((fact) => 'label' in fact) ?? [];
  const known = new Set([...gold.keyDates, ...rejected].map(dateKey));
  return dates.filter((date) => known.has(dateKey(date)));
}

/** `some` less `others`, each record of which takes one away. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((record) => {
    const at = left.indexOf(record);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const plain = (text: string | null) =>
  (text ?? '')
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[“”"'‘’《》]/gu, '');
/** Some texts print the ordinal of a congress and others leave it out. */
const body = (text: string | null) => plain(text).replace(/第[一二三四五六七八九十百]+届/gu, '');
const key = (...fields: readonly string[]) => fields.join(' | ');

const actKey = (act: GoldAct) =>
  key(plain(act.person), act.action, plain(act.post), body(act.organization), act.date ?? '');
const personKey = ({ person, action }: GoldAct) => key(plain(person), action);
const decisionKey = (told: GoldDecision) =>
  key(plain(told.title), body(told.body), plain(told.number), told.adopted ?? '');
const dateKey = ({ label, date }: GoldKeyDate) => key(label, date);
const itemKey = ({ kind, title }: { kind: string; title: string }) => key(kind, plain(title));
