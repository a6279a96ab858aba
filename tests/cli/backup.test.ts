import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workFolder } from '../support/command-line.ts';

const SAMPLE = resolve(import.meta.dirname, '../../samples/pingyang-2025-01-09.md');

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
});
afterEach(() => folder.remove());

describe('gongbao backup', () => {
  it('makes a copy that can be used, and overwrites nothing', async () => {
    await folder.gongbao('ingest', SAMPLE);
    const copy = folder.path('copy.db');
    expect((await folder.gongbao('backup', copy)).code).toBe(0);
    const again = await folder.gongbao('backup', copy);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^gongbao: .*copy\.db.*\n$/);
    await writeFile(folder.path('.env'), `DATABASE_URL=sqlite:${copy}\n`);
    expect((await folder.gongbao('status')).stdout).toContain('1 issue, 6 items');
  });
});
