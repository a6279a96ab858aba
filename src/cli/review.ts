import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fact } from '../domain/index.ts';
import { type Db, type ReviewedItem, reviewedItems } from '../store/index.ts';
import { type Context, withStore } from './context.ts';
import { UsageError } from './problems.ts';
import { count } from './report.ts';
import type { GoldAct, GoldFact, GoldKeyDate } from './score.ts';

export function exportReviews(context: Context, dir: string): Promise<void> {
  return withStore(context, async (db) => {
    const written = await writeReviews(db, dir, context.progress);
    context.progress('');
    context.print(`${count(written, 'article', 'articles')} written to ${dir}`);
  });
}

/** Returns how many articles were written. */
async function writeReviews(
  db: Db,
  dir: string,
  progress: (line: string) => void,
): Promise<number> {
  const { makeFolder } = await import('../source/index.ts');
  await makeFolder(dir);
  if ((await readdir(dir)).length > 0)
    throw new UsageError(`${dir} is not empty; name a new folder`);
  let written = 0;
  for await (const item of reviewedItems(db)) {
    written += 1;
    const path = join(dir, nameOf(item, written));
    await writeFile(`${path}.txt`, `${item.text}\n`);
    await writeFile(`${path}.json`, `${JSON.stringify(labelOf(item), null, 1)}\n`);
    progress(`${written} articles `);
  }
  return written;
}

/** The day of the issue is in the name: the reader takes it from there, as from any issue's name. */
function nameOf({ issueDate }: ReviewedItem, number: number): string {
  return `${String(number).padStart(3, '0')}-${issueDate}`;
}

/** In the form of the corpus. Of the other facts of the article nothing is known. */
function labelOf({ publication, issueDate, document, kind, facts }: ReviewedItem) {
  const right = facts.flatMap(({ now }) => (now ? [toLabel(now)] : []));
  const rejected = facts.filter(({ verdict }) => verdict !== 'right');
  return {
    source: `${publication} ${issueDate}, ${document}`,
    provenance: 'reviewed',
    partial: true,
    kind,
    appointments: right.filter((fact): fact is GoldAct => 'person' in fact),
    decisions: [],
    keyDates: right.filter((fact): fact is GoldKeyDate => 'label' in fact),
    rejected: rejected.map(({ read }) => toLabel(read)),
  };
}

function toLabel(fact: Fact): GoldFact {
  switch (fact.kind) {
    case 'act':
      return fact.act;
    case 'key-date':
      return fact.keyDate;
  }
}
