import type { LineMark, LineRole, RawIssue } from '../domain/index.ts';
import { type Column, findColumn, type Widths, widthsOf } from './column.ts';
import { type Flow, flowOf, joinFlows, trimFlow } from './flow.ts';
import { evenWidths } from './widths.ts';

/** One printed line, or several that the width of a column had broken. */
export type Row = {
  readonly flow: Flow;
  /** The words, without white space around them. */
  readonly text: string;
  /** With Chinese marks and without any white space: padded words (`主　任`) are recognised in this. */
  readonly tight: string;
  /** Of a markdown heading, 1 to 6; else 0. */
  readonly level: number;
  /** What its carrier says it is; `null` where only its words tell. */
  readonly role: LineRole | null;
  /** Blank lines stand before it. */
  readonly isApart: boolean;
  readonly isIndented: boolean;
  /** In the issue's text. */
  readonly start: number;
  readonly end: number;
};

/** A row's line as printed, with its length for telling whether it fills its column. */
type Line = Row & Widths;

/** The rows of an issue, without the words under its pictures. */
export function readRows({ text, marks }: Pick<RawIssue, 'text' | 'marks'>): Row[] {
  const lines = readLines(text, marks ?? []).filter(({ role }) => role !== 'caption');
  return mendBrackets(mendLines(lines, marks ? undefined : findColumn(lines)));
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
const MARK =
  /^[\s\u200b]{0,400}(?:>\s{0,9})*(?:(?<heading>#{1,6})(?=\s)|(?<bullet>[-*+]\s|[•●○◆◇■□▲△▪◦‣➢➤►▶√✓★☆※①-⒛]\s{0,9}(?=[\p{Script=Han}（(《“])))?/u;
const INDENT = /^\u200b*(?:\u3000{2}|\u00a0{2}| {4}|\t)/u;
/** ——— and =====: a rule, and no line of words. */
const RULE = /^[-=_*~─━—–+|:.\s]{3,}$/u;

function readLine(
  issueText: string,
  start: number,
  end: number,
  isApart: boolean,
): Line | undefined {
  const printed = issueText.slice(start, end);
  const mark = MARK.exec(printed);
  const from = start + (mark?.[0].length ?? 0);
  const flow = trimFlow(flowOf(issueText, from, end));
  if (flow.text === '' || RULE.test(flow.text)) return undefined;
  return {
    ...rowOf(flow),
    level: mark?.groups?.['heading']?.length ?? 0,
    role: null,
    isApart,
    isIndented: mark?.groups?.['bullet'] !== undefined || INDENT.test(printed),
    ...widthsOf(`${/^\u200b*(\s*)/u.exec(printed)?.[1]}${flow.text}`),
  };
}

function rowOf(flow: Flow): Pick<Row, 'flow' | 'text' | 'tight' | 'start' | 'end'> {
  return {
    flow,
    text: flow.text,
    tight: evenWidths(flow.text).replace(/\s/gu, ''),
    start: flow.at[0] ?? 0,
    end: (flow.at.at(-1) ?? 0) + 1,
  };
}

/** The row with fewer of its words. */
export function withFlow(row: Row, flow: Flow): Row {
  return { ...row, ...rowOf(trimFlow(flow)) };
}

function mendLines(lines: readonly Line[], column: Column | undefined): Row[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const isOpen = group !== undefined && isOpenPassedBy(group, line);
    if (group && previous && (isOpen || goesOn(previous, line, column))) group.push(line);
    else groups.push([line]);
  }
  return groups.map(joinRows);
}

function goesOn(line: Line, next: Line, column: Column | undefined): boolean {
  if (next.level === 0 && isOpenBracket(line, next) && isPassedBy(line.tight + next.tight))
    return true;
  if (next.isApart || next.isIndented || next.level > 0 || OPENS.test(next.tight)) return false;
  // Its carrier knows that it is a line of its own.
  if (line.role !== null || next.role !== null) return false;
  // Nothing ends with these, a headline neither, however wide the column is.
  if (/^[，。；：、）》”]/u.test(next.tight)) return true;
  if (/[、，]$/u.test(line.text) || isBrokenDate(line, next) || isOpenBracket(line, next))
    return true;
  if (isBrokenTitle(line, next)) return true;
  if (!column) return false;
  if (column.widthOf(line) < column.width - column.slack) return false;
  return column.isSpaced || !/[。！？；：]$/u.test(line.text);
}

/** （2023年3月28日…通过，自2023年6月1日起|施行） */
function isOpenBracket(line: Line, next: Line): boolean {
  const open = Math.max(line.tight.lastIndexOf('（'), line.tight.lastIndexOf('《'));
  const close = Math.max(line.tight.lastIndexOf('）'), line.tight.lastIndexOf('》'));
  return open > close && line.tight.length > 15 && /^[^（《]{0,60}[）》]/u.test(next.tight);
}

/** （2019年6月28日某区第四届人民代|表大会常务委员会第二十一|次会议通过）: however narrow the column */
function isOpenPassedBy(group: readonly Line[], next: Line): boolean {
  const [first] = group;
  if (!first || next.isApart || group.length > 6 || !/^[（(][0-9〇一二]{4}年/u.test(first.tight))
    return false;
  return !/[）)。；]/u.test(group.map(({ tight }) => tight).join(''));
}

// (2018年1月17日安徽省第十二届人民代表大会|常务委员会第四十三次会议通过）
const isPassedBy = (tight: string): boolean => /^（[^（）]{10,120}(?:通过|批准)）$/u.test(tight);

/** 2023年7月2|5日, 7月|25日 */
function isBrokenDate(line: Line, next: Line): boolean {
  return (
    /[年月0-9〇一二三四五六七八九十]$/u.test(line.tight.slice(-1)) &&
    /(?:年|月)[0-9〇一二三四五六七八九十]{0,2}$/u.test(line.tight.slice(-6)) &&
    /^[0-9〇一二三四五六七八九十]{0,3}[月日]/u.test(next.tight)
  );
}

// 关于确定补选平阳县第十七届人民代表|大会代表名额、选举日的决定
const TITLE_START =
  /^[^。，；：]{0,40}?关于(?!.*的(?:决定|决议|公告|通知|通告|公示|办法|意见)$)[^。；：]{2,60}$/u;
const TITLE_END = /^(?!关于)[^。；：]{0,60}(?:的|^)(?:决定|决议|公告|通知|通告|公示|办法|意见)$/u;

/** A headline too long for its column is broken wherever its words end. */
function isBrokenTitle(line: Line, next: Line): boolean {
  if (LAST_WORD.test(next.tight)) return UNNAMED.test(line.tight);
  return next.tight.length <= 60 && TITLE_START.test(line.tight) && TITLE_END.test(next.tight);
}

// 沙坪县人民代表大会常务委员会任免|名单, …决定任命的|名单
const LAST_WORD = /^(?:人员)?(?:名单|公告|决定|通知)$/u;
const UNNAMED = /^\p{Script=Han}{4,40}(?:任免|任命|任职|免职|任免职|任职免职)(?:的|人员)?$/u;

/** A number line, a passed-by line and a dateline begin a line of their own. */
const OPENS =
  /^(?:[（(](?:第[0-9一二三四五六七八九十]{1,4}号|[0-9〇一二三四五六七八九]{4}年)|[（(〔]?[0-9]{4}[〕]|本报讯|新华社|本报记者|[（(]?记者|《[^《》]{2,12}》[（(].{4,30}版)/u;

/** Web pages print `《`, `人民日报`, `》（` and so on each on a line of its own. */
function mendBrackets(rows: readonly Row[]): Row[] {
  const mended: Row[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const count = countOfSource(rows.slice(index, index + 10));
    mended.push(joinRows(rows.slice(index, index + count)));
    index += count - 1;
  }
  return mended;
}

function countOfSource(rows: readonly Row[]): number {
  if (rows[0]?.tight !== '《') return 1;
  const end = rows.findIndex((row) => /版[）)]$/u.test(row.tight));
  return Math.max(1, end + 1);
}

/** One row out of several: a space is needed only where two Latin words meet. */
export function joinRows(rows: readonly Row[]): Row {
  const [first, ...others] = rows;
  if (!first) throw new RangeError('a row is made of rows');
  if (others.length === 0) return first;
  const flows = [first.flow];
  for (const { flow } of others) {
    const meetsLatin = /[A-Za-z]$/u.test(flows.at(-1)?.text ?? '') && /^[A-Za-z]/u.test(flow.text);
    if (meetsLatin) flows.push({ text: ' ', at: [flow.at[0] ?? 0] });
    flows.push(flow);
  }
  return { ...first, ...rowOf(joinFlows(flows)) };
}
