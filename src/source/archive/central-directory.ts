import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';
import { readName } from './entry-name.ts';

/** One file of a ZIP archive, as its directory says; its bytes are still packed. */
export type Entry = {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packed: Uint8Array;
  readonly size: number;
  readonly crc: number;
};

/** What the directory says of an entry, and where it says the entry begins. */
type Listed = Omit<Entry, 'packed'> & { readonly packedSize: number; readonly start: number };

const END = { mark: 0x06054b50, length: 22, maxComment: 0xffff };
const LISTED = { mark: 0x02014b50, length: 46 };
const LOCAL = { mark: 0x04034b50, length: 30 };
const AES = 99;

/**
 * Lists an archive by the directory at its end, and trusts nothing it says: entries that overlap,
 * reach out of the file or are listed in another number than counted are damage.
 */
export function readDirectory({ name, bytes }: NamedBytes, maxFiles: number): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw damaged(name);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) throw huge(name);
  if (count > maxFiles) throw new SourceError(name, 'long', `it has more than ${maxFiles} files`);
  const listed: Listed[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + LISTED.length > end || view.getUint32(at, true) !== LISTED.mark) throw damaged(name);
    listed.push(readListed(name, bytes, at));
    at += LISTED.length + lengthAfter(view, at + 28);
  }
  return withBytes(name, view, { listed, end: start });
}

export function damaged(name: string, cause?: unknown): SourceError {
  return new SourceError(name, 'damaged', 'it is damaged', { cause });
}

function huge(name: string): SourceError {
  return new SourceError(name, 'large', 'it is an archive of the kind for more than 4 GB (ZIP64)');
}

/** From the end backwards: the comment that may follow the mark is seldom there. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - END.length;
  for (let at = last; at >= 0 && at >= last - END.maxComment; at -= 1) {
    if (view.getUint32(at, true) === END.mark) return at;
  }
  return undefined;
}

/** Of name, extra field and comment together. */
function lengthAfter(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint16(at + 2, true) + view.getUint16(at + 4, true);
}

function readListed(archive: string, bytes: Uint8Array, at: number): Listed {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const flags = view.getUint16(8, true);
  const method = view.getUint16(10, true);
  if ((flags & 1) !== 0 || method === AES)
    throw new SourceError(archive, 'locked', 'it is protected by a password');
  if (method !== 0 && method !== 8)
    throw new SourceError(archive, 'binary', `it is packed by a method not read here (${method})`);
  const [packedSize, size, start] = [20, 24, 42].map((field) => view.getUint32(field, true));
  if (packedSize === undefined || size === undefined || start === undefined) throw damaged(archive);
  if ([packedSize, size, start].includes(0xffffffff)) throw huge(archive);
  const nameAt = at + LISTED.length;
  return {
    name: readName(
      bytes.subarray(nameAt, nameAt + view.getUint16(28, true)),
      (flags & 0x800) !== 0,
    ),
    isDeflated: method === 8,
    packedSize,
    size,
    crc: view.getUint32(16, true),
    start,
  };
}

/** In the order they stand in the file, so that one pass sees whether two overlap. */
function withBytes(
  archive: string,
  view: DataView,
  { listed, end }: { readonly listed: readonly Listed[]; readonly end: number },
): Entry[] {
  let free = 0;
  return listed
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, packedSize, ...entry }) => {
      if (start < free || start + LOCAL.length > end) throw damaged(archive);
      if (view.getUint32(start, true) !== LOCAL.mark) throw damaged(archive);
      const names = view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      const from = start + LOCAL.length + names;
      free = from + packedSize;
      if (free > end) throw damaged(archive);
      return { ...entry, packed: new Uint8Array(view.buffer, view.byteOffset + from, packedSize) };
    });
}
