/**
 * What each citizen is promised, in the words of the settings and of /follow, and by none of the code that keeps
 * it: zones as the platform knows them, words looked for one after the other, every citizen alone.
 */
import type { Act, Query } from '../../src/domain/index.ts';
import type { Article } from './paper.ts';
import { type Citizen, HOUR, isUp, TICK, type Town, ticksOf } from './town.ts';
import { dayBefore, isQuietHour, type Wall, wallAt } from './wall.ts';

/** What a citizen gets at one tick: an urgent article, or a digest with each of its articles once. */
export type Told = {
  readonly at: number;
  readonly kind: 'urgent' | 'digest';
  readonly articles: readonly number[];
};

const PAPERS_ZONE = 'Asia/Shanghai';
const PAPERS_HOUR = 8;
const SURE = 0.8;
const URGENT = ['紧急', '预警', '停水', '停电', '疏散', '防汛', '台风'];
const URGENT_LASTS = 24 * HOUR;

/** Something that comes at its own times: the digest, or what is followed with a rhythm of its own. */
type Stream = {
  readonly frequency: Citizen['frequency'];
  readonly hour: number;
  readonly wants: (article: Printed) => boolean;
  /** The last day of which its hour has come. */
  turnOf: string;
  isOwed: boolean;
};

type Printed = Article & { readonly publication: string; readonly at: number };

export function promisedTo(citizen: Citizen, town: Town): Told[] {
  const zone = citizen.timezone ?? PAPERS_ZONE;
  const isQuiet = ({ hour }: Wall) => citizen.quiet !== null && isQuietHour(citizen.quiet, hour);
  const streams = streamsOf(citizen);
  const printed = sinceNewestIssue(town);
  const told: Told[] = [];
  const isNew = ({ n }: Article) => !told.some(({ articles }) => articles.includes(n));
  // What was due in the quiet hours in which it subscribes comes at their end, as on any day.
  for (let at = town.from - 24 * HOUR; at < town.from; at += TICK) {
    const wall = wallAt(at, zone);
    for (const stream of streams) {
      look(stream, wall);
      if (!isQuiet(wall)) stream.isOwed = false;
    }
  }
  for (const at of ticksOf(town)) {
    if (citizen.fate.kind !== 'stays' && citizen.fate.at <= at) return told;
    const wall = wallAt(at, zone);
    for (const stream of streams) look(stream, wall);
    if (!isUp(town, at)) continue;
    const here = printed.filter((article) => article.at <= at);
    for (const article of here.filter(isNew))
      if (isUrgentFor(citizen, article, { at, from: town.from }))
        told.push({ at, kind: 'urgent', articles: [article.n] });
    if (isQuiet(wall)) continue;
    const due = streams.filter(({ isOwed, frequency }) => isOwed || frequency === 'instant');
    for (const stream of due) stream.isOwed = false;
    const news = here.filter(
      (article) => isNew(article) && due.some(({ wants }) => wants(article)),
    );
    if (news.length > 0) told.push({ at, kind: 'digest', articles: news.map(({ n }) => n) });
  }
  return told;
}

/** A new subscriber's first digest brings the newest issue. */
function sinceNewestIssue({ arrivals, from }: Town): Printed[] {
  const newest = arrivals.filter(({ at }) => at < from).at(-1)?.date ?? '';
  return arrivals
    .filter(({ date }) => date >= newest)
    .flatMap(({ articles, at, publication }) =>
      articles.map((article) => ({ ...article, at, publication })),
    );
}

function streamsOf({ kinds, wishes, frequency, hour }: Citizen): Stream[] {
  const begin = { turnOf: '', isOwed: false };
  const digest: Stream = {
    ...{ ...begin, frequency, hour: hour ?? PAPERS_HOUR },
    wants: (article) =>
      kinds.includes(article.item.kind) ||
      wishes.some(({ own, query }) => own === null && matches(query, article)),
  };
  const own = wishes.flatMap(({ own: rhythm, query }): Stream[] =>
    rhythm === null
      ? []
      : [
          {
            ...{ ...begin, frequency: rhythm.frequency },
            hour: rhythm.hour ?? hour ?? PAPERS_HOUR,
            wants: (article) => matches(query, article),
          },
        ],
  );
  return [digest, ...own];
}

/** Its turn comes when the clock shows its hour, or has jumped over it; a week's on Monday. */
function look(stream: Stream, { day, hour }: Wall): void {
  const turnOf = hour >= stream.hour ? day : dayBefore(day);
  if (turnOf <= stream.turnOf) return;
  stream.turnOf = turnOf;
  const isMonday = new Date(turnOf).getUTCDay() === 1;
  if (stream.frequency === 'daily' || (stream.frequency === 'weekly' && isMonday))
    stream.isOwed = true;
}

/** At any hour, to whom it concerns and who was subscribed when it came. */
function isUrgentFor(
  { urgent, kinds, wishes }: Citizen,
  article: Printed,
  { at, from }: { readonly at: number; readonly from: number },
): boolean {
  const { kind, title } = article.item;
  if (!urgent || article.at < from || article.at < at - URGENT_LASTS) return false;
  if (kind !== 'notice' && kind !== 'news') return false;
  if (!URGENT.some((word) => title.includes(word))) return false;
  return kinds.includes(kind) || wishes.some(({ query }) => matches(query, article));
}

function matches(query: Query, { item, publication }: Printed): boolean {
  if (query.kinds !== null && !query.kinds.includes(item.kind)) return false;
  if (query.publication !== null && query.publication !== publication) return false;
  const { title, subtitle, issuer, number, body, signature } = item;
  const text = [title, subtitle, issuer, number, body, signature].join('\n');
  const acts = item.acts.filter(({ confidence }) => confidence >= SURE);
  const textAnd = (field: keyof Act) => [text, ...acts.map((act) => act[field])].join('\n');
  switch (query.by) {
    case 'word':
    case 'place':
      return hasWords(text, query.text);
    case 'person':
      return hasWords(textAnd('person'), query.text);
    case 'body':
      return hasWords(textAnd('organization'), query.text);
    case 'office':
      return acts.some(({ organization, post }) => hasWords(organization + post, query.text));
  }
}

function hasWords(text: string, words: string): boolean {
  return words.split(' ').every((part) => {
    if (part.startsWith('-')) return !has(text, part.slice(1));
    return part.split('|').some((word) => has(text, word));
  });
}

/** Chinese anywhere; a word of letters only whole. */
function has(text: string, word: string): boolean {
  const [printed, wanted] = [plain(text), plain(word)];
  if (/^[a-z]+$/u.test(wanted)) return printed.split(/[^a-z]+/u).includes(wanted);
  return printed.includes(wanted);
}

/** The traditional letters this town uses. */
const SIMPLE: Readonly<Record<string, string>> = {
  ...{ 電: '电', 義: '义', 診: '诊', 陳: '陈', 曉: '晓', 東: '东', 頭: '头', 鎮: '镇' },
};

function plain(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()]
    .map((letter) => SIMPLE[letter] ?? letter)
    .join('');
}
