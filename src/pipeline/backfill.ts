import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from '../domain/index.ts';
import type { Missing } from '../source/index.ts';
import { backfillDays, type DayState, recordDay } from '../store/index.ts';
import { type Failure, failureOf } from './alert.ts';
import { type AddressDeps, type AddressOutcome, ingestAddress } from './ingest-address.ts';
import type { Ingestion } from './ingest-issue.ts';

export type Period = { readonly from: IsoDate; readonly to: IsoDate };

/** What became of one day. */
export type DayOutcome = {
  readonly date: IsoDate;
  readonly state: DayState;
  /** How many days are dealt with now, of all that were left at the beginning. */
  readonly done: number;
  readonly total: number;
  readonly read: Ingestion | null;
  /** Pages of the issue that was read. While they may come yet, the day has failed. */
  readonly missing: readonly Missing[];
  readonly failure: Failure | null;
};

const LATE_MS = 3 * 24 * 60 * 60 * 1000;

type Options = Period & {
  readonly address: string;
  /** Ends it after the day under way. */
  readonly stop: AbortSignal;
  readonly onPage: (done: number, total: number) => void;
};

/**
 * Reads the issues of a site day by day, newest first. Begun again it goes on where it was: days that
 * were read or had no issue are left out; those that failed or lack a page, and the last few on which none had
 * appeared yet, are tried again.
 */
export async function* backfill(
  deps: AddressDeps,
  { address, from, to, stop, onPage }: Options,
): AsyncGenerator<DayOutcome> {
  const known = await backfillDays(deps.db, address);
  const settled = (date: IsoDate) => {
    const state = known.get(date) ?? 'failed';
    return state === 'done' || (state === 'absent' && date < recent(deps.now()));
  };
  const days = daysOf({ from, to }).filter((date) => !settled(date));
  for (const [index, date] of days.entries()) {
    if (stop.aborted) return;
    const outcome = await readDay(deps, address, { date, onPage });
    const { state, missing, failure } = outcome;
    const reason = failure?.message ?? missing[0]?.reason ?? null;
    await recordDay(deps.db, { address, date, state, reason }, deps.now());
    yield { date, done: index + 1, total: days.length, ...outcome };
  }
}

async function readDay(
  deps: AddressDeps,
  address: string,
  { date, onPage }: { readonly date: IsoDate; readonly onPage: Options['onPage'] },
): Promise<Pick<DayOutcome, 'state' | 'read' | 'missing' | 'failure'>> {
  try {
    const outcome = await ingestAddress(deps, address, { day: date, onPage });
    const [read, missing] = outcome.kind === 'read' ? [outcome, outcome.missing] : [null, []];
    return { state: stateOf(outcome, date), read, missing, failure: null };
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return { state: 'failed', read: null, missing: [], failure };
  }
}

/** A site that shows another day instead has no issue of this one. */
function stateOf(outcome: AddressOutcome, date: IsoDate): DayState {
  if (outcome.kind !== 'read') return 'absent';
  if (!outcome.reports.some((report) => report.date === date)) return 'absent';
  return outcome.missing.some(({ isPassing }) => isPassing) ? 'failed' : 'done';
}

/** An issue of this day or a later one may still come late. */
function recent(now: Date): IsoDate {
  return new Date(now.getTime() - LATE_MS).toISOString().slice(0, 10);
}

/** Newest first. */
function daysOf({ from, to }: Period): IsoDate[] {
  const days: IsoDate[] = [];
  const first = Temporal.PlainDate.from(from);
  let day = Temporal.PlainDate.from(to);
  for (; Temporal.PlainDate.compare(day, first) >= 0; day = day.subtract({ days: 1 }))
    days.push(day.toString());
  return days;
}
