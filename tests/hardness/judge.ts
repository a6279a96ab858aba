import type { Item, ParsedIssue, Span } from '../../src/domain/index.ts';
import { ParseError } from '../../src/parse/index.ts';
import { type Readable, readIssues } from '../../src/pipeline/read-issues.ts';
import { SourceError } from '../../src/source/index.ts';

/** What came of reading, and what is wrong with that, if anything is. */
export type Verdict = { readonly outcome: string; readonly faults: readonly string[] };

/** Anything may be read or refused; whatever comes of it must be what every reader relies on. */
export async function readAndJudge(readable: Readable): Promise<Verdict> {
  try {
    const { issues, refused } = await readIssues(readable);
    const faults = [
      ...issues.flatMap(({ document, issue }) => faultsOf(document.raw.text, issue)),
      ...refused.flatMap(({ message }) => faultsOfMessage(message)),
    ];
    if (issues.length === 0) faults.push('neither an issue nor an error');
    return { outcome: refused.length > 0 ? 'read in part' : 'read', faults };
  } catch (error) {
    if (error instanceof SourceError || error instanceof ParseError)
      return { outcome: `${error.name} ${error.fault}`, faults: faultsOfMessage(error.message) };
    return {
      outcome: 'failed',
      faults: [error instanceof Error ? String(error.stack) : String(error)],
    };
  }
}

function faultsOfMessage(message: string): string[] {
  const faults: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u2028\u2029]/u.test(message))
    faults.push(`a message of two lines: ${JSON.stringify(message)}`);
  if (message.length > 500) faults.push(`a message of ${message.length} characters`);
  return faults;
}

function faultsOf(text: string, issue: ParsedIssue): string[] {
  const faults: string[] = [];
  let before: Span = [-1, 0];
  for (const item of issue.items) {
    if (!isIn(item.span, [0, text.length]))
      faults.push(`an item at ${item.span} of ${text.length}`);
    // What goes on on page 2 (下转第2版) spans what stands between.
    const isJoined = /[转接]/u.test(text.slice(...before));
    if (item.span[0] <= before[0] || (item.span[0] < before[1] && !isJoined))
      faults.push(`an item at ${item.span}, and the one before it at ${before}`);
    before = item.span;
    faults.push(...faultsOfItem(text, item));
  }
  for (const { span } of issue.unread)
    if (!isIn(span, [0, text.length])) faults.push(`an unread part at ${span} of ${text.length}`);
  return faults;
}

function faultsOfItem(text: string, item: Item): string[] {
  const faults: string[] = [];
  for (const { span, confidence } of [...item.acts, ...item.keyDates]) {
    if (!isIn(span, item.span)) faults.push(`a fact at ${span} of an item at ${item.span}`);
    if (!(confidence >= 0 && confidence <= 1)) faults.push(`a confidence of ${confidence}`);
  }
  const article = text.slice(...item.span);
  // What stands in parentheses is no part of a name, wherever a mutation put them.
  const printed = [article, article.replace(/[（(][^（）()]*[）)]/gu, '')].map(bare);
  // 接受其辞去…职务 says 其 of somebody named before: the name stands in the article at least.
  for (const { person, span } of item.acts)
    if (!printed.some((words) => words.includes(bare(person))))
      faults.push(
        `${JSON.stringify(person)} is not in the article of ${JSON.stringify(text.slice(...span))}`,
      );
  if (item.title === '' && item.body === '') faults.push('an item that says nothing');
  return faults;
}

function isIn([start, end]: Span, [first, last]: Span): boolean {
  return start >= first && start < end && end <= last;
}

// 司徒<div>文: a mark-up's name is no part of a person's
const TAG = /<\/?[a-z][^<>\p{Script=Han}]{0,300}>/giu;

/**
 * Names are printed padded (李　明), across two lines, with any of the middle dots, radicals for letters, and
 * letters by their number (王&#20043;涣).
 */
function bare(text: string): string {
  return text
    .replace(/&#([0-9]{2,6});/gu, (_, code) =>
      String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
    .replace(TAG, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
