/** Reading, measured: how fast texts are parsed and carriers read, and ten years of a daily paper. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseIssue } from '../src/parse/index.ts';
import { type Readable, readIssues } from '../src/pipeline/read-issues.ts';
import { archiveCounts, type Db, openDatabase } from '../src/store/index.ts';
import { withHeadingStyles } from '../tests/support/docx.ts';
import { articlesOf, rssOf } from '../tests/support/feeds.ts';
import { anIssueOf } from './a-daily-paper.ts';
import { ISSUES, keepIssue, MB, SAMPLE, tenYears } from './archive.ts';

const FIXTURES = join(import.meta.dirname, '../tests/fixtures');
const AGAIN = 100;
const MOST_IN_ONE = 100;
const ROUNDS = 12;

export async function benchReading(): Promise<void> {
  // First, while the process holds nothing else.
  console.log(`A daily paper of ${ISSUES} issues, each read and kept in a SQLite file`);
  await keepTenYears();
  console.log('Parsing, best of rounds, by processor time');
  await parsing();
  console.log('Reading by carrier, best of rounds, by processor time');
  await carriers();
}

async function parsing(): Promise<void> {
  const issues = Array.from({ length: MOST_IN_ONE }, (_, index) => anIssueOf(SAMPLE, index).text);
  // Each round reads them all, in more texts or fewer: the best of shorter rounds would be those into
  // which no collecting of garbage fell, and one text of all would seem slow beside them.
  const sizes = [1, 10, MOST_IN_ONE].map((count) => ({
    count,
    texts: Array.from({ length: MOST_IN_ONE / count }, (_, at) =>
      issues.slice(at * count, (at + 1) * count).join('\n'),
    ),
  }));
  const best = sizes.map(() => Number.POSITIVE_INFINITY);
  // In turn: what else the machine does falls on all of them.
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, { texts }] of sizes.entries())
      best[at] = Math.min(best[at] ?? 0, await bestMs(1, () => texts.map(parseOne)));
  const speeds = sizes.map(
    ({ texts }, at) => Buffer.byteLength(texts.join('\n')) / MB / ((best[at] ?? 0) / 1000),
  );
  for (const [at, { count }] of sizes.entries())
    console.log(
      `  ${(speeds[at] ?? 0).toFixed(1).padStart(6)} MB/s  ${count} ${count === 1 ? 'issue' : 'issues in one text'}`,
    );
  const [one = 0, , hundred = 0] = speeds;
  console.log(
    `  from 1 to 100 issues, time for each grew ${(one / hundred).toFixed(2)} times (linear: 1); goal ≥ 5 MB/s`,
  );
}

const parseOne = (text: string) => parseIssue({ name: 'bench.md', carrier: 'markdown', text });

async function carriers(): Promise<void> {
  const bytesOf = (path: string) => new Uint8Array(readFileSync(join(FIXTURES, path)));
  const pdf = (name: string): Readable => ({ name, bytes: bytesOf(`pdf/${name}`) });
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const inputs: readonly (readonly [string, Readable])[] = [
    ['issues in markdown', { name: 'bench.md', bytes: utf8(SAMPLE) }],
    ['issues in Word', { name: 'bench.docx', bytes: withHeadingStyles(SAMPLE) }],
    ['issues in a feed', { name: 'feed', bytes: utf8(rssOf(articlesOf(SAMPLE), '2025-01-09')) }],
    ['web pages of an e-paper (GB18030)', { pages: pagesOf('founder-gb18030') }],
    ['web pages of an e-paper (UTF-8)', { pages: pagesOf('layout-utf8') }],
    ['PDF pages of two columns', pdf('two-column.pdf')],
    ['PDF pages of a broadsheet', pdf('broadsheet.pdf')],
  ];
  for (const [name, input] of inputs) {
    const parts = await partsOf(name, input);
    const ms = await bestMs(8, () => readIssues(input));
    console.log(`  ${((parts * 1000) / ms).toFixed(1).padStart(6)}/s  ${name}`);
  }
}

async function partsOf(name: string, input: Readable): Promise<number> {
  if ('pages' in input) return input.pages.length;
  if (!name.startsWith('PDF')) return 1;
  // Plain enough to be counted without being opened: these fixtures name every page in clear.
  return (
    Buffer.from(input.bytes)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/gu)?.length ?? 1
  );
}

function pagesOf(site: string) {
  const dir = join(FIXTURES, 'epaper', site);
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((path) => /\.html?$/u.test(path))
    .sort()
    .map((path) => ({ address: path, bytes: new Uint8Array(readFileSync(join(dir, path))) }));
}

async function keepTenYears(): Promise<void> {
  const { folder, path, rates, memory } = await tenYears();
  const size = readdirSync(folder).reduce(
    (sum, file) => sum + statSync(join(folder, file)).size,
    0,
  );
  const { db, close } = await openDatabase(`sqlite:${path}`);
  const { items } = await archiveCounts(db);
  const [warm = 0, ...later] = memory;
  console.log(`  ${rates.map((rate) => rate.toFixed(0)).join(', ')} issues/s, by tenths`);
  console.log(
    `  memory after a tenth ${warm.toFixed(0)} MB, at most ${(Math.max(0, ...later) - warm).toFixed(0)} MB more until the end`,
  );
  console.log(
    `  ${items} items in ${(size / MB).toFixed(0)} MB: ${(size / items / 1024).toFixed(1)} KB for each, its document among it`,
  );
  await readAgain(db);
  await close();
}

async function readAgain(db: Db): Promise<void> {
  const started = performance.now();
  const count = Math.min(AGAIN, ISSUES);
  for (let turn = 0; turn < count; turn += 1) {
    const { added, revised } = await keepIssue(db, Math.floor((turn * ISSUES) / count));
    if (added + revised > 0) throw new Error('An issue read again is not all known');
  }
  const ms = (performance.now() - started) / count;
  console.log(`  ${count} of them read again: nothing new, ${ms.toFixed(1)} ms each`);
}

/** The fastest of some rounds: what is slower is what else the machine did. */
async function bestMs(rounds: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
