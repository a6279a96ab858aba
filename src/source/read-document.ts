import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RawIssue } from '../domain/index.ts';
import { decodeText } from './decode-text.ts';
import { nameOfBinary } from './name-of-binary.ts';
import { SourceError } from './source-error.ts';

export type ReadDocument = {
  readonly raw: RawIssue;
  readonly mediaType: 'text/markdown' | 'text/plain';
  /** Of the bytes as they came, in hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

const MAX_BYTES = 25 * 1024 * 1024;

/** @throws SourceError if the bytes hold no Chinese text, and says in one line what they are instead. */
export async function readDocument(input: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): Promise<ReadDocument> {
  const { name, bytes } = input;
  if (bytes.length === 0) throw new SourceError(name, 'empty', 'it is empty');
  refuseLarge(name, bytes.length);
  const binary = await nameOfBinary(bytes);
  if (binary) throw new SourceError(name, 'binary', `it is ${binary}, and not a text`);
  const text = readText(name, bytes);
  const isMarkdown = /\.(?:md|markdown)$/iu.test(name);
  return {
    raw: { name, carrier: isMarkdown ? 'markdown' : 'text', text },
    mediaType: isMarkdown ? 'text/markdown' : 'text/plain',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
  };
}

/** @throws SourceError also if the file is missing, is a folder, or may not be read. */
export async function readFileDocument(path: string): Promise<ReadDocument> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (found.isDirectory()) throw new SourceError(path, 'absent', 'it is a folder, and not a file');
  if (!found.isFile()) throw new SourceError(path, 'absent', 'it is not a file');
  // Before reading: a film must not be loaded to learn that it is one.
  refuseLarge(path, found.size);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return readDocument({ name: basename(path), bytes });
}

function refuseLarge(name: string, size: number): void {
  if (size <= MAX_BYTES) return;
  throw new SourceError(
    name,
    'large',
    `it has ${(size / 1024 / 1024).toFixed(1)} MB, and 25 MB is the limit`,
  );
}

function readText(name: string, bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if (decoded === undefined)
    throw new SourceError(name, 'garbled', 'it is not a text in UTF-8, UTF-16 or GB18030');
  const text = decoded.replace(/\r\n?/gu, '\n');
  if (text.trim() === '') throw new SourceError(name, 'empty', 'it is empty but for white space');
  if (!/\p{Script=Han}/u.test(text))
    throw new SourceError(name, 'foreign', 'there is no Chinese text in it');
  return text;
}

function unreadable(path: string, cause: unknown): SourceError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SourceError(path, 'absent', 'there is no such file', { cause });
    case 'EACCES':
    case 'EPERM':
      return new SourceError(path, 'absent', 'it may not be read by this user', { cause });
    default:
      return new SourceError(path, 'absent', `the system says ${String(code ?? cause)}`, { cause });
  }
}
