import { ParseError } from '../parse/index.ts';
import { listWatched, loadFile, loadPages, SourceError, type Watched } from '../source/index.ts';
import { rememberSeen, seenOf } from '../store/index.ts';
import { type IngestDeps, type Ingestion, ingestFile, ingestSite } from './ingest-issue.ts';
import type { Refusal } from './read-issues.ts';

/** What became of something in a folder that was not there before, or has changed. */
export type FolderOutcome = {
  readonly path: string;
  readonly stamp: string;
  readonly came: Ingestion | Refusal;
};

/**
 * Ingests what is new in a folder and leaves it where it is, each file once as long as it stays as it
 * is. An outcome is given before it is remembered: cut off in between, it is given again.
 *
 * @throws SourceError if there is no such folder.
 */
export async function* ingestFolder(
  deps: IngestDeps,
  { source, dir }: { readonly source: string; readonly dir: string },
): AsyncGenerator<FolderOutcome> {
  const seen = await seenOf(deps.db, source);
  for (const found of await listWatched(dir, deps.now())) {
    const { path, stamp } = found;
    if (seen.get(path) === stamp) continue;
    yield { path, stamp, came: await ingestFound(deps, found) };
    await rememberSeen(deps.db, source, [{ thing: path, stamp }]);
  }
}

async function ingestFound(deps: IngestDeps, { path, pages }: Watched) {
  try {
    if (pages.length > 0) return await ingestSite(deps, await loadPages(path, pages));
    return await ingestFile(deps, await loadFile(path));
  } catch (error) {
    if (error instanceof SourceError || error instanceof ParseError) return error;
    throw error;
  }
}
