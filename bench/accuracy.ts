/**
 * Writes `docs/accuracy.md` from the labelled texts in the repository: `npm run accuracy`. With
 * `--check` it writes nothing, and fails if the page is not what these texts give now.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { accuracyPage, type MeasuredFolder } from '../src/cli/accuracy.ts';
import { LabelError, readLabelled } from '../src/cli/labels.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/accuracy.md');

async function folder(path: string, about: string): Promise<MeasuredFolder> {
  try {
    return { path, about, texts: await readLabelled(join(root, path)) };
  } catch (error) {
    // A folder that is not there yet; a label that is broken must not pass for one.
    if (error instanceof LabelError && error.cause === undefined) return { path, about, texts: [] };
    throw error;
  }
}

const written = `${accuracyPage({
  development: [
    await folder(
      'tests/fixtures/corpus',
      'the labelled texts the parser was first written with, the sample issue among them',
    ),
    await folder(
      'tests/fixtures/constructed',
      'texts written for the project in the form of published ones, and learned from',
    ),
  ],
  test: [
    await folder(
      'tests/fixtures/held-out',
      'texts labelled by somebody who does not know the patterns; nobody who writes patterns reads them',
    ),
  ],
})}\n`;

if (!process.argv.includes('--check')) writeFileSync(page, written);
else if (readIfThere(page) !== written) {
  console.error(`${relative(root, page)} is out of date: npm run accuracy writes it.`);
  process.exitCode = 1;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
