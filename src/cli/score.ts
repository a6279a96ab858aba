import type { Action, ItemKind, ParsedIssue } from '../domain/index.ts';

export const LAYERS = ['appointments', 'people', 'decisions', 'keyDates', 'items'] as const;
export type Layer = (typeof LAYERS)[number];

/** What a labelled file says; `RULES.md` of the corpus defines it. */
export type Gold = {
  readonly kind: string;
  readonly appointments: readonly GoldAct[];
  readonly decisions: readonly GoldDecision[];
  readonly keyDates: readonly { readonly label: string; readonly date: string }[];
  /** Only of full issues. */
  readonly items: readonly { readonly kind: ItemKind; readonly title: string }[] | null;
};

type GoldAct = {
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

/** What one document scores in each layer that its gold labels. `null`: nothing was read from it. */
export function scoreDocument(gold: Gold, found: ParsedIssue | null): Map<Layer, Score> {
  const given = recordsOf(found);
  return new Map(
    [...wantedRecords(gold)].map(([layer, wanted]) => {
      const records = given.get(layer) ?? [];
      const hits = wanted.length - without(wanted, records).length;
      return [layer, { wanted: wanted.length, given: records.length, hits }];
    }),
  );
}

/** What was missed and what was made up, layer by layer, in the scored form. */
export function compareDocument(gold: Gold, found: ParsedIssue | null): Difference[] {
  const given = recordsOf(found);
  return [...wantedRecords(gold)].map(([layer, wanted]) => {
    const records = given.get(layer) ?? [];
    return { layer, missed: without(wanted, records), extra: without(records, wanted) };
  });
}

/** The acts of one action alone. */
export function scoreAction(gold: Gold, found: ParsedIssue | null, action: Action): Score {
  const wanted = gold.appointments.filter((act) => act.action === action).map(actKey);
  const acts = found?.items.flatMap((item) => item.acts) ?? [];
  const given = acts.filter((act) => act.action === action).map(actKey);
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

function wantedRecords({ kind, appointments, decisions, keyDates, items }: Gold): Records {
  const records = new Map<Layer, readonly string[]>([
    ['appointments', appointments.map(actKey)],
    ['people', appointments.map(personKey)],
    ['keyDates', keyDates.map(dateKey)],
  ]);
  // Titles told in a report are not items of their own.
  if (kind !== 'news') records.set('decisions', decisions.map(decisionKey));
  if (items) records.set('items', items.map(itemKey));
  return records;
}

function recordsOf(issue: ParsedIssue | null): Records {
  const items = issue?.items ?? [];
  const documents = items.filter((item) => item.kind !== 'news');
  const acts = items.flatMap((item) => item.acts);
  return new Map<Layer, readonly string[]>([
    ['appointments', acts.map(actKey)],
    ['people', acts.map(personKey)],
    ['keyDates', items.flatMap((item) => item.keyDates).map(dateKey)],
    [
      'decisions',
      documents.map(({ title, issuer, number, adoptedOn }) =>
        decisionKey({ title, body: issuer, number, adopted: adoptedOn }),
      ),
    ],
    ['items', items.map(itemKey)],
  ]);
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
const dateKey = ({ label, date }: { label: string; date: string }) => key(label, date);
const itemKey = ({ kind, title }: { kind: string; title: string }) => key(kind, plain(title));
