import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawIssue } from '../../../src/domain/index.ts';
import { type Page, readHtml } from '../../../src/source/html/index.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/epaper');

export type SiteName = 'founder-gb18030' | 'layout-utf8';

/** The pages of a saved site, by their paths in it. */
export function loadSite(name: SiteName, prefix = ''): Page[] {
  const dir = join(fixtures, name);
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((path) => /\.html?$/u.test(path))
    .map((path) => ({ address: `${prefix}${path}`, bytes: readFileSync(join(dir, path)) }));
}

/** What must be read from it. */
export type ExpectedItem = {
  readonly url: string;
  readonly kind: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly byline: string | null;
  readonly firstWords: string;
  readonly lastWords: string;
  readonly signature?: string;
  readonly signedOn?: string;
};

export function expectedOf(name: SiteName): readonly ExpectedItem[] {
  const { items }: { items: ExpectedItem[] } = JSON.parse(
    readFileSync(join(fixtures, name, 'expected.json'), 'utf8'),
  );
  return items;
}

/** A page as a site would send it. */
export function aPage(html: string, address = 'http://paper.example/a.html'): Page {
  return { address, bytes: new TextEncoder().encode(html) };
}

/** The one issue in these pages. */
export function readOne(...pages: readonly Page[]): RawIssue {
  const [issue, ...others] = readHtml(pages);
  if (!issue || others.length > 0) throw new Error(`${others.length + 1} issues were read`);
  return issue.raw;
}

/** Its lines with what the site says each is. */
export function linesOf({
  text,
  marks = [],
}: RawIssue): readonly (readonly [string | null, string])[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const bare = line.replace(/^#+ /u, '');
      const mark = marks.find(({ span }) => text.slice(...span) === bare);
      return [mark?.role ?? null, bare];
    });
}
