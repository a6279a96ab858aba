import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';
import { cleanName, inNaturalOrder } from './entry-name.ts';
import { type Room, unzip, wholeRoom } from './unzip.ts';

/** The files that make an archive one document of an office program, or an electronic book. */
const OFFICE = /^(?:\[Content_Types\]\.xml|mimetype|META-INF\/manifest\.xml)$/u;

/**
 * The files in a ZIP archive by name, page 2 before page 10; folders and what systems put there are
 * left out. An archive in it is a file like any other.
 *
 * @throws SourceError if it is damaged, locked, too large unpacked, empty, or one office document.
 */
export function unpack(file: NamedBytes, room: Room = wholeRoom()): NamedBytes[] {
  const files = unzip(file, { room, wants: (name) => cleanName(name) !== undefined });
  if (files.length === 0) throw new SourceError(file.name, 'empty', 'there is no file in it');
  if (files.some(({ name }) => OFFICE.test(name)))
    throw new SourceError(file.name, 'binary', 'it is an office file, and not a text');
  return files
    .map(({ name, bytes }) => ({ name: cleanName(name) ?? name, bytes }))
    .toSorted((one, other) => inNaturalOrder(one.name, other.name));
}
