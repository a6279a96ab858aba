import { FetchError, isPassing } from '../web/index.ts';
import { isArticleAddress } from './addresses.ts';
import { type Collector, isAllowed } from './collector.ts';
import { markOf, type PageMark } from './page-mark.ts';

/**
 * Whether every page that was marked is as it was. A page that is gone or refused has changed.
 *
 * @throws FetchError if the site cannot be asked.
 */
export async function isUnchanged(
  collector: Collector,
  marks: readonly PageMark[],
): Promise<boolean> {
  const { client, signal } = collector;
  const from = marks[0]?.address ?? '';
  for (const mark of marks) {
    const { address, etag, lastModified } = mark;
    if (!isArticleAddress(address) && !(await isAllowed(collector, address, from))) return false;
    const page = await client
      .get(address, { etag, lastModified, from, signal })
      .catch((error: unknown) => {
        if (error instanceof FetchError && !isPassing(error)) return null;
        throw error;
      });
    if (!page) return false;
    if (page.status === 'ok' && markOf(address, page).sha256 !== mark.sha256) return false;
  }
  return marks.length > 0;
}
