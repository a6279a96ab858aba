import { createHash } from 'node:crypto';
import { FetchError, type Fetched, isPassing, type WebClient } from '../web/index.ts';

/** What tells whether a page is still the same. Plain data, to be kept between two visits. */
export type PageMark = {
  readonly address: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the bytes: many servers give neither of the above. */
  readonly sha256: string;
};

export function markOf(address: string, page: Extract<Fetched, { status: 'ok' }>): PageMark {
  const { etag, lastModified, bytes } = page;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { address, etag, lastModified, sha256 };
}

/**
 * Whether every page that was marked is as it was. A page that is gone or refused has changed.
 *
 * @throws FetchError if the site cannot be asked.
 */
export async function isUnchanged(
  client: WebClient,
  marks: readonly PageMark[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const from = marks[0]?.address;
  for (const mark of marks) {
    const { address, etag, lastModified } = mark;
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
