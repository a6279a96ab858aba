import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fetchIssue } from '../../../src/source/crawl/index.ts';
import { SourceError } from '../../../src/source/index.ts';
import { FetchError } from '../../../src/source/web/index.ts';
import { clientOf, paper } from './paper.ts';

const fixture = (path: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/epaper', path));
const samples = [
  'founder-gb18030/paperindex.htm',
  'founder-gb18030/html/2025-01/10/node_1.htm',
  'founder-gb18030/html/2025-01/10/content_1101.htm',
  'founder-gb18030/html/2025-01/period.xml',
  'layout-utf8/pc/layout/index.html',
  'layout-utf8/pc/layout/202501/10/node_01.html',
].map(fixture);

/** A page of a real site with a piece cut out and another one put in. */
const page = fc
  .tuple(fc.constantFrom(...samples), fc.nat(3_000), fc.nat(400), fc.constantFrom(...samples))
  .map(([one, at, length, other]) =>
    Buffer.concat([
      one.subarray(0, at),
      other.subarray(length, length + 300),
      one.subarray(at + length),
    ]),
  );

it('whatever a site serves, it is an issue, a file, or one line of why not', async () => {
  let pages: readonly Uint8Array[] = [];
  const site = await paper((path) => pages[path.length % pages.length]);
  const client = clientOf(site);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(page, fc.uint8Array()), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(undefined, '2025-01-08'),
      async (served, day) => {
        pages = served;
        const start = `${site.origin}/html/2025-01/10/node_1.htm`;
        const options = { restsMs: [], ...(day ? { day } : {}) };
        const came = await fetchIssue(client, start, options).catch((error: unknown) => error);
        if (came instanceof FetchError || came instanceof SourceError)
          expect(came.message).not.toContain('\n');
        else expect(came).toHaveProperty('kind');
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);
