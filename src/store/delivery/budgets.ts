import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';

/**
 * The share of the granted rate that is used. Timers and networks jitter, and Telegram counts what
 * arrives in any one second: what is spared here is how much later than others a message may arrive
 * (with 0.965, 36 ms).
 */
const PACE = 0.965;

/**
 * How far ahead of the clock queued messages may reserve. Short, so that a reply, which takes the
 * next free time, waits no longer than this.
 */
export const HORIZON_MS = 50;

/**
 * After a refusal for flood half of what was used is used, and what is used grows again by so much a
 * second: what was halved is whole after a minute. At least a sixteenth is always tried.
 */
const GROWTH_A_SECOND = 1 / 120;
const LEAST_SHARE = 1 / 16;

const SAME_CLOCK_MS = 2_000;

type Reservation = {
  readonly botId: number;
  readonly now: Date;
  /** Messages a second that are granted; `Infinity` for a server without a limit. */
  readonly rate: number;
};

/** The bots that have sent anything from this database. */
export async function botsThatSent(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('send_budgets').select('bot_id').execute();
  return rows.map((row) => Number(row.bot_id));
}

/**
 * When a reply may be sent: before everything that is queued and has no sending time yet. The clock
 * is read when it has the lock: those that waited for it together would leave together otherwise.
 */
export function reserveReply(
  db: Db,
  { botId, now, rate }: Omit<Reservation, 'now'> & { readonly now: () => Date },
): Promise<Date> {
  return inTransaction(db, async (tx) => {
    const budget = await lockBudget(tx, botId, now());
    const at = now();
    const slots = slotsFrom(budget, { earliest: at.getTime(), rate });
    await saveBudget(tx, botId, { nextAt: slots.time(1), now: at });
    return toDate(slots.time(0));
  });
}

/** The next `count` sending times, however far ahead they are. */
export function reserveSlots(
  db: Db,
  { botId, now, rate, leadMs, count }: Reservation & { readonly leadMs: number; count: number },
): Promise<Date[]> {
  if (count === 0) return Promise.resolve([]);
  return inTransaction(db, async (tx) => {
    const slots = slotsFrom(await lockBudget(tx, botId, now), {
      earliest: now.getTime() + leadMs,
      rate,
    });
    await saveBudget(tx, botId, { nextAt: slots.time(count), now });
    return Array.from({ length: count }, (_, index) => toDate(slots.time(index)));
  });
}

/** The server has had enough of this bot, or does not answer. */
export type Hold = {
  /** Nothing is sent before, by any process. */
  readonly until: Date;
  /** It refused for flood: from then on less is sent. */
  readonly isFlood: boolean;
};

export function holdBudget(
  db: Db,
  { botId, now, until, isFlood }: Hold & { readonly botId: number; readonly now: Date },
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { nextAt, share, growsFrom } = await lockBudget(tx, botId, now);
    if (until.getTime() > nextAt) await saveBudget(tx, botId, { nextAt: until.getTime(), now });
    if (!isFlood) return;
    // While a hold lasts, more refusals are those of messages that had left: halved once for all.
    const isHeld = growsFrom > now.getTime();
    await tx
      .updateTable('send_budgets')
      .set({
        share: isHeld ? share : Math.max(share / 2, LEAST_SHARE),
        share_at: new Date(Math.max(until.getTime(), growsFrom)).toISOString(),
      })
      .where('bot_id', '=', botId)
      .execute();
  });
}

/** In milliseconds and parts of them. */
export type Budget = {
  /** The next free sending time. */
  readonly nextAt: number;
  /** Of the granted rate, what is used now. */
  readonly share: number;
  /** Since when it grows, or from when on it will. */
  readonly growsFrom: number;
};

type BudgetRow = {
  readonly nextAt: string;
  readonly share: number;
  readonly shareAt: string | null;
  readonly notedAt: string | null;
};

const lock = prepared<{ botId: number }, BudgetRow>(
  ({ botId }, db) => sql`
    select next_at as "nextAt", share, share_at as "shareAt", noted_at as "notedAt"
    from send_budgets where bot_id = ${botId} ${isPostgres(db) ? sql`for update` : sql``}`,
);

/**
 * Locks the bot's budget until the transaction ends, so that claims and reservations of all
 * processes come one after the other. (On SQLite every transaction does, from its beginning.)
 */
export async function lockBudget(tx: Db, botId: number, now: Date): Promise<Budget> {
  const { rows } = await lock(tx, { botId });
  const [row] = rows;
  if (!row) {
    await begin(tx, botId);
    return lockBudget(tx, botId, now);
  }
  const backMs = setBackMs(row, now);
  const nextAt = fromText(row.nextAt) - backMs;
  const growsFrom = row.shareAt === null ? 0 : Date.parse(row.shareAt) - backMs;
  if (backMs > 0) {
    const share_at = row.shareAt === null ? null : new Date(growsFrom).toISOString();
    await tx.updateTable('send_budgets').set({ share_at }).where('bot_id', '=', botId).execute();
    await saveBudget(tx, botId, { nextAt, now });
  }
  const share = grownShare({ share: row.share, growsFrom }, now);
  return { nextAt, share, growsFrom };
}

/**
 * By how much the clock was set back since, or is behind that of who wrote last. All times are then
 * earlier by as much: what was reserved or held up for a second by that clock is so by ours, and not
 * for the hour that lies between them. Less may just be the wait for the lock.
 */
function setBackMs({ notedAt }: BudgetRow, now: Date): number {
  const ms = notedAt === null ? 0 : Date.parse(notedAt) - now.getTime();
  return ms > SAME_CLOCK_MS ? ms : 0;
}

async function begin(tx: Db, botId: number): Promise<void> {
  await tx
    .insertInto('send_budgets')
    .values({ bot_id: botId, next_at: toText(0) })
    .onConflict((conflict) => conflict.column('bot_id').doNothing())
    .execute();
}

/** Additively: so it comes close to what the server bears, and leaves it rarely. */
export function grownShare(
  { share, growsFrom }: Pick<Budget, 'share' | 'growsFrom'>,
  now: Date,
): number {
  const seconds = Math.max(0, now.getTime() - growsFrom) / 1000;
  return Math.min(1, share + seconds * GROWTH_A_SECOND);
}

const save = prepared<{ botId: number; nextAt: string; now: string }>(
  ({ botId, nextAt, now }) => sql`
    update send_budgets set next_at = ${nextAt}, noted_at = ${now} where bot_id = ${botId}`,
);

export async function saveBudget(
  tx: Db,
  botId: number,
  { nextAt, now }: { readonly nextAt: number; readonly now: Date },
): Promise<void> {
  await save(tx, { botId, nextAt: toText(nextAt), now: now.toISOString() });
}

export type Slots = {
  /** The sending time of the message with this index. */
  time(index: number): number;
  /** How many sending times there are up to `end`, at most `limit`. */
  countUntil(end: number, limit: number): number;
};

/** Even sending times from the next free one on. What was not used before `earliest` is gone. */
export function slotsFrom(
  { nextAt, share }: Pick<Budget, 'nextAt' | 'share'>,
  { earliest, rate }: { readonly earliest: number; readonly rate: number },
): Slots {
  const first = Math.max(nextAt, earliest);
  const interval = 1000 / (rate * share * PACE);
  return {
    time: (index) => first + index * interval,
    countUntil(end, limit) {
      if (first > end) return 0;
      return interval === 0 ? limit : Math.min(limit, Math.floor((end - first) / interval) + 1);
    },
  };
}

/** Never earlier than reserved. */
export function toDate(time: number): Date {
  return new Date(Math.ceil(time));
}

/** UTC text with microseconds: at 1,000 messages a second a whole millisecond is too coarse. */
function toText(time: number): string {
  const whole = Math.floor(time);
  const micros = String(Math.floor((time - whole) * 1000)).padStart(3, '0');
  return `${new Date(whole).toISOString().slice(0, -1)}${micros}Z`;
}

function fromText(text: string): number {
  return Date.parse(`${text.slice(0, 23)}Z`) + Number(text.slice(23, 26)) / 1000;
}
