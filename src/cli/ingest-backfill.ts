import { backfill, type DayOutcome, type Period } from '../pipeline/backfill.ts';
import type { AddressDeps } from '../pipeline/ingest-address.ts';
import type { Context } from './context.ts';
import { writeBar } from './progress-bar.ts';
import { count, describeMissing, describeReport } from './report.ts';

/** After so many days in a row it is the site that fails, and not its issues. */
const MOST_FAILED = 3;

/** Reads the issues of a site day by day, until it is done or the operator has enough (Ctrl-C). */
export async function backfillSite(
  context: Context,
  deps: AddressDeps,
  { address, from, to }: Period & { readonly address: string },
): Promise<void> {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
    context.complain('stopping after this issue; once more (Ctrl-C) stops at once');
  };
  // Once: a second signal ends the process, and nothing is lost by that either.
  process.once('SIGINT', stop);
  const sum = { done: 0, incomplete: 0, absent: 0, failed: 0, added: 0 };
  let last: DayOutcome | undefined;
  let failedInARow = 0;
  const onPage = (done: number, total: number) =>
    context.progress(
      `${writeBar(last?.done ?? 0, last?.total ?? 0)} page ${done}/${total}, ${count(sum.added, 'item', 'items')} new`,
    );
  try {
    for await (const day of backfill(deps, { address, from, to, stop: stopping.signal, onPage })) {
      last = day;
      tell(context, day);
      const hasFailed = day.state === 'failed' && !day.read;
      sum[day.read && day.state === 'failed' ? 'incomplete' : day.state] += 1;
      for (const { added } of day.read?.reports ?? []) sum.added += added;
      context.progress(`${writeBar(day.done, day.total)} ${day.date}`);
      failedInARow = hasFailed ? failedInARow + 1 : 0;
      if (failedInARow >= MOST_FAILED) break;
    }
  } finally {
    process.removeListener('SIGINT', stop);
    context.progress('');
  }
  context.print(
    `${count(sum.done + sum.incomplete, 'issue', 'issues')} read, ${count(sum.added, 'item', 'items')} new; ` +
      `${count(sum.absent, 'day', 'days')} without an issue, ${sum.failed} failed`,
  );
  if (sum.incomplete > 0)
    context.fail(
      `${count(sum.incomplete, 'issue lacks', 'issues lack')} pages that may come yet; the same command tries again`,
    );
  if (last && last.done < last.total)
    context.fail('stopped before the end; the same command goes on where it was');
}

function tell(context: Context, { date, state, read, missing, failure }: DayOutcome): void {
  context.progress('');
  if (failure) context.fail(`${date}: ${failure.message}`);
  if (state === 'absent') return;
  for (const report of read?.reports ?? []) context.print(`${date}: ${describeReport(report)}`);
  for (const { message } of read?.refused ?? []) context.fail(`${date}: ${message}`);
  for (const page of missing) context.fail(`${date}: ${describeMissing(page)}`);
}
