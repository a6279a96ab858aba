/** Word documents. */
import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';

export async function readDocx({ name }: NamedBytes): Promise<RawIssue> {
  throw new SourceError(name, 'binary', 'it is an office file (DOCX), and not a text');
}
