import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Page } from './html/index.ts';
import { loadFile } from './read-file.ts';

/** A folder's files at any depth, by name. The pages of a saved site belong together. */
export type Folder = { readonly files: readonly string[]; readonly pages: readonly string[] };

export async function listFolder(dir: string): Promise<Folder> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const pages = paths.filter(isPagePath);
  const others = paths.filter((path) => !isPagePath(path));
  return { files: pages.length > 0 ? others.filter((path) => !isWebAsset(path)) : others, pages };
}

/** What is saved beside pages and is no issue: looks, scripts, pictures, lists for machines. */
export function isWebAsset(path: string): boolean {
  return /\.(?:css|m?js|json|xml|map|ico|gif|png|jpe?g|webp|svg|swf|woff2?|ttf|eot)$/iu.test(path);
}

/** What of that is an issue in no case. */
export function isWebLook(path: string): boolean {
  return (
    /\.(?:css|m?js|map|ico|svg|swf|woff2?|ttf|eot)$/iu.test(path) ||
    /(?:^|\/)(?:period|sitemap)\.xml$/iu.test(path)
  );
}

export function isPagePath(path: string): boolean {
  return /\.(?:s?html?|xhtml)$/iu.test(path);
}

/** @throws SourceError if one of them cannot be read. */
export async function loadPages(dir: string, paths: readonly string[]): Promise<Page[]> {
  const pages: Page[] = [];
  for (const path of paths) {
    const { bytes } = await loadFile(path);
    pages.push({ address: relative(dir, path).split(sep).join('/'), bytes });
  }
  return pages;
}
