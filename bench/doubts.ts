/**
 * What the doubts of the parser are worth: for each, and for facts without any, how many facts had it
 * and how many of those were right. Its weights (`src/parse/confidence.ts`) are set from texts that
 * were new when this was run on them:
 *
 *   node bench/doubts.ts DIR…
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { judgeFacts } from '../src/cli/score.ts';
import { parseIssue } from '../src/parse/index.ts';

type Count = { facts: number; right: number; confidence: number };

const counts = new Map<string, Count>();

for (const folder of process.argv.slice(2)) {
  for (const file of readdirSync(folder).filter((name) => /\.(?:txt|md)$/u.test(name))) {
    const gold = JSON.parse(
      readFileSync(join(folder, `${basename(file).replace(/\.\w+$/u, '')}.json`), 'utf8'),
    );
    const carrier = file.endsWith('.md') ? 'markdown' : 'text';
    const text = readFileSync(join(folder, file), 'utf8');
    const found = parseIssue({ name: file, carrier, text });
    const facts = [
      ...found.items.flatMap(({ acts }) => acts),
      ...found.items.flatMap(({ keyDates }) => keyDates),
    ];
    for (const [index, { isRight, confidence }] of judgeFacts(gold, found).entries()) {
      const reasons = facts[index]?.reasons ?? [];
      for (const reason of ['all', reasons.length === 0 ? 'none' : 'any', ...reasons])
        count(reason, isRight, confidence);
    }
  }
}

function count(reason: string, isRight: boolean, confidence: number): void {
  const before = counts.get(reason) ?? { facts: 0, right: 0, confidence: 0 };
  counts.set(reason, {
    facts: before.facts + 1,
    right: before.right + (isRight ? 1 : 0),
    confidence: before.confidence + confidence,
  });
}

process.stdout.write('doubt                        facts   right   share   mean confidence\n');
for (const [reason, { facts, right, confidence }] of [...counts].toSorted(
  ([, one], [, other]) => other.facts - one.facts,
)) {
  const columns = [
    String(facts).padStart(5),
    String(right).padStart(7),
    (right / facts).toFixed(3).padStart(7),
    (confidence / facts).toFixed(3).padStart(8),
  ];
  process.stdout.write(`${reason.padEnd(28)} ${columns.join(' ')}\n`);
}
