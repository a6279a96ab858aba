import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** A file that is still being copied changes; one left alone this long is whole. */
export const SETTLED_MS = 1_000;

/** The whole files in the inbox, by name. The folder is made if it is missing. */
export async function listInbox(dir: string, now: Date): Promise<string[]> {
  await makeFolder(dir);
  const entries = await readdir(dir, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const found = await stat(join(dir, entry.name)).catch(() => undefined);
    // `ctime` and not `mtime`: a copy may keep the old file's date.
    if (found && now.getTime() - found.ctimeMs >= SETTLED_MS) files.push(join(dir, entry.name));
  }
  return files.sort();
}

/** Moves a read file to `done/`, or to `failed/` with the reason in a text file beside it. */
export async function fileAway(path: string, reason: string | null): Promise<void> {
  const { dir, name, ext } = parse(path);
  const folder = join(dir, reason === null ? 'done' : 'failed');
  await makeFolder(folder);
  const target = await freeName(folder, name, ext);
  await rename(path, target);
  if (reason !== null) await writeFile(`${target}.reason.txt`, `${reason}\n`);
}

/** A second file of the same name must not overwrite the first: it is somebody's only copy. */
async function freeName(folder: string, name: string, ext: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const candidate = join(folder, copy === 1 ? `${name}${ext}` : `${name}-${copy}${ext}`);
    const taken = await stat(candidate).catch(() => undefined);
    if (!taken) return candidate;
  }
}
