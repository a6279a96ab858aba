import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ACTIONS, type Carrier, ITEM_KINDS } from '../domain/index.ts';
import { ParseError } from '../parse/index.ts';
import { readIssues } from '../pipeline/read-issues.ts';
import { loadFile, SourceError } from '../source/index.ts';
import type { Found, Gold } from './score.ts';

/** One labelled text of a folder, and what was read from it. */
export type LabelledText = {
  readonly name: string;
  /** As what it was read; `null` if it could not be. */
  readonly carrier: Carrier | null;
  /** Where it is from, as its label says: `verbatim`, `constructed`, `reviewed`. */
  readonly provenance: string | null;
  readonly gold: Gold;
  readonly found: Found;
  /** What could not be read of it, a line each. */
  readonly problems: readonly string[];
};

/** A label that is none of the corpus's form, or a folder without any. */
export class LabelError extends Error {
  override name = 'LabelError' as const;
}

const act = z.object({
  person: z.string(),
  action: z.enum(ACTIONS),
  post: z.string(),
  organization: z.string(),
  date: z.string().nullable(),
});
const keyDate = z.object({ label: z.string(), date: z.string() });

const label = z.object({
  provenance: z.string().nullable().default(null),
  kind: z.string(),
  appointments: z.array(act),
  decisions: z.array(
    z.object({
      title: z.string(),
      body: z.string().nullable(),
      number: z.string().nullable(),
      adopted: z.string().nullable(),
    }),
  ),
  keyDates: z.array(keyDate),
  items: z
    .array(z.object({ kind: z.enum(ITEM_KINDS), title: z.string() }))
    .nullable()
    .default(null),
  partial: z.boolean().default(false),
  rejected: z.array(z.union([act, keyDate])).default([]),
});

const CARRIED = /\.(?:txt|md|html?|pdf|docx|xml|zip)$/iu;

/**
 * Reads every labelled text of a folder, by name: `NNN.json` beside the text. One that cannot be read
 * is one from which nothing was read.
 *
 * @throws LabelError if there is none, or a label is of another form.
 */
export async function readLabelled(dir: string): Promise<LabelledText[]> {
  const names = await readdir(dir).catch((): string[] => []);
  const texts: LabelledText[] = [];
  for (const name of names.filter((each) => CARRIED.test(each)).sort()) {
    const labelName = name.replace(/\.[^.]+$/u, '.json');
    if (!names.includes(labelName)) continue;
    const { provenance, ...gold } = await readLabel(join(dir, labelName));
    texts.push({ name, provenance, gold, ...(await readText(join(dir, name))) });
  }
  if (texts.length === 0)
    throw new LabelError(
      `There is no labelled text in ${dir}: NNN.json beside NNN.txt, .md, .html, .pdf or .docx.`,
    );
  return texts;
}

async function readLabel(path: string): Promise<z.infer<typeof label>> {
  try {
    return label.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    throw new LabelError(`${path} is no label file of the corpus's form.`, { cause: error });
  }
}

async function readText(
  path: string,
): Promise<Pick<LabelledText, 'carrier' | 'found' | 'problems'>> {
  try {
    const { issues, refused } = await readIssues(await loadFile(path));
    return {
      carrier: issues[0]?.document.raw.carrier ?? null,
      found: { items: issues.flatMap(({ issue }) => issue.items) },
      problems: refused.map(({ message }) => message),
    };
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
    return { carrier: null, found: null, problems: [error.message] };
  }
}
