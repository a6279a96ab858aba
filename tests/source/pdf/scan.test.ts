import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { readPdf } from '../../../src/source/pdf/index.ts';

const url = new URL('../../fixtures/pdf/scanned.pdf', import.meta.url);

function isInstalled(): boolean {
  try {
    return execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).includes('chi_sim');
  } catch {
    return false;
  }
}

describe.skipIf(!isInstalled())('a scan, where tesseract with chi_sim is installed', () => {
  it('holds the six articles of the page as nearly as its letters can be guessed', async () => {
    const { raw } = await readPdf({ name: 'scanned.pdf', bytes: readFileSync(url) });
    const { items } = parseIssue(raw);
    expect(raw.carrier).toBe('ocr');
    expect(raw.imprint?.date).toBe('2025-01-10');
    expect(items.map(({ kind }) => kind)).toEqual([
      'news',
      'news',
      'news',
      'appointment',
      'decision',
      'decision',
    ]);
    expect(items[0]?.title).toBe('县十七届人大常委会召开第二十二次会议');
    expect(items[2]?.body.length).toBeGreaterThan(2300);
    expect(raw.text).not.toMatch(/责任编辑|新闻热线/u);
  }, 240_000);
});
