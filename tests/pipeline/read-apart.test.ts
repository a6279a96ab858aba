import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openReader, readApart } from '../../src/pipeline/read-apart.ts';
import { readIssues } from '../../src/pipeline/read-issues.ts';
import { LIMITS } from '../../src/pipeline/reader-process.ts';
import { SourceError } from '../../src/source/index.ts';
import { heavyPdf } from '../support/heavy-pdf.ts';

const sample = readFileSync(
  new URL('../fixtures/pingyang-2025-01-09/pingyang-2025-01-09.md', import.meta.url),
);
/** A name that is not a text's own: it is read apart. */
const name = 'issue';

describe('an issue read in a process of its own', () => {
  it('is what it is in this one', async () => {
    const apart = await readApart({ name, bytes: sample });
    const here = await readIssues({ name, bytes: sample });
    expect(apart.issues.map(({ issue }) => issue)).toEqual(here.issues.map(({ issue }) => issue));
    expect(apart.issues[0]?.document.sha256).toBe(here.issues[0]?.document.sha256);
  });

  it('is refused with the same error', async () => {
    const bytes = new TextEncoder().encode('Nothing in Chinese here.');
    const refusal = await readApart({ name, bytes }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SourceError);
    expect(refusal).toMatchObject({
      fault: 'foreign',
      message: 'Cannot read issue: there is no Chinese text in it.',
    });
  });

  it('leaves the service free: a citizen is answered while 20 MB are read', async () => {
    const bytes = new TextEncoder().encode(`${'本报讯 县政协召开会议。\n\n'.repeat(550_000)}`);
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await readApart({ name, bytes }).catch(() => undefined);
    clearInterval(ticking);
    expect(longest).toBeLessThan(1_000);
  }, 150_000);

  const usual = { ...LIMITS, longestMs: 90_000 };
  const refusalOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  it.each([
    ['eats memory', usual, heavyPdf(2_000_000_000)],
    ['takes too long', { ...usual, cpuMs: 5_000 }, heavyPdf(1_000_000, 10_000)],
  ])(
    'is refused if it %s, and the next is read',
    async (_, limits, bytes) => {
      const read = openReader(limits);
      const first = refusalOf(read({ name: 'heavy.pdf', bytes }));
      const next = read({ name, bytes: sample });
      const refusal = await first;
      expect(refusal).toBeInstanceOf(SourceError);
      expect(refusal).toMatchObject({
        fault: 'heavy',
        message: expect.stringMatching(
          /^Cannot read heavy\.pdf: it takes (?:too long|more memory).*\.$/u,
        ),
      });
      expect(await next).toMatchObject({ issues: [{ issue: { date: '2025-01-09' } }] });
    },
    180_000,
  );

  it.runIf(process.platform === 'linux')('is refused for memory outside the heap too', async () => {
    const read = openReader({ ...usual, memoryMb: 20 });
    expect(await refusalOf(read({ name, bytes: sample }))).toMatchObject({ fault: 'heavy' });
  });

  it('is read by another reader once one keeps too much', async () => {
    const read = openReader({ ...usual, keptMb: 20 });
    const [one, other] = await Promise.all([
      read({ name, bytes: sample }),
      read({ name, bytes: sample }),
    ]);
    expect(one.issues[0]?.issue).toEqual(other.issues[0]?.issue);
  });

  it.skipIf(process.platform === 'win32')(
    'ends with all that its reader had started',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'gongbao-tesseract-'));
      const pidFile = join(folder, 'pid');
      const program = `#!/bin/sh\n[ "$1" = --list-langs ] && echo chi_sim && exit\necho $$ > ${pidFile}\nexec sleep 1000\n`;
      writeFileSync(join(folder, 'tesseract'), program, { mode: 0o755 });
      vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
      const scan = readFileSync(new URL('../fixtures/pdf/scanned.pdf', import.meta.url));
      const read = openReader({ ...usual, longestMs: 20_000 });
      expect(await refusalOf(read({ name: 'scan.pdf', bytes: scan }))).toMatchObject({
        fault: 'heavy',
      });
      const pid = Number(readFileSync(pidFile, 'utf8'));
      // An ended process is counted until its new parent has taken note of it.
      await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 10_000);
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    },
    60_000,
  );
});
