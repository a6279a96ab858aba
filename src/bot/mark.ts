import { createHash } from 'node:crypto';

/** Eight letters by which a text is found again among a few, where a button has no room for it. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
