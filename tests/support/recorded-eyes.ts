import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const TABLE = resolve('tests/fixtures/pdf/scanned.tsv.gz');

/** What tesseract 5 gave for `scanned.pdf`, without the half minute it takes; and one letter more misread. */
export async function lookThroughRecordedEyes(letter: string, misread: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'eyes-'));
  const before = process.env['PATH'];
  onTestFinished(async () => {
    process.env['PATH'] = before;
    await rm(folder, { recursive: true });
  });
  const program = join(folder, 'tesseract');
  await writeFile(
    program,
    `#!/bin/sh
if [ "$1" = --list-langs ]; then echo chi_sim; exit; fi
cat > /dev/null
gunzip -c '${TABLE}' | sed 's/${letter}/${misread}/'
`,
  );
  await chmod(program, 0o755);
  process.env['PATH'] = `${folder}:${before}`;
}
