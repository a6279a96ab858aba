import { breaksWord } from './broken-words.ts';
import { type Column, isFull, isSetIn, type Line } from './column.ts';
import { goesOnElsewhere, goesOnHere } from './jump-marks.ts';
import { lean } from './lean.ts';
import { endsInOneOf, startsWithOneOf } from './letters.ts';
import {
  isDateline,
  isDocumentName,
  isDocumentTitle,
  isNumber,
  isOrganization,
  isSignedDate,
  isSourceLine,
} from './row-marks.ts';
import { isRowOfNames, joinRows, type Row } from './rows.ts';

/** Puts together what the width of a column had broken. */
export function mendLines(lines: readonly Line[], column: Column | undefined): Row[] {
  const groups: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const isNext =
      group &&
      previous &&
      (isOfGroup(group, previous, line, column) || isLongTitle(group, lines, index));
    if (isNext) group.push(line);
    else groups.push([line]);
  }
  return groups.map(joinRows);
}

function isOfGroup(
  group: readonly Line[],
  previous: Line,
  line: Line,
  column: Column | undefined,
): boolean {
  if (isOpenPassedBy(group, line)) return true;
  return goesOn(previous, line, column) && !isHeadline(group, column);
}

/** The name of a document is whole, whatever its column has room for. */
function isHeadline(group: readonly Line[], column: Column | undefined): boolean {
  const [first] = group;
  if (first === undefined || group.length > 3 || isSetIn(first, column)) return false;
  const name = group.map(({ tight }) => tight).join('');
  // …任免|名单, …任职|的通知
  return isDocumentName(name) && !/[任免]职?$/u.test(name);
}

function goesOn(line: Line, next: Line, column: Column | undefined): boolean {
  if (next.level === 0 && isOpenBracket(line, next) && isPassedBy(line.tight + next.tight))
    return true;
  if (next.level === 0 && !isSetIn(next, column) && breaksWord(line.tight, next.tight)) return true;
  if (next.isApart || isSetIn(next, column) || next.level > 0 || opens(next)) return false;
  // Its carrier knows that it is a line of its own.
  if (line.role !== null || next.role !== null) return false;
  if (goesOnElsewhere(line) || goesOnHere(next)) return false;
  // Its bracket is closed, and so is it.
  if (isPassedBy(line.tight)) return false;
  // Nothing ends with these, a headline neither, however wide the column is.
  if (startsWithOneOf(next.tight, NO_START)) return true;
  if (
    /[、，]$|[，；][^。]{0,8}(?:任命|免去)$/u.test(line.tight) ||
    isBrokenDate(line, next) ||
    isOpenBracket(line, next)
  )
    return true;
  if (line.tight.endsWith('人民代表大会') && next.tight.startsWith('常务委员会')) return true;
  if (BROKEN_NAME.test(line.tight) && REST_OF_NAME.test(next.tight)) return true;
  if (isBrokenList(line.tight, next.tight)) return true;
  if (isBrokenTitle(line, next)) return true;
  return column !== undefined && isFull(line, next, column) && fills(line, next, column);
}

const NO_START = '，。；：、）》”';

/** Whether a full line was broken, and did not just end where its column does. */
function fills(line: Line, next: Line, column: Column): boolean {
  if (isSignedDate(next) || isSourceLine(next)) return /[于在自至]$/u.test(line.text);
  const endsSentence = endsInOneOf(line.text, ENDS_SENTENCE);
  if (endsSentence) return column.isSpaced && !isOfFrame(next) && !NUMBERED.test(next.tight);
  if (isRowOfNames(line.text)) return isRowOfNames(next.text);
  return !(isEntry(line) && isEntry(next));
}

const ENDS_SENTENCE = '。！？；：';

// 1．任命…； below it 2．免去… or （二）…
const NUMBERED = lean(
  /^(?:[0-9]{1,2}[.．、](?![0-9])|（[一二三四五六七八九十]{1,3}）)\p{Script=Han}/u,
);

// 祖冲、费孝成、阙|里为…, 欧阳|克勤为…: no name is so short
const BROKEN_NAME = lean(
  /[、：]\p{Script=Han}$|^(?:欧阳|司马|上官|诸葛|皇甫|司徒|尉迟|夏侯|慕容|令狐)$/u,
);
const REST_OF_NAME = lean(/^\p{Script=Han}{1,2}(?:（[^（）]{1,12}）)?(?:同志)?(?:为|的|、)/u);

// 3.任命艾山（女）、戚建、段文|彬为…, 李建国、欧阳|克勤同志任…, 阿迪力·|买买提的…
const OPEN_LIST = lean(
  /(?:^|[；。：])(?:[0-9]{1,2}[.．、]|（[一二三四五六七八九十0-9]{1,2}）)?(?:决定)?(?:任命|免去|聘任|解聘|接受|选举|补选)?(?:\p{Script=Han}[\p{Script=Han}·]{1,9}(?:（[^（）]{1,12}）)?、){1,40}(?<last>[\p{Script=Han}·]{1,9})$/u,
);
const REST_OF_LIST = lean(
  /^(?![一二三四五六七八九十]{1,3}、)(?<rest>\p{Script=Han}{0,3}?)(?:（[^（）]{1,12}）)?(?:同志|为|的|任(?![命免职])|、)/u,
);
const LONG = /·$|^(?:欧阳|司马|上官|诸葛|皇甫|司徒|尉迟|夏侯|慕容|令狐|东方|端木|宇文|长孙)/u;

/** Two letters and one or two are a name of three or four: of four only where its first half says so. */
function isBrokenList(line: string, next: string): boolean {
  if (!line.includes('、') || /[职长任记席员委，。；：、]$/u.test(line)) return false;
  const rest = REST_OF_LIST.exec(next)?.groups?.['rest'];
  const last = rest === undefined ? undefined : OPEN_LIST.exec(line)?.groups?.['last'];
  if (rest === undefined || !last || /[为的]/u.test(last)) return false;
  return LONG.test(last) ? rest !== '' : last.length <= 3 && last.length + rest.length <= 3;
}

// 王芳为临溪县民政局局长|李明为…, 王　芳　　临溪县民政局局长|李　明　　…, without any mark at the end
const ENTRY = lean(
  /^\p{Script=Han}{2,4}(?:（[^（）]{1,12}）)?(?:同志)?(?:为|(?<!主)任|的(?!.{0,4}(?:决定|决议|公告)))/u,
);
const PAIR = lean(
  /^(?:\p{Script=Han}\s+){0,2}\p{Script=Han}{1,4}(?:[（(][^（）()]{1,8}[）)])?\s+\p{Script=Han}{4}/u,
);

const isEntry = ({ text, tight }: Line): boolean => ENTRY.test(tight) || PAIR.test(text);

const isOfFrame = (line: Line): boolean => isOrganization(line) || isDocumentTitle(line);

/** A number line, a passed-by line, a dateline, a list's verb or label or a table's row begins a line of its own. */
function opens(line: Line): boolean {
  return OPENS.test(line.tight) || isNumber(line) || isDateline(line) || LABEL.test(line.tight);
}

const OPENS = lean(
  /^(?:[|｜]|【|(?:决定|批准)?(?:任命|免去|聘任|解聘|任职|免职)：|[（(](?:第[0-9一二三四五六七八九十]{1,4}号|[0-9〇一二三四五六七八九]{4}年)|[（(〔]?[0-9]{4}[〕]|本报讯|新华社|本报记者|[（(]?记者|《[^《》]{2,12}》[（(].{4,30}版)/u,
);
// 副主任：王芳 / 委员（按姓名笔画排列）：
const LABEL = lean(
  /^(?:第?[副一二三]?\p{Script=Han}{0,4}(?:主任|主席|秘书长|[市县区省州镇乡]长|院长|检察长|委员)|委员)(?:（[^（）]{1,20}）)?：/u,
);

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
  if (/[0-9]$/u.test(line.tight) && /^[年月日](?:[0-9，。、）至]|$)/u.test(next.tight)) return true;
  return (
    /[年月0-9〇一二三四五六七八九十]$/u.test(line.tight.slice(-1)) &&
    /(?:年|月)[0-9〇一二三四五六七八九十]{0,2}$/u.test(line.tight.slice(-6)) &&
    /^[0-9〇一二三四五六七八九十]{0,3}[月日]/u.test(next.tight)
  );
}

// 关于确定补选平阳县第十七届人民代表|大会代表名额、选举日的决定
const TITLE_START = lean(
  /^[^。，；：]{0,40}?关于(?!.*的(?:决定|决议|公告|通知|通告|公示|办法|意见)$)[^。；：]{2,60}$/u,
);
const TITLE_END = lean(
  /^(?!关于)[^。；：]{0,60}(?:的|^)(?:决定|决议|公告|通知|通告|公示|办法|意见)$/u,
);

/** A headline too long for its column is broken wherever its words end. */
function isBrokenTitle(line: Line, next: Line): boolean {
  if (LAST_WORD.test(next.tight)) return UNNAMED.test(line.tight);
  return next.tight.length <= 60 && TITLE_START.test(line.tight) && TITLE_END.test(next.tight);
}

/** 国务院关于在某区|暂时调整实施《某某法|实施条例》有关规定的决定: in up to five lines. */
function isLongTitle(group: readonly Line[], lines: readonly Line[], next: number): boolean {
  if (group.length > 3) return false;
  if (!TITLE_START.test(group.map(({ tight }) => tight).join(''))) return false;
  const following = lines.slice(next, next + 3);
  const end = following.findIndex(({ tight }) => TITLE_END.test(tight));
  const rest = following.slice(0, end + 1);
  return rest.length > 0 && rest.every(isOfTitle);
}

const isOfTitle = ({ tight, isApart, level, role }: Line): boolean =>
  !isApart && level === 0 && role === null && tight.length <= 60 && !/关于|[。；：，]/u.test(tight);

// 沙坪县人民代表大会常务委员会任免|名单, …决定任命的|名单
const LAST_WORD = /^(?:人员)?(?:名单|公告|决定|通知)$/u;
const UNNAMED = lean(/^\p{Script=Han}{4,40}(?:任免|任命|任职|免职|任免职|任职免职)(?:的|人员)?$/u);

/** Web pages print `《`, `人民日报`, `》（` and so on each on a line of its own. */
export function mendBrackets(rows: readonly Row[]): Row[] {
  const mended: Row[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    const count = row?.tight === '《' ? countOfSource(rows.slice(index, index + 10)) : 1;
    if (row) mended.push(count === 1 ? row : joinRows(rows.slice(index, index + count)));
    index += count - 1;
  }
  return mended;
}

function countOfSource(rows: readonly Row[]): number {
  const end = rows.findIndex((row) => /版[）)]$/u.test(row.tight));
  return Math.max(1, end + 1);
}
