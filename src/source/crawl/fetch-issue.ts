import type { IsoDate } from '../../domain/index.ts';
import type { WebClient } from '../web/index.ts';
import { collectIssue } from './collect-issue.ts';
import type { FetchedIssue } from './fetched-issue.ts';
import { findDay, findFront } from './find-front.ts';
import { isUnchanged } from './is-unchanged.ts';
import { type VisitOptions, visit } from './visit.ts';

export type CrawlOptions = VisitOptions & { readonly day?: IsoDate };

/**
 * Fetches the issue an address leads to; with `day`, that day's.
 *
 * @throws FetchError if it does not come or there is no issue; the signal's reason.
 */
export async function fetchIssue(
  client: WebClient,
  start: string,
  options: CrawlOptions = {},
): Promise<FetchedIssue> {
  const { marks = [], day } = options;
  return visit(client, start, options, async (collector) => {
    if (day === undefined && (await isUnchanged(collector, marks))) return { kind: 'unchanged' };
    const front =
      day === undefined ? await findFront(collector, start) : await findDay(collector, start, day);
    return front ? collectIssue(collector, front, day ?? null) : { kind: 'absent' };
  });
}
