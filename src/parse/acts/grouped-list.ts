import { lean } from '../lines/lean.ts';
import { isOrganizationName } from '../lines/row-marks.ts';
import { readNames, startsWithSurname } from '../names/names.ts';
import { isPost } from '../names/posts.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { readListRow } from './list-rows.ts';
import { headingIn } from './wordings.ts';

/** 区人民法院, alone on its row; below it 任命：副院长　王芳、李明 */
export function readGrouped(
  text: string,
  before: ListState,
  scene: ActScene,
): { readonly found: readonly Found[]; readonly state: ListState } | undefined {
  if (!scene.isDocument) return undefined;
  if (isOfGroup(text, scene)) return { found: [], state: groupOf(text, before) };
  const { verb, rest } = GROUPED.exec(text)?.groups ?? {};
  const heading = verb && headingIn(verb);
  if (!heading || !rest || before.body === '') return undefined;
  const state = { ...before, heading, posts: [] };
  const list = readListRow(rest, state, scene);
  if (!list || list.found.length === 0) return undefined;
  return list;
}

const GROUPED = lean(/^(?<verb>(?:决定|批准)?(?:任命|免去))：\s*(?<rest>[^，。]{2,}\s.*)$/u);

/** What stands below a body's name and names no body is of it: 任命：王芳为局长. */
export function groupOf(text: string, before: ListState): ListState {
  const body = text.replace(/：$/u, '');
  return { ...before, body, organization: body, people: [], action: null, earlier: [] };
}

/** 县公安局：任命王芳为副局长, 县公安局　免去李明的政委职务: the body in the row of those who are its. */
export function ledByBody(text: string, before: ListState, scene: ActScene): ListState {
  const body = scene.isDocument ? LEADS.exec(text)?.groups?.['body'] : undefined;
  return body && isOfGroup(body, scene) ? groupOf(body, before) : before;
}

// 县公安局|任命…: its gap was closed; but 县政府|任命… is who appoints
const LEADS = lean(
  /^(?<body>\p{Script=Han}{3,20}?)(?:(?:：|\s)(?=任命|免去|聘任|解聘|\p{Script=Han}{2,4}(?:同志)?(?:任|为|的|\p{Script=Han}{2,12}职务))|(?<=局|中心|公司|学校|医院|办公室|中学)(?=任命|免去|聘任|解聘))/u,
);

// 县妇女联合会, 市总工会: bodies too, though they sign little
const OF_MASSES = lean(/^\p{Script=Han}{1,8}(?:妇联|联合会|工商联|总工会|残联|文联|科协|协会)$/u);
// 县一中, 镇社会事务办, 旗乌兰牧骑: whatever it is, it is of the place
const OF_PLACE = lean(
  /^[省市县区州旗盟镇乡](?![长委])(?!.*(?:[任免选各]|决定|通知|公告|名单|会议|单位|同志))\p{Script=Han}{2,12}$/u,
);
// 教务处, 人力资源部, in a notice of a college or a company
const OF_HOUSE = lean(
  /^(?:\p{Script=Han}{2,10}(?:[处科室部系院]|中心)|图书馆|档案馆|校?团委|校医院)$/u,
);
const HOUSE = /(?:公司|集团|学院|大学|学校|中学|小学|医院)$/u;
/** 县教育局：, but 县人民政府： is whom the document is for. */
const CLOSED = /(?:[局厅部]|办公室|中心|学校|大[学队]|中学|小学|学院|公司|医院)：$/u;

/** 区城市管理局, alone on its row */
export function isOfGroup(text: string, { issuer }: Pick<ActScene, 'issuer'>): boolean {
  if (text.length < 3 || text.length > 20) return false;
  const body = CLOSED.test(text) ? text.slice(0, -1) : text;
  if (/^各|(?:会议|大会|主席团|[员议]委)$/u.test(body)) return false;
  const isBody =
    isOrganizationName(body) ||
    OF_MASSES.test(body) ||
    (OF_PLACE.test(body) && !isPost(body)) ||
    (OF_HOUSE.test(body) && HOUSE.test(issuer ?? '') && !isPost(body));
  return isBody && (isOfKind(body) || !readNames(body));
}

const OF_LEVEL = lean(/^[市区](?=\p{Script=Han}{3})/u);

/** 区教育局, 人力资源部: however much of a name it looks, no family name begins it. */
const isOfKind = (body: string): boolean =>
  OF_LEVEL.test(body) || !startsWithSurname(body) || /^图书/u.test(body);
