/**
 * What each citizen is promised, in the words of the settings and of /follow, and by none of the code that keeps
 * it: zones as the platform knows them, words looked for one after the other, every citizen alone.
 */
import type { QuietHours } from '../../src/domain/index.ts';
import { isSubscribedTo, isUrgent, matches } from '../support/query-oracle.ts';
import type { Arrival, Article } from './paper.ts';
import { type Citizen, HOUR, isAway, isUp, TICK, type Town, ticksOf } from './town.ts';
import { isQuietHour, wallAt } from './wall.ts';

/**
 * What a citizen gets at one tick: an urgent article, or a digest with each of its articles once. Or what
 * /missed shows when it comes back, and at the end.
 */
export type Told = {
  readonly at: number;
  readonly kind: 'urgent' | 'digest' | 'missed';
  readonly articles: readonly number[];
};

const PAPERS_ZONE = 'Asia/Shanghai';
const PAPERS_HOUR = 8;
const URGENT_LASTS = 24 * HOUR;

/** Something that comes at its own times: the digest, or what is followed with a rhythm of its own. */
type Stream = {
  readonly frequency: Citizen['frequency'];
  readonly hour: number;
  readonly zone: string;
  readonly quiet: QuietHours | null;
  /** By whose clock it is quiet. */
  readonly quietZone: string;
  readonly wants: (article: Printed) => boolean;
  /** The last day of which its hour has come. */
  turnOf: string;
  isOwed: boolean;
  /** What was here at a turn it took. */
  readonly past: Set<number>;
};

export type Printed = Article & Pick<Arrival, 'publication' | 'date' | 'at'>;

export function promisedTo(citizen: Citizen, town: Town): Told[] {
  const life = beginLife(citizen, town);
  for (const at of ticksOf(town)) {
    const { fate } = citizen;
    if ((fate.kind === 'blocks' || fate.kind === 'unsubscribes') && fate.at <= at) break;
    const here = life.printed.filter((article) => article.at <= at);
    if (life.isGone && !isAway(citizen, at)) comeBack(life, { at, here });
    for (const stream of life.streams) look(stream, at);
    if (isUp(town, at)) takeTurns(life, { at, here });
  }
  if (life.missedThrough !== null) showMissed(life, town.until);
  return life.told;
}

type Life = {
  readonly citizen: Citizen;
  readonly streams: readonly Stream[];
  readonly printed: readonly Printed[];
  readonly told: Told[];
  /** What it was told, or would have been had it been there. */
  readonly known: Set<number>;
  /** Of what was printed, that of which it is settled whether it is urgent. */
  readonly settled: Set<number>;
  /** What arrived. */
  readonly got: Set<number>;
  /** What was urgent and found nobody there. */
  readonly urgentInVain: Set<number>;
  /** The last that the digest has passed, whether it told of it or not, or that was told in vain. */
  passed: number;
  /** A message found nobody there. */
  isGone: boolean;
  /** Up to here a digest tells nothing any more: whatever of it the citizen has not got is in /missed. */
  missedThrough: number | null;
};

function beginLife(citizen: Citizen, town: Town): Life {
  const streams = streamsOf(citizen);
  // What was due in the quiet hours in which it subscribes comes at their end, as on any day.
  for (let at = town.from - 24 * HOUR; at < town.from; at += TICK) {
    for (const stream of streams) {
      look(stream, at);
      if (!isQuiet(stream, at)) stream.isOwed = false;
    }
  }
  const printed = sinceNewestIssue(town);
  // What was here before anybody subscribed is for the first digest.
  const settled = new Set(printed.filter(({ at }) => at < town.from).map(({ n }) => n));
  return {
    ...{ citizen, streams, printed, settled, told: [], known: new Set(), got: new Set() },
    ...{ urgentInVain: new Set(), passed: 0, isGone: false, missedThrough: null },
  };
}

type Moment = {
  readonly at: number;
  readonly here: readonly Printed[];
};

function takeTurns(life: Life, { at, here }: Moment): void {
  const { citizen, known, settled, streams } = life;
  const unsettled = here.filter(({ n }) => !settled.has(n));
  for (const { n } of unsettled) settled.add(n);
  // A turn in quiet hours waits for their end: who is gone may be back by then.
  const turns = streams.filter(
    (stream) => (stream.isOwed || stream.frequency === 'instant') && !isQuiet(stream, at),
  );
  if (life.isGone) {
    for (const stream of turns) stream.isOwed = false;
    return;
  }
  const urgent = unsettled.filter((each) => !known.has(each.n) && isUrgentFor(citizen, each, at));
  for (const { n } of urgent) known.add(n);
  tell(life, at, ...urgent.map(({ n }) => ({ kind: 'urgent', articles: [n] }) as const));
  const news = here.filter(
    (each) =>
      !known.has(each.n) && turns.some(({ past, wants }) => !past.has(each.n) && wants(each)),
  );
  for (const { n } of news) known.add(n);
  if (news.length > 0) tell(life, at, { kind: 'digest', articles: news.map(({ n }) => n) });
  for (const stream of turns) {
    stream.isOwed = false;
    for (const { n } of here) stream.past.add(n);
  }
  const [digest] = streams;
  if (digest && turns.includes(digest)) life.passed = here.at(-1)?.n ?? 0;
  if (!life.isGone) return;
  life.passed = Math.max(life.passed, ...news.map(({ n }) => n));
  // What was urgent and found nobody there was not told before its turn.
  for (const { n } of urgent) {
    known.delete(n);
    life.urgentInVain.add(n);
  }
}

function tell(life: Life, at: number, ...messages: readonly Omit<Told, 'at'>[]): void {
  if (messages.length > 0 && isAway(life.citizen, at)) {
    life.isGone = true;
    return;
  }
  life.told.push(...messages.map((message) => ({ at, ...message })));
  for (const { articles } of messages) for (const n of articles) life.got.add(n);
}

/**
 * Who comes back is told from the newest issue on, without what the digest has passed or what was told in vain
 * with a digest: up to there all that it wants and has not got is in /missed.
 */
function comeBack(life: Life, { at, here }: Moment): void {
  const newest = here.at(-1)?.date ?? '';
  const before = here.filter(({ date }) => date < newest).map(({ n }) => n);
  const through = Math.max(life.passed, ...before);
  const isOver = ({ n }: Printed) => n <= through;
  for (const { n } of here.filter(isOver)) life.known.add(n);
  for (const { past } of life.streams) past.clear();
  life.isGone = false;
  life.missedThrough = through;
  showMissed(life, at);
}

/** What was urgent and found nobody there cannot wait for the next digest: until that has told it, it is shown. */
function showMissed(life: Life, at: number): void {
  const { streams, printed, got, urgentInVain, missedThrough } = life;
  const articles = printed
    .filter(({ n }) => n <= (missedThrough ?? 0) || urgentInVain.has(n))
    .filter((each) => !got.has(each.n) && streams.some(({ wants }) => wants(each)))
    .map(({ n }) => n);
  if (articles.length > 0) life.told.push({ at, kind: 'missed', articles });
}

function isQuiet({ quiet, quietZone }: Stream, at: number): boolean {
  return quiet !== null && isQuietHour(quiet, wallAt(at, quietZone).hour);
}

/** A new subscriber's first digest brings the newest issue. */
export function sinceNewestIssue({ arrivals, from }: Town): Printed[] {
  const newest = arrivals.filter(({ at }) => at < from).at(-1)?.date ?? '';
  return arrivals
    .filter(({ date }) => date >= newest)
    .flatMap(({ articles, at, publication, date }) =>
      articles.map((article) => ({ ...article, at, publication, date })),
    );
}

function streamsOf(citizen: Citizen): Stream[] {
  const { wishes, frequency, hour, timezone, quiet } = citizen;
  const usualZone = timezone ?? PAPERS_ZONE;
  const begin = () => ({ turnOf: '', isOwed: false, past: new Set<number>() });
  const digest: Stream = {
    ...{ ...begin(), frequency, hour: hour ?? PAPERS_HOUR },
    ...{ zone: usualZone, quiet, quietZone: usualZone },
    wants: (article) =>
      isSubscribedTo(article, citizen) ||
      wishes.some(({ own, query }) => own === null && matches(query, article)),
  };
  const own = wishes.flatMap(({ own: rhythm, query }): Stream[] =>
    rhythm === null
      ? []
      : [
          {
            ...{ ...begin(), frequency: rhythm.frequency },
            hour: rhythm.hour ?? hour ?? PAPERS_HOUR,
            zone: rhythm.timezone ?? usualZone,
            ...(rhythm.quiet === null
              ? { quiet, quietZone: usualZone }
              : {
                  quiet: rhythm.quiet === 'none' ? null : rhythm.quiet,
                  quietZone: rhythm.timezone ?? usualZone,
                }),
            wants: (article) => matches(query, article),
          },
        ],
  );
  return [digest, ...own];
}

/** Its turn comes when the clock shows its hour, or has jumped over it; a week's on Monday. */
function look(stream: Stream, at: number): void {
  const { day, dayBefore, hour } = wallAt(at, stream.zone);
  const turnOf = hour >= stream.hour ? day : dayBefore;
  if (turnOf <= stream.turnOf) return;
  stream.turnOf = turnOf;
  const isMonday = new Date(turnOf).getUTCDay() === 1;
  if (stream.frequency === 'daily' || (stream.frequency === 'weekly' && isMonday))
    stream.isOwed = true;
}

/** At any hour, to whom it concerns and who was subscribed when it came. */
function isUrgentFor(citizen: Citizen, article: Printed, at: number): boolean {
  const { urgent, wishes } = citizen;
  if (!urgent || article.at < at - URGENT_LASTS || !isUrgent(article.item)) return false;
  return isSubscribedTo(article, citizen) || wishes.some(({ query }) => matches(query, article));
}
