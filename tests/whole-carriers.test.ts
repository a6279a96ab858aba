import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ingestFile, ingestSite } from '../src/pipeline/ingest-issue.ts';
import { listFolder, loadFile, loadPages } from '../src/source/index.ts';
import { archiveCounts } from '../src/store/index.ts';
import { describeOnEachDialect } from './support/databases.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const files = [
  'pingyang-2025-01-09/pingyang-2025-01-09.md',
  'pdf/two-column.pdf',
  'pdf/two-column-rows.pdf',
  'pdf/broadsheet.pdf',
];
const sites = ['epaper/founder-gb18030', 'epaper/layout-utf8'];

describeOnEachDialect('one issue', (open) => {
  it.each([
    ['markdown first', [...files, ...sites]],
    ['the sites first', [...sites, ...files.toReversed()]],
  ])(
    'in every carrier is one set of six items, none of them changed: %s',
    async (_, carriers) => {
      const { db } = await open();
      const deps = {
        db,
        now: () => new Date('2025-01-10T00:00:00Z'),
        publication: '今日平阳',
        timezone: 'Asia/Shanghai',
      };
      const read = async (carrier: string) => {
        const path = join(fixtures, carrier);
        if (!sites.includes(carrier)) return ingestFile(deps, await loadFile(path));
        return ingestSite(deps, await loadPages(path, (await listFolder(path)).pages));
      };
      for (const [index, carrier] of carriers.entries()) {
        const { reports, refused } = await read(carrier);
        expect(refused).toEqual([]);
        expect(reports, carrier).toMatchObject([
          { added: index === 0 ? 6 : 0, known: index === 0 ? 0 : 6, revised: 0 },
        ]);
      }
      expect((await archiveCounts(db)).items).toBe(6);
    },
    120_000,
  );
});
