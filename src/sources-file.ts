import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type Config, ConfigError } from './config.ts';
import { isCron, isTimezone } from './match/index.ts';
import { SOURCE_KINDS, type Source } from './pipeline/source.ts';

/** When a source is looked at that says no `cron`: e-papers appear in the morning. */
const CRONS: Readonly<Record<Source['kind'], string>> = {
  epaper: '*/20 4-12 * * *',
  feed: '*/15 * * * *',
  page: '0 * * * *',
  folder: '* * * * *',
};

/** The sources the operator named in `SOURCES_FILE`; none without one. @throws ConfigError */
export async function loadSources({ sourcesFile, timezone }: Config): Promise<Source[]> {
  if (sourcesFile === null) return [];
  const text = await readFile(sourcesFile, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = REASONS[code] ?? `cannot be read (${code})`;
    throw new ConfigError([`SOURCES_FILE names ${sourcesFile}, which ${reason}`]);
  });
  return readSources(text, { file: sourcesFile, timezone });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder, and not a file',
};

/** Reads every entry before complaining, so that an operator mends them all at once. @throws ConfigError */
export function readSources(
  text: string,
  { file, timezone }: { readonly file: string; readonly timezone: string },
): Source[] {
  const document = parseDocument(text, { prettyErrors: true });
  const [wrong] = document.errors;
  if (wrong) throw new ConfigError([`${file} is not YAML: ${wrong.message.split('\n')[0]}`]);
  const entries = listIn(toPlain(document));
  if (!entries)
    throw new ConfigError([`${file} is not a list of sources: - name: …, kind: …, url: …`]);
  const read = entries.map((entry, index) => readEntry(entry, index, timezone));
  const problems = [...read.flatMap((entry) => entry.problems), ...namesakes(entries)];
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `${file}: ${problem}`));
  return read.flatMap(({ source }) => source ?? []);
}

/** Aliases that multiply without end are refused by the library. */
function toPlain(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

/** An empty file is an empty list: everything in it may be commented out. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  const { sources, ...rest } = isRecord(value) ? value : { sources: undefined };
  if (Object.keys(rest).length > 0) return undefined;
  return sources === null ? [] : Array.isArray(sources) ? sources : undefined;
}

type Entry = { readonly source: Source | null; readonly problems: readonly string[] };

function readEntry(entry: unknown, index: number, timezone: string): Entry {
  const called = `source ${index + 1}${nameOf(entry) === null ? '' : ` (${nameOf(entry)})`}`;
  if (!isRecord(entry))
    return { source: null, problems: [`${called} is no entry: name: …, kind: …, url: …`] };
  const read = EntryForm.safeParse(entry);
  const problems = [...(read.error?.issues.flatMap(describe) ?? []), ...contradictions(entry)];
  if (!read.success || problems.length > 0)
    return { source: null, problems: problems.map((problem) => `${called} ${problem}`) };
  const { address, url, path, publication, cron, timezone: zone, ...rest } = read.data;
  return {
    source: {
      ...rest,
      address: address ?? url ?? path ?? '',
      publication: publication ?? null,
      cron: cron ?? CRONS[rest.kind],
      timezone: zone ?? timezone,
    },
    problems: [],
  };
}

const text = z.string('is not a text').trim().min(1, 'is empty');

const EntryForm = z.strictObject({
  name: z.string('is missing or not a text').trim().min(1, 'is empty').max(64, 'is too long'),
  kind: z.enum(SOURCE_KINDS, `is none of ${SOURCE_KINDS.join(', ')}`),
  address: text.optional(),
  url: text.optional(),
  path: text.optional(),
  publication: text.max(64, 'is longer than 64 characters').optional(),
  cron: text
    .refine(isCron, 'is not a cron expression of five fields, such as */20 4-12 * * *')
    .optional(),
  timezone: text.refine(isTimezone, 'is not a time zone, such as Asia/Shanghai').optional(),
});

const KEYS = Object.keys(EntryForm.shape);
const PLACES = ['address', 'url', 'path'] as const;

/** What several keys say together; checked on its own, so that one wrong key hides no other. */
function contradictions(entry: Readonly<Record<string, unknown>>): string[] {
  const given = PLACES.filter((key) => entry[key] !== undefined);
  const isFolder = entry['kind'] === 'folder';
  if (given.length === 0) return [isFolder ? 'path is missing' : 'url is missing'];
  if (given.length > 1) return [`has ${given.join(' and ')}: one of them`];
  const [key = 'url'] = given;
  const place = entry[key];
  if (typeof place !== 'string' || isFolder) return [];
  const url = URL.canParse(place) ? new URL(place) : null;
  if (!url || !/^https?:$/u.test(url.protocol)) return [`${key} is not an http(s) address`];
  // It would be refused at every visit.
  const isSecret = url.username !== '' || url.password !== '';
  return isSecret ? [`${key} carries a user name or a password, which is not supported`] : [];
}

function namesakes(entries: readonly unknown[]): string[] {
  const names = entries.map(nameOf);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return name === null || first === index
      ? []
      : [`source ${index + 1} (${name}) has the name of source ${first + 1}`];
  });
}

function describe(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `has the unknown key «${key}»: is it ${nearest(key)}?`);
  return [`${issue.path.join('.')} ${issue.message}`];
}

function nearest(key: string): string {
  const [best = 'name'] = KEYS.toSorted((a, b) => distance(key, a) - distance(key, b));
  return best;
}

/** How many letters are to be put in, left out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one.toLowerCase()].slice(0, 40).entries()) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to += 1)
      next.push(
        Math.min(
          (next[to] ?? 0) + 1,
          (row[to + 1] ?? 0) + 1,
          (row[to] ?? 0) + (letter === other[to] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

function nameOf(entry: unknown): string | null {
  const name = isRecord(entry) ? entry['name'] : undefined;
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
