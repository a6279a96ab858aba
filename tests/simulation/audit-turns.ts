import type { Rhythm } from '../../src/domain/index.ts';
import { isQuietAt, outOfQuiet, wallAt } from '../support/calendar-oracle.ts';
import { isUrgent } from '../support/query-oracle.ts';
import type { Told } from './audit.ts';
import { has, isOwed, type KnownArticle, surelyHas } from './books.ts';
import type { Row } from './ledger.ts';
import type { Request } from './telegram.ts';
import { dateIn, isOfDate, isReminder } from './tokens.ts';
import { type Resident, SCHEDULE } from './town.ts';
import { hadTurn, nextTurn, type Stream, streamsOf } from './turns.ts';
import type { World } from './world.ts';

/** What came in longer ago is for the digest; the clock may have been set meanwhile. */
const URGENT_LASTS_MS = 18 * 3_600_000;

/** Everything at its time: not in quiet hours, not before its turn, not long after it, and at once what is urgent. */
export function auditTurns(world: World, resident: Resident, told: Told): string[] {
  return [
    ...findDisturbances(resident, told.rows),
    ...findFalseAlarms(world, resident, told.messages),
    ...(hasChosenAnew(world, resident)
      ? []
      : [...findEarly(world, resident, told.rows), ...findLate(world, resident, told.rows)]),
  ];
}

/** When it is queued; what was queued before them may still arrive in them. Urgent news comes at any hour; of broadcasts see `audit-quiet.ts`. */
function findDisturbances({ rhythms }: Resident, rows: readonly Row[]): string[] {
  return rows
    .filter(({ campaign: { kind }, tokens }) => kind === 'digest' || tokens.some(isOfDate))
    .filter(({ queuedAt, tokens }) =>
      rhythms.every((rhythm) => isQuietAt(queuedAt, rhythm) && canWait(tokens, queuedAt, rhythm)),
    )
    .map(
      ({ tokens, queuedAt }) =>
        `${tokens.join(' ')} was queued at ${show(queuedAt)}, in quiet hours`,
    );
}

/** All but the correction of a date that would be over. */
function canWait(tokens: readonly string[], at: number, rhythm: Rhythm): boolean {
  const { day } = wallAt(outOfQuiet(at, rhythm), rhythm.timezone ?? SCHEDULE.timezone);
  return tokens.every((token) => isReminder(token) || (dateIn(token) ?? day) >= day);
}

function findFalseAlarms(
  { books }: World,
  { urgent }: Resident,
  messages: readonly Request[],
): string[] {
  return messages
    .filter((message) => message.isUrgent)
    .flatMap(({ tokens }) => tokens)
    .filter((token) => {
      const article = books.articles.get(token);
      return !article || !isUrgent(article.item) || !urgent.wasEverWanted;
    })
    .map((token) => `${token} came as urgent`);
}

/** Then nobody but the service knows when its turn was. */
function hasChosenAnew({ startedAt }: World, { steadySince, rhythms, wishes }: Resident): boolean {
  const hasChangedWish = wishes.some((wish) => wish.hasOtherRhythmSince);
  return steadySince !== startedAt || rhythms.length > 1 || hasChangedWish;
}

function findEarly({ books, startedAt }: World, resident: Resident, rows: readonly Row[]) {
  const streams = streamsOf(resident, has);
  const mayCome = (article: KnownArticle, at: number) =>
    streams.some(({ wants, rhythm }) => {
      const first = rhythm.frequency === 'instant' ? 0 : nextTurn(rhythm, startedAt - 3_600_000);
      // Due by a clock that was set back before it was written down.
      return first <= at + books.setBackMs && wants(article);
    });
  return rows
    .filter(({ campaign }) => campaign.kind === 'digest')
    .flatMap(({ tokens, queuedAt }) =>
      tokens
        .flatMap((token) => books.articles.get(token) ?? [])
        .filter((article) => !mayCome(article, queuedAt))
        .map(({ token }) => `${token} was queued at ${show(queuedAt)}, before its turn`),
    );
}

function findLate({ books }: World, resident: Resident, rows: readonly Row[]): string[] {
  if (books.setBackMs > 0) return [];
  const streams = streamsOf(resident, surelyHas);
  const queuedAt = new Map<string, number>();
  for (const row of rows.toReversed())
    for (const token of row.tokens) queuedAt.set(token, row.queuedAt);
  return [...books.articles.values()]
    .filter((article) => isOwed(resident, article))
    .flatMap((article) => {
      const at = queuedAt.get(article.token) ?? Number.POSITIVE_INFINITY;
      const late = books.settled.find(
        (settled) =>
          at > settled.wall &&
          (isAtOnce(resident, article, settled.at) || wasDue(streams, article, settled.wall)),
      );
      return late
        ? [`${article.token} was not queued by ${show(late.wall)}, but at ${show(at)}`]
        : [];
    });
}

function isAtOnce({ urgent }: Resident, { item, since }: KnownArticle, at: number): boolean {
  return urgent.since <= since && isUrgent(item) && at - since < URGENT_LASTS_MS;
}

function wasDue(streams: readonly Stream[], article: KnownArticle, to: number): boolean {
  const from = article.readAt;
  if (from === null) return false;
  return streams.some(({ rhythm, wants }) => wants(article) && hadTurn(rhythm, { from, to }));
}

function show(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 19) : 'no time';
}
