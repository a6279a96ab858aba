import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ACTIONS, ITEM_KINDS, type ParsedIssue } from '../domain/index.ts';
import { ParseError } from '../parse/index.ts';
import { readIssues } from '../pipeline/read-issues.ts';
import { loadFile, SourceError } from '../source/index.ts';
import {
  addScores,
  type Gold,
  LAYERS,
  ratesOf,
  type Score,
  scoreAction,
  scoreDocument,
} from './score.ts';

type Options = {
  readonly print: (line: string) => void;
  readonly fail: (line: string) => void;
};

type Read = { readonly gold: Gold; readonly found: ParsedIssue | null };

const nothing: Score = { wanted: 0, given: 0, hits: 0 };

const goldSchema = z.object({
  kind: z.string(),
  appointments: z.array(
    z.object({
      person: z.string(),
      action: z.enum(ACTIONS),
      post: z.string(),
      organization: z.string(),
      date: z.string().nullable(),
    }),
  ),
  decisions: z.array(
    z.object({
      title: z.string(),
      body: z.string().nullable(),
      number: z.string().nullable(),
      adopted: z.string().nullable(),
    }),
  ),
  keyDates: z.array(z.object({ label: z.string(), date: z.string() })),
  items: z
    .array(z.object({ kind: z.enum(ITEM_KINDS), title: z.string() }))
    .nullable()
    .default(null),
});

/** Scores the parser on a labelled folder. The exit code is 1 if there is no labelled text in it. */
export async function evalFolder(dir: string, { print, fail }: Options): Promise<0 | 1> {
  const pairs = await labelledFiles(dir);
  if (pairs.length === 0) {
    fail(`There is no labelled text in ${dir}: NNN.json beside NNN.txt or NNN.md.`);
    return 1;
  }
  const reads: Read[] = [];
  for (const { text, label } of pairs) {
    const gold = await readGold(label);
    if (!gold) {
      fail(`${label} is no label file of the corpus's form.`);
      return 1;
    }
    reads.push({ gold, found: await readIssue(text, print) });
  }
  for (const line of tableOf(reads)) print(line);
  return 0;
}

async function labelledFiles(dir: string): Promise<{ text: string; label: string }[]> {
  const names = await readdir(dir).catch((): string[] => []);
  return names
    .filter((name) => /\.(?:txt|md)$/u.test(name))
    .sort()
    .map((name) => ({ text: name, label: name.replace(/\.[^.]+$/u, '.json') }))
    .filter(({ label }) => names.includes(label))
    .map(({ text, label }) => ({ text: join(dir, text), label: join(dir, label) }));
}

async function readGold(path: string): Promise<Gold | undefined> {
  try {
    return goldSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A text that cannot be read scores as one from which nothing was read. */
async function readIssue(path: string, print: Options['print']): Promise<ParsedIssue | null> {
  try {
    return (await readIssues(await loadFile(path))).issues[0]?.issue ?? null;
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
    print(error.message);
    return null;
  }
}

function tableOf(reads: readonly Read[]): string[] {
  const byLayer = LAYERS.map((layer) => {
    const scores = reads.map(({ gold, found }) => scoreDocument(gold, found).get(layer) ?? nothing);
    return row(layer, scores);
  });
  const byAction = ACTIONS.map((action) =>
    row(
      `  ${action}`,
      reads.map(({ gold, found }) => scoreAction(gold, found, action)),
    ),
  );
  const [acts, ...others] = byLayer;
  const head = `${`${reads.length} texts`.padEnd(22)} precision  recall      F1   wanted  given`;
  return [head, acts ?? '', ...byAction, ...others];
}

function row(name: string, scores: readonly Score[]): string {
  const score = scores.reduce(addScores, nothing);
  const { precision, recall, f1 } = ratesOf(score);
  const rates = [precision, recall, f1].map((rate) => rate?.toFixed(3) ?? '–');
  const counts = [score.wanted, score.given].map((count) => String(count).padStart(7));
  return `${name.padEnd(22)} ${rates.map((rate) => rate.padStart(8)).join(' ')} ${counts.join('')}`;
}
