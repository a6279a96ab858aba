import type { LineMark, LineRole, RawIssue } from '../../domain/index.ts';
import { findColumn, type Line, widthsOf } from './column.ts';
import { flowOf, trimFlow } from './flow.ts';
import { areHeadlines } from './headlines.ts';
import { lean } from './lean.ts';
import { hasLetter, lettersOf } from './letters.ts';
import { mendLetters } from './mend-letters.ts';
import { mendBrackets, mendLines } from './mend-lines.ts';
import { dropChrome } from './page-chrome.ts';
import { dropPageMarks } from './page-marks.ts';
import { type Row, rowOf } from './rows.ts';

/** The rows of an issue, without the words under its pictures. */
export function readRows({ text, marks }: Pick<RawIssue, 'text' | 'marks'>): Row[] {
  const lines = mendLetters(readLines(text, marks ?? []).filter(({ role }) => role !== 'caption'));
  if (marks) return mendBrackets(mendLines(lines, undefined));
  const printed = closeLines(dropPageMarks(dropChrome(lines)));
  // Of headlines none goes on with the next, however alike their lengths are.
  if (areHeadlines(printed)) return [...printed];
  return mendBrackets(mendLines(printed, findColumn(printed)));
}

/** Printed with a blank line after each line, blank lines part nothing. */
function closeLines(lines: readonly Line[]): readonly Line[] {
  if (lines.length < 6 || lines.filter((line) => line.isApart).length < lines.length * 0.8)
    return lines;
  const closed = lines.map((line) => ({ ...line, isApart: false }));
  const column = findColumn(closed);
  const cut = Math.max(column?.cut ?? 0, countOfBroken(closed));
  return cut >= 3 && cut >= lines.length * 0.2 ? closed : lines;
}

// …局局长，任命关|羽为…, …职务，免去|张飞的…, 审判委员会委|员: breaks off, and not behind an office
const BREAKS_OFF = lean(/(?![职长任记席员])\p{Script=Han}$/u);
const IN_SENTENCE = lettersOf('，；、');
const GOES_ON = lean(/^(?!任命|免去|决定|会议)\p{Script=Han}.*[，；。]/u);

/** However uneven a scan's lines are, so many that break off in the middle of a sentence are no paragraphs. */
function countOfBroken(lines: readonly Line[]): number {
  return lines.filter(
    ({ tight }, at) =>
      hasLetter(tight, IN_SENTENCE) &&
      BREAKS_OFF.test(tight.slice(-2)) &&
      GOES_ON.test(lines[at + 1]?.tight ?? ''),
  ).length;
}

function readLines(issueText: string, marks: readonly LineMark[]): Line[] {
  const lines: Line[] = [];
  const roleAt = roleReader(marks);
  let isApart = true;
  let start = 0;
  for (const printed of issueText.split('\n')) {
    const end = start + printed.length;
    const line = readLine(issueText, start, end, isApart);
    isApart = line === undefined;
    if (line) lines.push({ ...line, role: roleAt(line) });
    start = end + 1;
  }
  return lines;
}

/** Lines and marks both stand in order, so each mark is passed once. */
function roleReader(
  marks: readonly LineMark[],
): (line: Pick<Row, 'start' | 'end'>) => LineRole | null {
  let next = 0;
  return ({ start, end }) => {
    while ((marks[next]?.span[1] ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const mark = marks[next];
    return mark && mark.span[0] < end ? mark.role : null;
  };
}

/** `## `, `> `, `- `, `●`, `①`: what stands before the words of a line and is none of them. */
const MARK = lean(
  /^\u200b*(?<indent>[\s\u200b]{0,400})(?:>\s{0,9})*(?:(?<heading>#{1,6})(?=\s)|(?<bullet>(?:[-*+]\s|[•●○◆◇■□▲△▪◦‣➢➤►▶√✓★☆※①-⒛])\s{0,9}(?=[\p{Script=Han}（(《“])))?/u,
);
/** Most lines begin with a word, and with no mark. */
const startsWithWord = (line: string): boolean => line >= '\u4e00' && line < '\ua000';
/** ——— and =====: a rule, and no line of words. */
const RULE = /^[-=_*~─━—–+|:.\s]{3,}$/u;

function readLine(
  issueText: string,
  start: number,
  end: number,
  isApart: boolean,
): Line | undefined {
  if (start === end) return undefined;
  const printed = issueText.slice(start, end);
  const mark = startsWithWord(printed) ? null : MARK.exec(printed);
  const { indent = '', heading, bullet } = mark?.groups ?? {};
  const from = start + (mark?.[0].length ?? 0);
  const flow = trimFlow(flowOf(issueText, from, end));
  if (flow.text === '' || (mark && RULE.test(flow.text))) return undefined;
  return {
    ...rowOf(flow),
    level: heading?.length ?? 0,
    role: null,
    isApart,
    hasBullet: bullet !== undefined,
    indent: indent.includes('\t') ? 2 : widthsOf(indent).ems,
    ...widthsOf(`${indent}${flow.text}`),
  };
}
