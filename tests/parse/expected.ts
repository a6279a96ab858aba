import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Gold } from '../../src/cli/score.ts';
import type { ParsedIssue } from '../../src/domain/index.ts';
import { parseIssue } from '../../src/parse/index.ts';

export const FIXTURES = join(import.meta.dirname, '../fixtures');
export const SAMPLE = readFileSync(
  join(FIXTURES, 'pingyang-2025-01-09/pingyang-2025-01-09.md'),
  'utf8',
);

export type Labelled = { readonly name: string; readonly text: string; readonly gold: Gold };

/** The texts of a folder with their labels, by name. */
export function labelledTexts(folder: string): Labelled[] {
  const dir = join(FIXTURES, folder);
  return readdirSync(dir)
    .filter((file) => !file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file,
      text: readFileSync(join(dir, file), 'utf8'),
      gold: {
        items: null,
        ...JSON.parse(
          readFileSync(join(dir, `${basename(file).replace(/\.\w+$/u, '')}.json`), 'utf8'),
        ),
      },
    }));
}

export function parseText(name: string, text: string): ParsedIssue {
  return parseIssue({ name, carrier: name.endsWith('.md') ? 'markdown' : 'text', text });
}

/** What an issue says, without where it stands: equal for other line breaks and spaces. */
export function saidBy(issue: ParsedIssue): unknown {
  return {
    date: issue.date,
    items: issue.items.map(({ span: _, confidence: __, body, acts, keyDates, ...item }) => ({
      ...item,
      body: body.replace(/\s/gu, ''),
      acts: acts.map(({ person, action, post, organization, date }) => [
        person,
        action,
        post,
        organization,
        date,
      ]),
      keyDates: keyDates.map(({ label, date }) => [label, date]),
    })),
  };
}
