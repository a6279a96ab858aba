import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';
import { decodeText } from './decode-text.ts';

/** @throws SourceError if the bytes are no text, or there is nothing Chinese in it. */
export function readText({ name, bytes }: NamedBytes): RawIssue {
  const decoded = decodeText(bytes);
  if (decoded === undefined)
    throw new SourceError(name, 'garbled', 'it is not a text in UTF-8, UTF-16 or GB18030');
  const text = decoded.replace(/\r\n?/gu, '\n');
  if (text.trim() === '') throw new SourceError(name, 'empty', 'it is empty but for white space');
  if (!/\p{Script=Han}/u.test(text))
    throw new SourceError(name, 'foreign', 'there is no Chinese text in it');
  return { name, carrier: /\.(?:md|markdown)$/iu.test(name) ? 'markdown' : 'text', text };
}
