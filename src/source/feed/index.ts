/** RSS and Atom. */
import type { NamedBytes, ReadDocument } from '../document.ts';

export function isFeed(_bytes: Uint8Array): boolean {
  return false;
}

export function readFeed(_file: NamedBytes): ReadDocument[] {
  return [];
}
