import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPdf } from '../../../src/source/pdf/index.ts';

it('a scan is refused with what an operator can do, where tesseract is not installed', async () => {
  process.env['PATH'] = '/nowhere';
  const url = new URL('../../fixtures/pdf/scanned.pdf', import.meta.url);
  const reading = readPdf({ name: 'scanned.pdf', bytes: readFileSync(url) });
  await expect(reading).rejects.toThrow(/needs OCR: install tesseract .*chi_sim/u);
});
