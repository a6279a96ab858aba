import { crc32, inflateRawSync } from 'node:zlib';
import type { NamedBytes } from '../document.ts';
import { LIMITS } from '../limits.ts';
import { SourceError } from '../source-error.ts';
import { damaged, type Entry, readDirectory } from './central-directory.ts';

/**
 * What may still be unpacked, of an archive and of all archives in it. It is used up, so that an
 * archive of archives has no more room than one.
 */
export type Room = { files: number; bytes: number };

export function wholeRoom(): Room {
  return { files: LIMITS.files, bytes: LIMITS.unpackedBytes };
}

type Options = { readonly room: Room; readonly wants: (name: string) => boolean };

/**
 * The wanted files of a ZIP archive, in the order they stand in it. What the directory promises is
 * counted before anything is unpacked, and nothing may then unpack to more than was promised.
 *
 * @throws SourceError if the archive is damaged, locked, or has no room.
 */
export function unzip(file: NamedBytes, { room, wants }: Options): NamedBytes[] {
  const entries = readDirectory(file, room.files).filter(({ name }) => wants(name));
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > room.bytes) throw tooLarge(file.name, `${LIMITS.unpackedBytes / 1024 / 1024} MB`);
  if (size > file.bytes.length * LIMITS.ratio)
    throw tooLarge(file.name, `${LIMITS.ratio} times its size`);
  room.files -= entries.length;
  room.bytes -= size;
  return entries.map((entry) => ({ name: entry.name, bytes: inflate(file.name, entry) }));
}

function tooLarge(name: string, limit: string): SourceError {
  return new SourceError(name, 'long', `it unpacks to more than ${limit}`);
}

function inflate(archive: string, { isDeflated, packed, size, crc }: Entry): Uint8Array {
  const bytes = isDeflated ? inflateTo(archive, packed, size) : packed;
  if (bytes.length !== size || crc32(bytes) !== crc) throw damaged(archive);
  return bytes;
}

function inflateTo(archive: string, packed: Uint8Array, size: number): Uint8Array {
  try {
    const { buffer, byteOffset, length } = inflateRawSync(packed, {
      maxOutputLength: Math.max(1, size),
    });
    return new Uint8Array(buffer, byteOffset, length);
  } catch (cause) {
    throw damaged(archive, cause); // Broken, or more than it promised.
  }
}
