import { isOrganizationName } from '../lines/row-marks.ts';
import { readNames } from '../names/names.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { readListRow } from './list-rows.ts';
import { headings } from './wordings.ts';

/** 区人民法院, alone on its row; below it 任命：副院长　王芳、李明 */
export function readGrouped(
  text: string,
  before: ListState,
  scene: ActScene,
): { readonly found: readonly Found[]; readonly state: ListState } | undefined {
  if (!scene.isDocument) return undefined;
  if (isOfGroup(text)) return { found: [], state: groupOf(text, before) };
  const { verb, rest } = GROUPED.exec(text)?.groups ?? {};
  const heading = verb && headings.find(({ pattern }) => pattern.test(verb));
  if (!heading || !rest || before.body === '') return undefined;
  const state = { ...before, heading: heading.action, posts: [] };
  const list = readListRow(rest, state, scene);
  if (!list || list.found.length === 0) return undefined;
  return list;
}

const GROUPED = /^(?<verb>(?:决定|批准)?(?:任命|免去))：\s*(?<rest>[^，。]{2,}\s.*)$/u;

/** What stands below a body's name and names no body is of it: 任命：王芳为局长. */
export function groupOf(text: string, before: ListState): ListState {
  const body = text.replace(/：$/u, '');
  return { ...before, body, organization: body, people: [], action: null, earlier: [] };
}

// 县妇女联合会, 市总工会: bodies too, though they sign little
const OF_MASSES = /^\p{Script=Han}{1,8}(?:妇联|联合会|工商联|总工会|残联|文联|科协|协会)$/u;
/** 县教育局：, but 县人民政府： is whom the document is for. */
const CLOSED = /(?:[局厅部]|办公室|中心|学校|[大中小]学|学院|公司|医院)：$/u;

/** 区城市管理局, alone on its row */
export function isOfGroup(text: string): boolean {
  if (text.length < 3 || text.length > 20) return false;
  const body = CLOSED.test(text) ? text.slice(0, -1) : text;
  return (
    (isOrganizationName(body) || OF_MASSES.test(body)) &&
    !/(?:会议|大会|主席团|[员议]委)$/u.test(body) &&
    !readNames(body)
  );
}
