/** PDF, read by the places of its letters. */
import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';

export async function readPdf({ name }: NamedBytes): Promise<RawIssue> {
  throw new SourceError(name, 'binary', 'it is a PDF, and not a text');
}
