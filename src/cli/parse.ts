import type { Item, ParsedIssue } from '../domain/index.ts';
import { issueToJson, ParseError } from '../parse/index.ts';
import { readApart } from '../pipeline/read-apart.ts';
import { loadFile, SourceError } from '../source/index.ts';

type Options = {
  readonly json: boolean;
  /** The name used where an issue prints none. */
  readonly publication: string;
  readonly print: (line: string) => void;
  readonly fail: (line: string) => void;
};

/** Reads issues without keeping them. The exit code is 1 if one of them could not be read. */
export async function parseFiles(paths: readonly string[], options: Options): Promise<0 | 1> {
  let code: 0 | 1 = 0;
  for (const path of paths) {
    try {
      const { issues, refused } = await readApart(await loadFile(path));
      for (const { issue } of issues) printIssue(path, issue, options);
      for (const { message } of refused) options.fail(message);
      if (refused.length > 0) code = 1;
    } catch (error) {
      if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
      options.fail(error.message);
      code = 1;
    }
  }
  return code;
}

function printIssue(path: string, issue: ParsedIssue, { json, publication, print }: Options): void {
  if (json) print(JSON.stringify(issueToJson(path, publication, issue)));
  else for (const line of describe(path, issue, publication)) print(line);
}

function describe(path: string, issue: ParsedIssue, publication: string): string[] {
  const name = issue.publication ?? publication;
  return [
    `${path}: ${name} ${issue.date ?? 'without a date'}, ${issue.items.length} items`,
    ...issue.items.flatMap(describeItem),
    ...issue.unread.map(({ span, reason }) => `  unread ${span.join('–')}: ${reason}`),
  ];
}

function describeItem(item: Item): string[] {
  const notes = [item.issuer, item.number, item.adoptedOn].filter((note) => note !== null);
  return [
    `  ${item.kind.padEnd(11)} ${item.title}${notes.length > 0 ? ` [${notes.join(' · ')}]` : ''}`,
    ...item.acts.map(
      (act) =>
        `    ${act.action}: ${act.person}, ${act.organization} ${act.post}, ${act.date ?? 'no date'}` +
        ` (${act.confidence.toFixed(2)})`,
    ),
    ...item.keyDates.map(({ label, date }) => `    ${label}: ${date}`),
  ];
}
