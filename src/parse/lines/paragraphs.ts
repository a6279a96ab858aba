import { lean } from './lean.ts';
import { CLAUSE_MARKS, ENDS_CLAUSE, endsInOneOf, hasLetter } from './letters.ts';
import {
  endsSentence,
  isByline,
  isDateline,
  isOrganization,
  isPassedBy,
  isSignedDate,
  isSubtitle,
} from './row-marks.ts';
import { joinRows, type Row } from './rows.ts';

/** The words at which a sentence cannot end: a line that ends in one was broken. */
const OPEN_END = /[的地得和与及或以将在对把被为向从由于是有、，“‘「（(《]$/u;
/** How a paragraph, a list or a notice begins, and the rest of a broken line does not. */
const NEW_START = lean(
  /^(?:[#（(【《●■◆]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[条章节]|本报|[\p{Script=Han}]{1,12}：)/u,
);
// | 1 | 廖俊峰 | 县人民政府副县长 |  | / 廖俊峰→县人民政府副县长: a row of a table is whole
const OF_CELLS = lean(/^[|｜]|[|｜][^|｜]*[|｜]|\S\t\s*\S/u);
const HEADING_LENGTH = 25;
const CLOCK = lean(/(?:[0-9]日?|[年月日])[0-9]{2}[:：][0-9]{2}(?![^来]{0,40}[，。])/u);

/** Joins what the end of a column had broken in the middle of a sentence, and nothing else. */
export function mendParagraphs(rows: readonly Row[], isMarked: boolean): Row[] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && isBroken(previous, row, isMarked)) group.push(row);
    else groups.push([row]);
  }
  return groups.map(joinRows);
}

function isBroken(row: Row, next: Row, isMarked: boolean): boolean {
  if (row.level > 0 || next.level > 0 || endsSentence(row)) return false;
  if (OF_CELLS.test(row.text) || OF_CELLS.test(next.text)) return false;
  if (isBrokenLead(row, next) || isBrokenEntry(row, next)) return true;
  // NEWS.SOHU.COM 2003年02月26日09:45 新华网: whatever is below it, it is no sentence.
  if (NEW_START.test(next.tight) || isDateline(next) || CLOCK.test(row.tight)) return false;
  if (ANNOUNCED.test(row.tight) || IN_FORCE.test(row.tight)) return false;
  if (!hasLetter(next.tight, CLAUSE_MARKS) || isSignature(row) || isByline(row) || isPassedBy(row))
    return false;
  if (OPEN_END.test(row.tight)) return true;
  // After a blank line something new begins.
  if (!isMarked && next.isApart && !isUnbalanced(row.tight)) return false;
  if (isSubtitle(row)) return false;
  // Without heading marks a short line is a section's heading; with them it is a broken line.
  return isMarked || row.tight.length > HEADING_LENGTH || isUnbalanced(row.tight);
}

/** 现予公告。…第一次会议主席团2023年3月11日于北京, below its text in the same row */
const ANNOUNCED = lean(/(?:现予|特此)公告。[^。，；]{4,40}日(?:于\p{Script=Han}{2,6})?$/u);

/** 2018年12月1日　施行: how some collections print it above a text */
const IN_FORCE = lean(/^[^。，]{4,30}日(?:施行|实施|生效)$/u);

/** 尚可喜为安埠市教育局局长；毛|文龙为…, …局局长职|务；, …局局|长职务。 */
function isBrokenEntry(row: Row, next: Row): boolean {
  if (next.isApart) return false;
  if (isCutEntry(row.tight, next.tight)) return true;
  if (REST_OF_OFFICE.test(next.tight)) return true;
  return CUT_NAME.test(row.tight) && hasLetter(next.tight, CLAUSE_MARKS);
}

const REST_OF_OFFICE = lean(/^(?:[长务记员席]|职务)\p{Script=Han}{0,3}[，。；]/u);
const CUT_NAME = lean(/[，；]\p{Script=Han}{1,4}$/u);

// 王芳|为临溪县…局长； / 任命王芳为临溪县民政|局局长； / 免去李明的临溪县|财政局副局长职务；
const NAME_ALONE = lean(
  /^(?:任命|免去|聘任|解聘)?\p{Script=Han}{2,4}(?:（[^（）]{1,8}）)?(?:同志)?$/u,
);
const ENTRY = lean(
  /^(?:任命|免去|聘任|解聘)?(?!任命|免去)\p{Script=Han}{2,4}(?:（[^（）]{1,8}）)?(?:同志)?(?:为|(?<!主)任|的)[\p{Script=Han}、（）]{1,40}$/u,
);
const BEGINS = lean(
  /^(?:(?:任命|免去|聘任|解聘|决定|同意|以上|任期|试用|聘期|特此|现予|此前|会议|同时|请|接受|批准|经)|\p{Script=Han}{2,4}(?:（[^（）]{1,8}）)?(?:同志)?(?:为|(?<!主)任|的))/u,
);

function isCutEntry(row: string, next: string): boolean {
  if (!endsInOneOf(next, ENDS_CLAUSE) || next.length > 60) return false;
  if (NAME_ALONE.test(row)) return /^(?:同志)?(?:为|任(?![命免])|的)\p{Script=Han}{3}/u.test(next);
  return ENTRY.test(row) && !BEGINS.test(next);
}

/** 根据选举法的规定，…下列同志当选为…代表，现|予公布： */
function isBrokenLead(row: Row, next: Row): boolean {
  if (next.isApart || row.tight.length <= HEADING_LENGTH) return false;
  // …于2022年1月11日选举产生|某某委员会主席、副主席、秘书长：
  if (/(?:选举产生了?|选举|选出|任命|补选|当选为)$/u.test(row.tight))
    return /^[^，。；：]{1,60}：$/u.test(next.tight);
  return /，[^；：]{0,40}$/u.test(row.tight) && /^[^，。；：]{1,12}：$/u.test(next.tight);
}

function isSignature(row: Row): boolean {
  return isOrganization(row) || isSignedDate(row);
}

function isUnbalanced(text: string): boolean {
  return ['“”', '《》', '（）'].some((pair) => {
    const [open = '', close = ''] = pair;
    return text.lastIndexOf(open) > text.lastIndexOf(close);
  });
}
