import { ParseError } from '../parse/index.ts';
import { fileAway, listInbox, loadFile, SourceError } from '../source/index.ts';
import { type IngestDeps, type Ingestion, ingestFile } from './ingest-issue.ts';

/** What became of one file of the inbox. */
export type InboxOutcome =
  | ({ readonly kind: 'read'; readonly file: string } & Ingestion)
  | { readonly kind: 'failed'; readonly file: string; readonly reason: string };

/**
 * Ingests every whole file in the inbox, and files each away. Safe to run again after a crash
 * anywhere: a file read but not yet moved is read again and adds nothing.
 */
export async function emptyInbox(deps: IngestDeps, dir: string): Promise<InboxOutcome[]> {
  const outcomes: InboxOutcome[] = [];
  for (const path of await listInbox(dir, deps.now())) {
    const outcome = await ingestPath(deps, path);
    await fileAway(path, outcome.kind === 'failed' ? outcome.reason : null);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function ingestPath(deps: IngestDeps, file: string): Promise<InboxOutcome> {
  try {
    return { kind: 'read', file, ...(await ingestFile(deps, await loadFile(file))) };
  } catch (error) {
    // Only the file's own fault moves it to failed/; a locked database leaves it for the next time.
    if (error instanceof SourceError || error instanceof ParseError)
      return { kind: 'failed', file, reason: error.message };
    throw error;
  }
}
