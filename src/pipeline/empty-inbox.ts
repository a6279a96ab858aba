import { stat } from 'node:fs/promises';
import { fileAway, listInbox, loadFile } from '../source/index.ts';
import { type Failure, failureOf } from './alert.ts';
import { type IngestDeps, type Ingestion, ingestFile } from './ingest-issue.ts';

/** What became of one file of the inbox. */
export type InboxOutcome =
  | ({ readonly kind: 'read'; readonly file: string } & Ingestion)
  | {
      readonly kind: 'failed';
      readonly file: string;
      /** The same for the same file, before and after a crash. */
      readonly stamp: string;
      readonly failure: Failure;
    };

/**
 * Ingests every whole file in the inbox, and files each away after its outcome was given. Safe to run
 * again after a crash anywhere: a file read but not yet moved is read again and adds nothing.
 */
export async function* emptyInbox(deps: IngestDeps, dir: string): AsyncGenerator<InboxOutcome> {
  for (const path of await listInbox(dir, deps.now())) {
    const outcome = await ingestPath(deps, path);
    yield outcome;
    await fileAway(path, outcome.kind === 'failed' ? outcome.failure.message : null);
  }
}

async function ingestPath(deps: IngestDeps, file: string): Promise<InboxOutcome> {
  try {
    return { kind: 'read', file, ...(await ingestFile(deps, await loadFile(file))) };
  } catch (error) {
    // Only the file's own fault moves it to failed/; a locked database leaves it for the next time.
    const failure = failureOf(error);
    if (!failure) throw error;
    const { size, mtimeMs } = await stat(file);
    return { kind: 'failed', file, stamp: `${size} ${mtimeMs}`, failure };
  }
}
