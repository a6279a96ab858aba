/** ZIP archives: what came together stays together. */
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';

export function unpack({ name }: NamedBytes): NamedBytes[] {
  throw new SourceError(name, 'binary', 'it is an archive (ZIP), and not a text');
}

export function pack(_entries: readonly { address: string; bytes: Uint8Array }[]): Uint8Array {
  return new Uint8Array();
}
