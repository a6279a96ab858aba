import { FetchError, type WebClient } from '../web/index.ts';
import type { Collector, Missing } from './collector.ts';
import type { PageMark } from './page-mark.ts';

/** What else came of going there. */
export type Visit = {
  readonly missing: readonly Missing[];
  /** To be given back on the next visit, but not while a page that is missing is to be asked for again. */
  readonly marks: readonly PageMark[];
};

export type VisitOptions = {
  /** From the last visit. A page mended under a list that stayed the same is seen only without. */
  readonly marks?: readonly PageMark[];
  readonly signal?: AbortSignal;
  readonly onPage?: (done: number, total: number) => void;
  /** Before a page is tried again. */
  readonly restsMs?: readonly number[];
  /** For the whole visit. */
  readonly visitMs?: number;
};

const RESTS_MS: readonly number[] = [1_000, 4_000];
const VISIT_MS = 20 * 60 * 1000;

/** Runs one visit to a site, and ends it in time. */
export async function visit<T>(
  client: WebClient,
  start: string,
  options: VisitOptions,
  run: (collector: Collector) => Promise<T>,
): Promise<T> {
  const { restsMs = RESTS_MS, visitMs = VISIT_MS, onPage = () => undefined } = options;
  const timeout = AbortSignal.timeout(visitMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  const collector: Collector = {
    client,
    signal,
    restsMs,
    onPage,
    missing: [],
    robots: new Map(),
    spent: { pages: 0, bytes: 0, lostInARow: 0 },
  };
  try {
    return await run(collector);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!timeout.aborted) throw error;
    const minutes = Math.ceil(visitMs / 60_000);
    throw new FetchError(start, 'timeout', `its issue takes longer than ${minutes} minutes`);
  }
}

export function outcomeOf({ missing }: Collector, marks: readonly PageMark[]): Visit {
  return { missing, marks };
}
