import { SourceError } from './source-error.ts';

/** What an issue may have at most; a whole page of print is far below each. */
export const LIMITS = {
  /** Of one file, and of everything unpacked from it together. */
  bytes: 25 * 1024 * 1024,
  unpackedBytes: 100 * 1024 * 1024,
  /** Of a PDF. */
  pages: 200,
  /** Of an archive, and of an e-paper's issue. */
  files: 2_000,
  /** An archive in an archive in an archive. */
  nesting: 2,
  /** Of an archive: what unpacks to more than this many times its size is a bomb. */
  ratio: 100,
} as const;

export function refuseLarge(name: string, size: number): void {
  if (size <= LIMITS.bytes) return;
  throw new SourceError(
    name,
    'large',
    `it has ${(size / 1024 / 1024).toFixed(1)} MB, and 25 MB is the limit`,
  );
}
