import { createHash } from 'node:crypto';
import type { Fetched } from '../web/index.ts';

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
