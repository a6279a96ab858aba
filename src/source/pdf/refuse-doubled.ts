import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';

/** 12 0 obj. The lengths are bounded, and nothing is read twice. */
const OBJECT = /(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj(?![a-z])/gu;
/** A file that was changed again and again holds an object as often. */
const MOST_TIMES = 50;

/**
 * pdf.js mends a damaged file by reading to its end for every object it meets again: a part that
 * stands in it a thousand times would be read for minutes.
 *
 * @throws SourceError for such a file.
 */
export function refuseDoubled({ name, bytes }: NamedBytes): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const times = new Map<string, number>();
  for (const [, number = ''] of text.matchAll(OBJECT)) {
    const known = (times.get(number) ?? 0) + 1;
    if (known > MOST_TIMES)
      throw new SourceError(name, 'damaged', 'it is a damaged PDF, and cannot be opened');
    times.set(number, known);
  }
}
