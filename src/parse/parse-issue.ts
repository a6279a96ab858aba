import type { ParsedIssue, RawIssue } from '../domain/index.ts';
import { ParseError } from './parse-error.ts';

export function parseIssue(raw: RawIssue): ParsedIssue {
  throw new ParseError(raw.name, 'the reader is being built');
}
