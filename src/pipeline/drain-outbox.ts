import {
  type Claim,
  type Claimed,
  type ClaimMemory,
  type ClaimTiming,
  claimNext,
  type Db,
  fallBack,
  type Hold,
  holdBudget,
  inTransaction,
  lockBudget,
  recordSettlements,
  reserveSlots,
  type SelfPaused,
  type Settled,
  stillOwed,
} from '../store/index.ts';

/** Longer than a request may take, with its wait before. */
const LEASE_MS = 90_000;

type Deps = {
  readonly db: Db;
  readonly now: Date;
  readonly botId: number;
  readonly rate: number;
  /** What is claimed is claimed under this key. */
  readonly claimedBy: number | null;
  readonly memory: ClaimMemory;
};

/** What has gathered since the last turn. */
export type Gathered = {
  readonly settled: readonly Settled[];
  /** Claimed, but their sending time passed: they get new ones. */
  readonly late: readonly Claimed[];
  /** `null` in good times. */
  readonly hold: Hold | null;
  readonly freeSlots: number;
  readonly timing: ClaimTiming;
  /** The server is known to have no rich messages. */
  readonly classicOnly: boolean;
};

export type Turn = Claim & { readonly paused: SelfPaused[] };

/**
 * One turn of the outbox: writes down the answers that came, and takes what may be sent next, all in
 * one transaction. Safe to run again after a failure: nothing of it has happened then.
 */
export function drainOutbox(
  { db, now, botId, rate, claimedBy, memory }: Deps,
  gathered: Gathered,
): Promise<Turn> {
  const { settled, late, hold, freeSlots, timing, classicOnly } = gathered;
  return inTransaction(db, async (tx) => {
    // Two processes that fall back write the same texts: whoever may, has the budget before.
    if (settled.some(({ settlement }) => settlement.kind === 'fallback'))
      await lockBudget(tx, botId, now);
    const owed = await stillOwed(tx, late);
    const due = late.filter(({ id }) => owed.has(id));
    const withdrawn = late.filter(({ id }) => !owed.has(id)).map(released);
    const paused = await recordSettlements(tx, [...settled, ...withdrawn], now);
    if (hold) await holdBudget(tx, { botId, now, ...hold });
    const { leadMs } = timing;
    const times = await reserveSlots(tx, { botId, now, rate, leadMs, count: due.length });
    const retimed = due.map((item, index) => ({ ...item, sendAt: times[index] ?? item.sendAt }));
    const options = { botId, now, rate, limit: freeSlots, leaseMs: LEASE_MS, claimedBy };
    const { claimed, ...claim } = await claimNext(tx, options, timing, memory);
    const next = [...retimed, ...claimed];
    return { ...claim, claimed: classicOnly ? await fallBack(tx, next, now) : next, paused };
  });
}

export function released(delivery: Claimed): Settled {
  return { delivery, settlement: { kind: 'released' } };
}
