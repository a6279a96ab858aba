import { sliceFlow } from '../lines/flow.ts';
import { lean } from '../lines/lean.ts';
import {
  isAboutTitle,
  isBareDateline,
  isBareTitle,
  isByline,
  isDateline,
  isDocumentTitle,
  isNumber,
  isOrganization,
  isOrnament,
  isPassedBy,
  isSessionTitle,
  isSubtitle,
  mayBeTitle,
} from '../lines/row-marks.ts';
import { type Row, withFlow } from '../lines/rows.ts';
import type { Article } from './cut-articles.ts';
import { type Head, type HeadAbove, nothingAbove } from './head.ts';
import { readFact } from './head-facts.ts';

/** Reads rows as head for as long as they are one; what follows is the text. */
export function readHead(article: Article): Head {
  let head = nothingAbove;
  for (const [index, row] of article.entries()) {
    const next = readHeadRow(head, row, article.slice(index + 1));
    if (next === undefined) return { ...head, body: article.slice(index) };
    head = next;
    // A passed-by line says which meeting it was: the facts are read from it too.
    if (head.passedOn !== null && isPassedBy(row) && !isInHead(article[index + 1]))
      return { ...head, body: article.slice(index) };
  }
  return { ...head, body: [] };
}

/** The carrier says that the head goes on. */
const isInHead = (row: Row | undefined): boolean =>
  row !== undefined && row.role !== null && row.role !== 'body' && row.role !== 'section';

function readHeadRow(head: HeadAbove, row: Row, following: readonly Row[]): HeadAbove | undefined {
  return row.role === null ? readByWords(head, row, following) : readByRole(head, row);
}

/** The carrier says what the row is; its words say what it tells. */
function readByRole(head: HeadAbove, row: Row): HeadAbove | undefined {
  const { role } = row;
  if (role === 'lead-in') return { ...head, leadIn: row };
  if (role === 'title') return withTitle(head, row);
  if (role === 'subtitle')
    return { ...(readFact(head, row) ?? head), subtitle: head.subtitle ?? row };
  if (role === 'byline') return { ...head, byline: head.byline ?? row };
  return role === 'body' ? readFact(head, row) : undefined;
}

/** An issuing body's name above 关于…的决定 is set as a lead-in, and is the title's first half. */
function withTitle(head: HeadAbove, row: Row): HeadAbove {
  const { leadIn, titles } = head;
  const isHalf = leadIn && titles.length === 0 && isOrganization(leadIn);
  return isHalf && (isAboutTitle(row) || isBareTitle(row))
    ? { ...head, leadIn: null, masthead: leadIn, titles: [leadIn, row] }
    : { ...head, titles: [...titles, row] };
}

function readByWords(head: HeadAbove, row: Row, following: readonly Row[]): HeadAbove | undefined {
  const isTitled = head.titles.length > 0;
  const told = readFact(head, row) ?? readFirstTitle(head, row);
  if (told) return told;
  if (isTitled && isOrnament(row)) return head;
  const [next] = following;
  // 新华社北京12月28日电, above a document's own title as well
  if (isBareDateline(row) && next && (isTitled ? mayBeTitle(next) : isDocumentTitle(next))) {
    return { ...head, dateline: row };
  }
  if (isDateline(row) || isPassedBy(row) || !(mayBeTitle(row) || isBareTitle(row)))
    return undefined;
  return readTitle(head, row, following);
}

// 原标题：关于王明辉等三名同志免职的通知
const FIRST_TITLE = lean(
  /^原标题[：:]\s*(?=[^，。]*(?:关于.*的(?:决定|决议|通知|公告)|名单|公告)$)/u,
);

/** The title that a document had before a web site gave it a headline. */
function readFirstTitle(head: HeadAbove, row: Row): HeadAbove | undefined {
  const [headline, ...others] = head.titles;
  const mark = row.text.length <= 160 ? FIRST_TITLE.exec(row.text)?.[0] : undefined;
  if (!mark || !headline || others.length > 0) return undefined;
  const title = withFlow(row, sliceFlow(row.flow, mark.length));
  return isDocumentTitle(title) ? { ...head, leadIn: headline, titles: [title] } : undefined;
}

function readTitle(head: HeadAbove, row: Row, following: readonly Row[]): HeadAbove | undefined {
  const [next] = following;
  const [title] = head.titles;
  if (!title) {
    const isMasthead = isOrganization(row) && next && (isAboutTitle(next) || isBareTitle(next));
    return isMasthead && isAboutTitle(next)
      ? { ...head, masthead: row }
      : { ...head, titles: [row] };
  }
  // A headline printed twice; 梧川市人民政府|梧府令第12号, below 梧川市人民政府关于…的通告
  if (row.tight === title.tight) return head;
  const isIssuer = isOrganization(row) && title.tight.startsWith(row.tight);
  if (isIssuer && next && isNumber(next)) return head;
  if (isLetterhead(title) && isOrganization(row) && next && isAboutTitle(next))
    return { ...head, masthead: row };
  if (!head.masthead && isOrganization(title) && goesOnWith(title, row)) {
    return { ...head, titles: [title, row] };
  }
  const isNumbered = head.number !== null;
  const isHeadOf =
    isLetterhead(title) ||
    (isNumbered && (isOrganization(title) || (isAnnouncement(title) && isAboutTitle(row))));
  if (head.dateline && isDocumentTitle(row) && shortens(title.tight, row.tight))
    return { ...head, titles: [row] };
  if (isDocumentTitle(row) && (resembles(title.tight, row.tight) || isHeadOf)) {
    return isHeadOf
      ? { ...head, masthead: letterheadOf(title) ?? head.masthead, titles: [row] }
      : head;
  }
  if (row.level > 0 && row.level === title.level && !head.byline && !head.subtitle) {
    return { ...head, titles: [...head.titles, row] };
  }
  return readSubtitle(head, row, following);
}

// 县十五届人大常委会|举行第三十次会议, in a narrow column
const MEETS = /^(?:举行|召开)[^。；，：]{2,24}$/u;

/** …人民代表大会常务委员会|任免名单 / |代表资格审查委员会组成人员名单: one title in two rows. */
function goesOnWith(title: Row, row: Row): boolean {
  if (isBareTitle(row) || isSessionTitle(row) || MEETS.test(row.tight)) return true;
  return /名单$/u.test(row.tight) && !row.tight.startsWith(title.tight.slice(0, 2));
}

const OFFICE_ROW = lean(
  /^(?:副\s*)?(?:主\s*[席任]|书\s*记|秘\s*书\s*长|[省市县区镇乡院]\s*长)[\s：:]+\p{Script=Han}/u,
);

function readSubtitle(head: HeadAbove, row: Row, following: readonly Row[]): HeadAbove | undefined {
  const [next] = following;
  const [title] = head.titles;
  if (!next || !title || head.subtitle || head.byline || head.number) return undefined;
  // The cells of a table's first row are no subtitle, nor is 主　席　王芳.
  if (OFFICE_ROW.test(row.text)) return undefined;
  if (/[。；：，]$|[|｜]/u.test(row.tight) || /\t/u.test(row.text) || isOrganization(row))
    return undefined;
  const isSection = row.level > 0 && following.some((later) => later.level === row.level);
  if (isSection) return undefined;
  if (row.level > 0) return { ...head, subtitle: row };
  const isOpened = isByline(next) || isDateline(next);
  if (isSubtitle(row) && (isOpened || row.tight.length > 3)) return { ...head, subtitle: row };
  return isOpened && title.level === 0 ? { ...head, titles: [...head.titles, row] } : undefined;
}

/** 沙坪县人民政府文件: the paper a document is written on, not its title. */
function isLetterhead(row: Row): boolean {
  return /文件$/u.test(row.tight);
}

/** The body whose paper it is, in full there if anywhere: with 文件 after its name, or its name alone. */
function letterheadOf(row: Row): Row | undefined {
  const body = isLetterhead(row) ? withFlow(row, sliceFlow(row.flow, 0, -2)) : row;
  return isOrganization(body) ? body : undefined;
}

/** 双溪县选举委员会公告（第一号）, above 关于…的公告 */
function isAnnouncement(row: Row): boolean {
  return /公告$/u.test(row.tight);
}

/** A title printed twice, perhaps with a slip: three of four of its characters are the other's. */
function resembles(one: string, other: string): boolean {
  const characters = new Set(one);
  const common = [...other].filter((character) => characters.has(character)).length;
  return common >= other.length * 0.75 && Math.abs(one.length - other.length) <= one.length * 0.25;
}

/** 全国人大常委会关于…决定, above the dateline of the agency that shortened it. */
function shortens(headline: string, title: string): boolean {
  let at = 0;
  for (const letter of title) if (letter === headline[at]) at += 1;
  return at === headline.length && title.length > headline.length;
}
