/** Whom an issue concerns: 1,000,000 interests against its articles, and a loop over all of them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { cutAnchors, normalise } from '../src/domain/index.ts';
import { parseIssue } from '../src/parse/index.ts';
import { type Db, migrate, openDatabase, saveIssue } from '../src/store/index.ts';
import { type Chance, chanceOf } from '../tests/hardness/chance.ts';
import { anIngest } from '../tests/support/samples.ts';
import type { Matching } from './matching-process.ts';

const INTERESTS = Number(process.env['BENCH_INTERESTS'] ?? 1_000_000);
const A_CHAT_FOLLOWS = 4;
const POPULAR = 3_000;
const AT = '2025-01-09T00:00:00.000Z';
const SAMPLE = new URL('../samples/pingyang-2025-01-09.md', import.meta.url);

/** The number of the query that the nth interest is in. */
type Mix = { readonly name: string; readonly queries: number; readonly of: (n: number) => number };

const MIXES: readonly Mix[] = [
  {
    name: `nine in ten follow some of ${POPULAR} things, the rest something of their own`,
    queries: POPULAR + INTERESTS / 10,
    // Shifted after each round, so that none of them is left to those who follow something of their own.
    of: (n) => (n % 10 === 0 ? POPULAR + n / 10 : (n * 7919 + Math.floor(n / POPULAR)) % POPULAR),
  },
  { name: 'each follows something of its own', queries: INTERESTS, of: (n) => n },
];

export async function benchMatching(): Promise<void> {
  console.log(`Matching ${INTERESTS} interests with an issue: time, memory`);
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-matching-'));
  try {
    for (const [index, mix] of MIXES.entries()) {
      const path = join(folder, `${index}.db`);
      await prepare(path, mix);
      // Whoever runs first compiles the program, which a service does only when it starts for the first time.
      const loop = await run('loop', path);
      const ours = await run('grams', path);
      console.log(`  ${mix.name}:`);
      console.log(
        `    ${spent(ours)}, RSS ${Math.round(ours.rssMb)} MB (${Math.round(ours.rssBeforeMb)} of it before the first look), ` +
          `${ours.pairs} chats and articles (goal ≤ 1 s, ≤ 150 MB)`,
      );
      console.log(
        `    ${spent(loop)}  a loop over all of them, ${loop.pairs} found: ` +
          `this/ours ${(loop.seconds / ours.seconds).toFixed(1)} ` +
          `(processor time ${(loop.cpuSeconds / ours.cpuSeconds).toFixed(1)})`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function spent({ seconds, cpuSeconds }: Matching): string {
  return `${seconds.toFixed(2)} s, processor time ${cpuSeconds.toFixed(2)} s`;
}

async function prepare(path: string, mix: Mix): Promise<void> {
  const { db, close } = await openDatabase(`sqlite:${path}`);
  await migrate(db);
  const text = readFileSync(SAMPLE, 'utf8');
  const issue = parseIssue({ name: 'pingyang-2025-01-09.md', carrier: 'markdown', text });
  await saveIssue(db, anIngest({ text, items: issue.items }));
  const chats = Math.ceil(INTERESTS / A_CHAT_FOLLOWS);
  await sql`
    insert into chats (id, kind, language, state, created_at)
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${chats - 1})
    select 100000000 + i * 7, 'private', 'zh', 'active', ${AT} from n`.execute(db);
  await sql`pragma foreign_keys = off`.execute(db);
  await db.transaction().execute(async (tx) => {
    await fillQueries(tx, mix, text);
    for (let start = 0; start < INTERESTS; start += ROWS_AT_ONCE)
      await fillInterests(tx, mix, start);
  });
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await close();
}

const ROWS_AT_ONCE = 10_000;

/** Each found by the gram of it that is used the least, as the store chooses them. */
async function fillQueries(tx: Db, { queries }: Mix, printed: string): Promise<void> {
  const uses = new Map<string, number>();
  for (let start = 0; start < queries; start += ROWS_AT_ONCE) {
    const rows = [];
    for (let n = start; n < Math.min(start + ROWS_AT_ONCE, queries); n += 1) {
      const text = wordsOf(n, printed);
      const grams = cutAnchors(normalise(text));
      const [gram = ''] = grams.toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
      uses.set(gram, (uses.get(gram) ?? 0) + 1);
      rows.push([
        n + 1,
        JSON.stringify({ by: 'word', text, kinds: null, publication: null }),
        gram,
        text,
      ]);
    }
    const json = JSON.stringify(rows);
    await sql`insert into queries (id, definition, created_at)
      select value ->> 0, value ->> 1, ${AT} from json_each(${json})`.execute(tx);
    await sql`insert into query_anchors (gram, query_id, "by", text)
      select value ->> 2, value ->> 0, 'word', value ->> 3 from json_each(${json})`.execute(tx);
  }
}

async function fillInterests(tx: Db, { of }: Mix, start: number): Promise<void> {
  const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, INTERESTS - start) }, (_, index) => {
    const n = start + index;
    return [100_000_000 + Math.floor(n / A_CHAT_FOLLOWS) * 7, of(n) + 1];
  });
  await sql`insert into interests (chat_id, query_id, created_at)
    select value ->> 0, value ->> 1, ${AT} from json_each(${JSON.stringify(rows)})`.execute(tx);
}

const FAMILIES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹'];
const LETTERS = [
  ...'明芳伟娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂兰建国华文辉玲志海燕宇晨山水田园村路桥河新旧东西南北春夏秋冬花木金石城',
];
const PLACES = ['镇', '村', '街道', '小学', '中学', '医院', '公司', '工业区', '社区', '公园'];

/** What somebody follows: one in twenty stands in the issue; no two are the same. */
function wordsOf(n: number, printed: string): string {
  const chance = chanceOf(2025, n);
  // 52 letters to the power of four are enough for all numbers there are.
  const own = [0, 1, 2, 3].map((place) => LETTERS[Math.floor(n / 52 ** place) % 52]);
  if (n % 20 === 0) return `${cutFrom(printed, chance)} -${own.join('')}`;
  if (n % 2 === 0) return `${oneOf(FAMILIES, chance)}${own.join('')}`;
  return `${own.join('')}${oneOf(PLACES, chance)}`;
}

/** Two to four Chinese letters in a row. */
function cutFrom(printed: string, chance: Chance): string {
  for (;;) {
    const at = chance.upTo(printed.length);
    const word = printed.slice(at, at + 2 + chance.upTo(3));
    if (/^\p{Script=Han}{2,}$/u.test(word)) return word;
  }
}

function oneOf(list: readonly string[], chance: Chance): string {
  return list[chance.upTo(list.length)] ?? '';
}

async function run(way: string, path: string): Promise<Matching> {
  const program = fileURLToPath(new URL('matching-process.ts', import.meta.url));
  // As `npm start` starts the service.
  const started = ['--import', new URL('../bin/compile-cache.js', import.meta.url).href];
  const { stdout } = await promisify(execFile)(process.execPath, [...started, program, way, path]);
  return JSON.parse(stdout) as Matching;
}
