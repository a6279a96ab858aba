import { existsSync } from 'node:fs';
import {
  type Copied,
  claimWholeDatabase,
  copyDatabase,
  migrate,
  openDatabase,
  recoverAllClaims,
  StoreError,
  sqlitePath,
} from '../store/index.ts';
import type { Context } from './context.ts';
import { UsageError } from './problems.ts';
import { writeBar } from './progress-bar.ts';
import { count } from './report.ts';

export type Urls = { readonly from: string; readonly to: string };

function isDatabaseUrl(url: string): boolean {
  return /^(?:sqlite:.|postgres(?:ql)?:\/\/.)/u.test(url);
}

/** Undone the last first, whatever happens. */
type Closing = (() => unknown)[];

export async function copy(context: Context, { from, to }: Urls): Promise<void> {
  for (const url of [from, to])
    if (!isDatabaseUrl(url))
      throw new UsageError(`«${url.split(':')[0]}:…» is neither sqlite:PATH nor postgres://…`);
  if (from === to) throw new UsageError('--from and --to name the same database');
  const path = sqlitePath(from);
  if (path !== undefined && !existsSync(path)) throw new StoreError(`There is no file ${path}`);
  const closing: Closing = [];
  try {
    const source = await open(from, closing);
    const target = await open(to, closing);
    // Nobody has them in hand any more, as after a crash.
    const { unknownPolicy: policy } = context.config();
    await recoverAllClaims(source, { now: context.now(), policy });
    const copied = await copyDatabase(source, target, {
      onProgress: ({ step, table, done, total }) =>
        context.progress(`${STEPS[step]} ${writeBar(done, total)} ${table}`),
    });
    context.progress('');
    report(context, copied);
  } finally {
    for (let undo = closing.pop(); undo; undo = closing.pop()) await undo();
  }
}

const STEPS = { compare: 'comparing', copy: 'copying', index: 'indexing', verify: 'verifying' };

async function open(url: string, closing: Closing) {
  const claim = await claimWholeDatabase(url);
  closing.push(claim.release);
  const { db, close } = await openDatabase(url);
  closing.push(close);
  await migrate(db);
  return db;
}

function report(context: Context, copied: readonly Copied[]): void {
  for (const { table, rows, added, hash } of copied)
    if (rows > 0)
      context.print(
        `${table.padEnd(18)} ${String(rows).padStart(9)} ${rows === 1 ? 'row, ' : 'rows,'} ${added} new  ${hash.slice(0, 16)}`,
      );
  const [rows, added] = [sum(copied, 'rows'), sum(copied, 'added')];
  context.print(
    added === 0
      ? `both hold the same ${count(rows, 'row', 'rows')}; there was nothing to copy`
      : `${count(added, 'row', 'rows')} copied; both hold the same ${rows}`,
  );
  context.print('From now on start only one of them: what is owed to chats is owed in both.');
}

function sum(copied: readonly Copied[], what: 'rows' | 'added'): number {
  return copied.reduce((total, each) => total + each[what], 0);
}
