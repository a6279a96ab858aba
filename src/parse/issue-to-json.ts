import type { Item, ParsedIssue } from '../domain/index.ts';

/** One document as `parse --json` prints it. `publication` is the name used where the issue prints none. */
export function issueToJson(file: string, publication: string, issue: ParsedIssue): object {
  return {
    file,
    publication: issue.publication ?? publication,
    date: issue.date,
    number: issue.number,
    items: issue.items.map(itemToJson),
    unread: issue.unread,
  };
}

function itemToJson({ acts, keyDates, ...item }: Item): object {
  return { ...item, appointments: acts, keyDates };
}
