import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SETTLED_MS } from './inbox.ts';
import { isPagePath } from './load-folder.ts';
import { SourceError } from './source-error.ts';

/** A file, or the web pages of one folder, which belong together. */
export type Watched = {
  /** The file's path; of pages the folder's. */
  readonly path: string;
  readonly pages: readonly string[];
  /** Another one when it was changed. */
  readonly stamp: string;
};

/** The whole files in a folder at any depth, by name. @throws SourceError if there is no such folder. */
export async function listWatched(dir: string, now: Date): Promise<Watched[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch((cause) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const reason = code === 'ENOENT' ? 'there is no such folder' : `the system says ${code}`;
    throw new SourceError(dir, 'absent', reason, { cause });
  });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  const found: { readonly path: string; readonly stamp: string }[] = [];
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const known = await stat(path).catch(() => undefined);
    if (known && now.getTime() - known.ctimeMs >= SETTLED_MS)
      found.push({ path, stamp: `${known.size} ${known.mtimeMs}` });
  }
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return [...sitesAmong(found), ...found.filter(({ path }) => !isPagePath(path)).map(asFile)];
}

function asFile({ path, stamp }: { path: string; stamp: string }): Watched {
  return { path, pages: [], stamp };
}

function sitesAmong(found: readonly { path: string; stamp: string }[]): Watched[] {
  const sites = Map.groupBy(
    found.filter(({ path }) => isPagePath(path)),
    ({ path }) => dirname(path),
  );
  return [...sites].map(([path, pages]) => ({
    path,
    pages: pages.map((page) => page.path),
    stamp: pages.map((page) => page.stamp).join(' '),
  }));
}
