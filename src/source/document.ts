import { createHash } from 'node:crypto';
import type { RawIssue } from '../domain/index.ts';

/** A file as it came: the name it had, or the address it came from. */
export type NamedBytes = { readonly name: string; readonly bytes: Uint8Array };

/** One document with the text that was found in it. */
export type ReadDocument = {
  readonly raw: RawIssue;
  readonly mediaType: string;
  /** Of the bytes as they came, in hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

export function documentOf(
  raw: RawIssue,
  { mediaType, bytes }: Pick<ReadDocument, 'mediaType' | 'bytes'>,
): ReadDocument {
  return { raw, mediaType, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}
