import { type Db, inTransaction } from './database.ts';

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

/** When a reply may be sent: before everything that is queued and has no sending time yet. */
export async function reserveReply(db: Db, reservation: Reservation): Promise<Date> {
  const [at] = await reserveSlots(db, { ...reservation, leadMs: 0, count: 1 });
  return at ?? reservation.now;
}

/** The next `count` sending times, however far ahead they are. */
export function reserveSlots(
  db: Db,
  { botId, now, rate, leadMs, count }: Reservation & { readonly leadMs: number; count: number },
): Promise<Date[]> {
  if (count === 0) return Promise.resolve([]);
  return inTransaction(db, async (tx) => {
    const slots = slotsFrom(await lockBudget(tx, botId), {
      earliest: now.getTime() + leadMs,
      rate,
    });
    await saveBudget(tx, botId, slots.time(count));
    return Array.from({ length: count }, (_, index) => toDate(slots.time(index)));
  });
}

/** Nothing is sent before `until`, by any process: the server has had enough of this bot. */
export function holdBudget(
  db: Db,
  { botId, until }: { botId: number; until: Date },
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const nextAt = await lockBudget(tx, botId);
    if (until.getTime() > nextAt) await saveBudget(tx, botId, until.getTime());
  });
}

/**
 * Locks the bot's budget until the transaction ends, so that claims and reservations of all
 * processes come one after the other. The next free sending time, in milliseconds and parts of them.
 */
export async function lockBudget(tx: Db, botId: number): Promise<number> {
  const { next_at } = await tx
    .insertInto('send_budgets')
    .values({ bot_id: botId, next_at: toText(0) })
    .onConflict((conflict) =>
      conflict.column('bot_id').doUpdateSet((eb) => ({ next_at: eb.ref('send_budgets.next_at') })),
    )
    .returning('next_at')
    .executeTakeFirstOrThrow();
  return fromText(next_at);
}

export async function saveBudget(tx: Db, botId: number, nextAt: number): Promise<void> {
  await tx
    .updateTable('send_budgets')
    .set({ next_at: toText(nextAt) })
    .where('bot_id', '=', botId)
    .execute();
}

export type Slots = {
  /** The sending time of the message with this index. */
  time(index: number): number;
  /** How many sending times there are up to `end`, at most `limit`. */
  countUntil(end: number, limit: number): number;
};

/** Even sending times from the next free one on. What was not used before `earliest` is gone. */
export function slotsFrom(
  nextAt: number,
  { earliest, rate }: { readonly earliest: number; readonly rate: number },
): Slots {
  const first = Math.max(nextAt, earliest);
  const interval = 1000 / (rate * PACE);
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
