import { nameAction } from '../compose/index.ts';
import {
  ACTIONS,
  type ActFact,
  type Action,
  type Fact,
  type IsoDate,
  KEY_DATE_LABELS,
  type KeyDateFact,
  LANGUAGES,
  simplify,
} from '../domain/index.ts';
import { readDate } from './dates.ts';

/** What is wrong with a line that should correct a fact. */
type LineProblem = 'no-field' | 'not-of-this' | 'empty' | 'action' | 'date' | 'label' | 'same';

export type Correction =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'problem'; readonly problem: LineProblem };

type Field = 'person' | 'action' | 'post' | 'organization' | 'date' | 'label';

/** How people name the fields. */
const FIELDS: Readonly<Record<string, Field>> = {
  姓名: 'person',
  name: 'person',
  person: 'person',
  动作: 'action',
  任免: 'action',
  action: 'action',
  职务: 'post',
  post: 'post',
  机构: 'organization',
  单位: 'organization',
  body: 'organization',
  organization: 'organization',
  日期: 'date',
  date: 'date',
  事项: 'label',
  event: 'label',
};
const NAMED = new RegExp(`(?<!\\p{L})(${Object.keys(FIELDS).join('|')})\\s*[：:]`, 'giu');
const LONGEST = 120;
/** How one says that there is none. */
const NONE = /^(?:[无無]|[没沒]有|未印|none|-|—)$/iu;

const OTHER_WORDS: Readonly<Record<string, Action>> = {
  决定任命: 'appoint',
  聘任: 'appoint',
  免职: 'remove',
  辞职: 'accept-resignation',
  辞去: 'accept-resignation',
  当选: 'elect',
  补选: 'elect',
  撤销职务: 'dismiss',
  代表资格终止: 'terminate',
  其他: 'other',
};

/**
 * Reads «姓名：王芳 职务：局长 日期：2025-01-09»: what it names changes, the rest of the fact stays.
 */
export function readCorrection(line: string, fact: Fact, now: Date): Correction {
  const fields = fieldsOf(line);
  if (fields.size === 0) return problem('no-field');
  const corrected =
    fact.kind === 'act'
      ? correctAct(fact.act, fields, now)
      : correctDate(fact.keyDate, fields, now);
  if (typeof corrected === 'string') return problem(corrected);
  return isSame(corrected, fact) ? problem('same') : { kind: 'fact', fact: corrected };
}

function problem(kind: LineProblem): Correction {
  return { kind: 'problem', problem: kind };
}

type Fields = ReadonlyMap<Field, string>;

/** Each value goes to the next field; marks between the two belong to neither. */
function fieldsOf(line: string): Fields {
  const text = line.normalize('NFC');
  const plain = simplify(text);
  const heads = [...plain.matchAll(NAMED)];
  return new Map(
    heads.flatMap((head, index) => {
      const field = FIELDS[(head[1] ?? '').toLowerCase()];
      const value = text.slice(head.index + head[0].length, heads[index + 1]?.index);
      return field ? [[field, tidy(value)] as const] : [];
    }),
  );
}

function tidy(value: string): string {
  const words = value
    .replace(/\s+/gu, ' ')
    .replace(/[\s,，;；。、]+$/u, '')
    .trim();
  return words.slice(0, LONGEST);
}

function correctAct(act: ActFact, fields: Fields, now: Date): Fact | LineProblem {
  if (fields.has('label')) return 'not-of-this';
  const { person = act.person, post = act.post } = Object.fromEntries(fields);
  if (person === '' || post === '' || NONE.test(person) || NONE.test(post)) return 'empty';
  const organization = fields.get('organization') ?? act.organization;
  const word = fields.get('action');
  const action = word === undefined ? act.action : readAction(word);
  if (action === undefined) return 'action';
  const date = dateOf(fields, act.date, now);
  if (date === undefined) return 'date';
  return {
    kind: 'act',
    act: { person, action, post, organization: NONE.test(organization) ? '' : organization, date },
  };
}

function correctDate(keyDate: KeyDateFact, fields: Fields, now: Date): Fact | LineProblem {
  if ([...fields.keys()].some((field) => field !== 'label' && field !== 'date'))
    return 'not-of-this';
  const word = fields.get('label');
  const label =
    word === undefined ? keyDate.label : KEY_DATE_LABELS.find((known) => known === simplify(word));
  if (label === undefined) return 'label';
  const date = dateOf(fields, keyDate.date, now);
  if (date === undefined || date === null) return 'date';
  return { kind: 'key-date', keyDate: { label, date } };
}

function readAction(word: string): Action | undefined {
  const wanted = simplify(word).toLowerCase();
  const named = ACTIONS.find(
    (action) =>
      action === wanted ||
      LANGUAGES.some((language) => nameAction(action, language).toLowerCase() === wanted),
  );
  return named ?? OTHER_WORDS[simplify(word)];
}

/** With its year: of an old paper the last one that has passed is the wrong one. */
function dateOf(fields: Fields, before: IsoDate | null, now: Date): IsoDate | null | undefined {
  const words = fields.get('date');
  if (words === undefined) return before;
  if (NONE.test(words)) return null;
  return /^\d{4}/u.test(words) ? readDate(words, now, 'UTC') : undefined;
}

function isSame(one: Fact, other: Fact): boolean {
  if (one.kind === 'act' && other.kind === 'act')
    return (['person', 'action', 'post', 'organization', 'date'] as const).every(
      (field) => one.act[field] === other.act[field],
    );
  if (one.kind === 'key-date' && other.kind === 'key-date')
    return one.keyDate.label === other.keyDate.label && one.keyDate.date === other.keyDate.date;
  return false;
}
