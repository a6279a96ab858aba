import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { NamedBytes, Page } from '../../src/source/index.ts';
import { FIXTURES, SAMPLE } from '../parse/expected.ts';
import { withCentredTitles, withHeadingStyles } from '../support/docx.ts';
import { articlesOf, atomOf, jsonFeedOf, rssOf } from '../support/feeds.ts';

/** A document before anything goes wrong with it: one file, or the parts it is put together from. */
export type Seed =
  | ({ readonly kind: 'text' | 'html' | 'feed' | 'pdf' } & NamedBytes)
  | {
      readonly kind: 'zip' | 'docx' | 'site';
      readonly name: string;
      readonly parts: readonly NamedBytes[];
    };
export type SeedKind = Seed['kind'];

/** Every fixture of every carrier; what is not kept as a file is made of the sample issue. */
export function loadSeeds(): ReadonlyMap<SeedKind, readonly Seed[]> {
  const sites = ['founder-gb18030', 'layout-utf8'].map((name) => ({
    name,
    parts: filesIn(`epaper/${name}`, /\.html?$/u),
  }));
  const texts = ['pingyang-2025-01-09', 'corpus', 'constructed'].flatMap((folder) =>
    filesIn(folder, /\.(?:md|txt)$/u),
  );
  const word = [withHeadingStyles(SAMPLE), withCentredTitles(SAMPLE)];
  const seeds: Seed[] = [
    ...texts.map((file): Seed => ({ kind: 'text', ...file })),
    ...sites.map((site): Seed => ({ kind: 'site', ...site })),
    ...sites.flatMap(({ parts }) => parts.map((page): Seed => ({ kind: 'html', ...page }))),
    ...[
      ...sites,
      {
        name: 'mixed',
        parts: [...texts.slice(0, 3), ...(word[0] ? [{ name: 'a.docx', bytes: word[0] }] : [])],
      },
    ].map(({ name, parts }): Seed => ({ kind: 'zip', name: `${name}.zip`, parts })),
    ...word.map(
      (bytes, look): Seed => ({ kind: 'docx', name: `look-${look}.docx`, parts: partsOf(bytes) }),
    ),
    ...[rssOf, atomOf, jsonFeedOf].map(
      (make): Seed => ({
        kind: 'feed',
        name: 'feed',
        bytes: new TextEncoder().encode(make(articlesOf(SAMPLE), '2025-01-09')),
      }),
    ),
    ...filesIn('pdf', /\.pdf$/u).map((file): Seed => ({ kind: 'pdf', ...file })),
  ];
  return Map.groupBy(seeds, ({ kind }) => kind);
}

/** By path inside the folder, as a saved site has its addresses. */
function filesIn(folder: string, wanted: RegExp): NamedBytes[] {
  const dir = join(FIXTURES, folder);
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((path) => wanted.test(path))
    .sort()
    .map((path) => ({ name: path, bytes: new Uint8Array(readFileSync(join(dir, path))) }));
}

function partsOf(archive: Uint8Array): NamedBytes[] {
  return Object.entries(unzipSync(archive)).map(([name, bytes]) => ({ name, bytes }));
}

export function pagesOf(parts: readonly NamedBytes[]): Page[] {
  return parts.map(({ name, bytes }) => ({ address: name, bytes }));
}
