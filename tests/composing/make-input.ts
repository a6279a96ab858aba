import {
  ACTIONS,
  type Act,
  ITEM_KINDS,
  KEY_DATE_LABELS,
  type KeyDate,
  LANGUAGES,
  type Language,
  type StoredItem,
} from '../../src/domain/index.ts';
import { type Chance, chanceOf } from '../hardness/chance.ts';

const FORMS = ['digest', 'issue', 'item', 'list', 'acts', 'original', 'broadcast'] as const;
type Form = (typeof FORMS)[number];

/** A document and what somebody chose, made again by its number alone. */
export type Input = {
  readonly form: Form;
  readonly language: Language;
  readonly items: readonly StoredItem[];
  readonly page: number;
  readonly pages: number;
  readonly sought: string;
  readonly chance: Chance;
};

export function makeInput(seed: number, run: number): Input {
  const chance = chanceOf(seed, run);
  const form = FORMS[run % FORMS.length] ?? 'digest';
  const most = form === 'digest' || form === 'issue' ? countOf(chance, 14, 40) : 8;
  const count = form === 'item' || form === 'original' ? 1 : 1 + chance.upTo(most);
  const page = 1 + chance.upTo(4);
  return {
    form,
    language: chance.pick(LANGUAGES),
    items: Array.from({ length: count }, (_, index) => makeItem(chance, index + 1)),
    page,
    pages: page + chance.upTo(3),
    sought: line(chance, 4),
    chance,
  };
}

/** Mostly few, now and then many. */
function countOf(chance: Chance, few: number, many: number): number {
  return chance.next() < 0.02 ? many : few;
}

/** Letters that are the same in both scripts, characters of several units, marks and breaks. */
const UNITS = [
  '人',
  '民',
  '公告',
  '水平',
  '政',
  '法',
  '。',
  '，',
  '“',
  '”',
  '：',
  ' ',
  '(2)',
  'word',
  '2025',
  '😀',
  '👨‍👩‍👧',
  '🇨🇳',
  'e\u0301',
  'שלום',
  '\u{20000}',
  '<b>',
  '&amp;',
  '/start',
  '[x](y)',
  '-',
  '副主任',
] as const;
/** What has to be made fit for a message: taken out, shortened or kept apart. */
const HOSTILE = [
  '\u202E',
  '\uD83D',
  '\uDE00',
  '\u0000',
  '\u200B',
  '\u0301',
  '\r\n',
  '\u2028',
  '\u2066x\u2069',
  '\t',
  '   ',
  '\uFEFF',
  'a\u0301\u0301\u0301',
] as const;

function line(chance: Chance, units: number): string {
  return Array.from({ length: chance.upTo(units + 1) }, () => chance.pick(UNITS)).join('');
}

/** Anything at all, far too long at times. */
function anything(chance: Chance, units: number): string {
  const whole = Array.from({ length: chance.upTo(units + 1) }, () =>
    chance.next() < 0.2 ? chance.pick(HOSTILE) : chance.pick(UNITS),
  ).join('');
  return chance.next() < 0.01 ? whole.repeat(200) : whole;
}

/** Paragraphs that need no cleaning: what is told of them is known without the code that tells it. */
function makeBody(chance: Chance): string {
  const long = chance.next();
  const paragraphs = long < 0.01 ? 200 : long < 0.15 ? 30 : 3;
  const units = long > 0.99 ? 4000 : 40;
  return Array.from({ length: chance.upTo(paragraphs + 1) }, () => line(chance, units).trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function maybe<T>(chance: Chance, make: () => T): T | null {
  return chance.next() < 0.5 ? null : make();
}

const DAYS = [
  '2025-01-09',
  '2024-02-29',
  '1969-12-31',
  '2031-01-01',
  '2025-02-30',
  '9999-12-31',
  'soon',
] as const;

function makeItem(chance: Chance, id: number): StoredItem {
  return {
    id: id + chance.upTo(1000) * 1000,
    revision: 1,
    publication: chance.next() < 0.8 ? '今日平阳' : anything(chance, 30),
    issueDate: chance.next() < 0.9 ? '2025-01-09' : '2025-01-10',
    kind: chance.pick(ITEM_KINDS),
    leadIn: null,
    title: chance.next() < 0.7 ? line(chance, 14) : anything(chance, 60),
    subtitle: maybe(chance, () => anything(chance, 12)),
    byline: maybe(chance, () => anything(chance, 8)),
    issuer: maybe(chance, () => anything(chance, 12)),
    number: maybe(chance, () => anything(chance, 6)),
    adoptedOn: maybe(chance, () => chance.pick(DAYS)),
    passedBy: maybe(chance, () => anything(chance, 12)),
    signature: maybe(chance, () => anything(chance, 12)),
    body: makeBody(chance),
    span: [chance.upTo(200), 200 + chance.upTo(5000)],
    confidence: 1,
    acts: makeFacts(chance, () => makeAct(chance)),
    keyDates: makeFacts(chance, () => makeKeyDate(chance)),
  };
}

function makeFacts<T>(chance: Chance, make: () => T): T[] {
  const share = chance.next();
  const count = share < 0.5 ? 0 : share < 0.98 ? chance.upTo(9) : chance.upTo(130);
  return Array.from({ length: count }, make);
}

function makeAct(chance: Chance): Act {
  return {
    person: chance.next() < 0.8 ? `民${line(chance, 3)}` : anything(chance, 30),
    action: chance.pick(ACTIONS),
    post: chance.next() < 0.8 ? line(chance, 4) : anything(chance, 60),
    organization: chance.next() < 0.8 ? line(chance, 4) : anything(chance, 60),
    date: maybe(chance, () => chance.pick(DAYS)),
    span: [chance.upTo(400), 400 + chance.upTo(400)],
    confidence: chance.pick([0.5, 0.9, 1]),
    reasons: [],
  };
}

function makeKeyDate(chance: Chance): KeyDate {
  return {
    label: chance.pick(KEY_DATE_LABELS),
    date: chance.pick(DAYS),
    span: [chance.upTo(400), 400 + chance.upTo(400)],
    confidence: chance.pick([0.5, 0.9, 1]),
    reasons: [],
  };
}
