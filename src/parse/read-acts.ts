import type { Act, IsoDate } from '../domain/index.ts';
import { actDay } from './act-day.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { petitionsIn } from './antecedent.ts';
import { type Doubt, doubted } from './confidence.ts';
import type { openingOf } from './document.ts';
import { type Flow, spanIn } from './flow.ts';
import { headList, openList } from './head-list.ts';
import { readInlineList } from './inline-list.ts';
import { readListRow } from './list-rows.ts';
import { startsWithSurname } from './names.ts';
import { type Post, readPosts } from './posts.ts';
import { congressOf, readWordings } from './read-wordings.ts';
import { cellsOf, readColumns, readTableRow } from './tables.ts';
import { tidyRow } from './tidy-row.ts';
import { ASKED } from './who-and-what.ts';
import { headings } from './wordings.ts';

const TRIGGER =
  /任命|免去|免除|辞去|辞职|请辞|选举|补选|增选|选出|推选|推举|当选|代理|撤销|撤去|罢免|资格|停止|暂停|聘|指定|增补|不再|职务|同志任|决定|研究|宣布|他们是|任免|表决|通过了?\p{Script=Han}{2,4}为/u;
const MAX_ROW = 20_000;

/** The acts that rows tell, in printed order; the same act told twice is given twice. */
export function readActs(
  rows: readonly Flow[],
  scene: ActScene,
  { post, ...opening }: ReturnType<typeof openingOf>,
): Act[] {
  const acts: Act[] = [];
  let state: ListState = {
    ...opening,
    posts: post === '' ? [] : readPosts(`${opening.body}${post}`, scene),
    columns: [],
    isNaming: false,
    day: scene.day,
    hasDecided: false,
    people: [],
    action: null,
    earlier: [],
    organization: '',
    congress: '',
    asked: '',
    announced: '',
    goesOn: false,
    petitions: petitionsIn(rows.map(({ text }) => text).filter((text) => text.length <= MAX_ROW)),
  };
  for (const row of rows) {
    if (row.text.length > MAX_ROW) continue;
    const table = readTable(row.text, state, scene);
    const flow = table ? row : tidyRow(row);
    if (!table && !mayTell(flow.text, state)) continue;
    const read = table ?? readRow(flow, { ...state, columns: [] }, scene);
    acts.push(
      ...read.found.flatMap((found) => toActs(found, flow, read.days.get(found) ?? null, scene)),
    );
    const led = table ? undefined : LED.exec(row.text)?.groups?.['verb'];
    const heading = led
      ? (headings.find(({ pattern }) => pattern.test(led))?.action ?? null)
      : read.state.heading;
    state = { ...read.state, heading, goesOn: /[；，、]$/u.test(flow.text) };
  }
  return acts;
}

/** 免去　王芳　县财政局副局长职务: the verb, set apart, speaks for the rows below too. */
const LED = /^(?<verb>任命|免去|聘任|解聘|选举|补选)\s+(?=\p{Script=Han})/u;

/** Below a heading every row counts; after «决定» so does a bare 任. */
function mayTell(text: string, state: ListState): boolean {
  return (
    state.heading !== null ||
    state.goesOn ||
    isOfGroup(text) ||
    TRIGGER.test(text) ||
    (state.hasDecided && text.includes('任'))
  );
}

type RowReading = {
  readonly found: readonly Found[];
  readonly days: ReadonlyMap<Found, IsoDate | null>;
  readonly state: ListState;
};

/** A row of cells: the names of the columns, or what stands below them. */
function readTable(text: string, state: ListState, scene: ActScene): RowReading | undefined {
  const cells = cellsOf(text);
  if (!cells) return undefined;
  const named = readColumns(cells);
  if (named) return { found: [], days: new Map(), state: { ...state, columns: named } };
  const isPair = cells.length === 2 && state.columns.length === 0 && state.heading !== null;
  const columns = isPair ? (['person', 'of-heading'] as const) : state.columns;
  const found = readTableRow(text, cells, { columns, heading: state.heading }, scene);
  const isTable = found.length > 0 || columns.length === cells.length;
  const days = new Map(found.map((one) => [one, state.day]));
  return isTable ? { found, days, state } : undefined;
}

function readRow(flow: Flow, before: ListState, scene: ActScene): RowReading {
  const text = flow.text;
  const grouped = readGrouped(text, before, scene);
  if (grouped) return grouped;
  const list = before.heading ? readListRow(text, before, scene) : undefined;
  if (list) {
    const days = new Map(list.found.map((found) => [found, before.day]));
    return { found: list.found, days, state: list.state };
  }
  const opened = remember(text, openList(text, before, scene));
  const told = [...readWordings(text, opened, scene), ...readInlineList(text, opened, scene)];
  const found = isSectionHead(text, opened, scene) ? told.map(shortened) : told;
  const days = new Map(
    found.map((one) => {
      const otherwise = isOthersAct(text, one, scene) ? null : opened.day;
      return [one, actDay(text, one.told, scene.reference, otherwise)];
    }),
  );
  const last = found.at(-1);
  // 王芳当选临溪县委书记: what tells an act itself heads no list.
  const isTold = found.length > 0 && !/[：:]$/u.test(text);
  const headed = isTold ? opened : headList(text, opened, scene);
  return {
    found,
    days,
    state: last
      ? {
          ...headed,
          people: last.people,
          action: last.action,
          earlier: found.map(({ action }) => action).reverse(),
          organization: last.posts.at(-1)?.organization ?? '',
          congress: congressOf(last) ?? headed.congress,
        }
      : headed,
  };
}

/** 王芳当选临溪县委书记, above the paragraph that tells it in full. */
function isSectionHead(text: string, state: ListState, scene: ActScene): boolean {
  return (
    !scene.isDocument && state.heading === null && text.length <= 25 && !/[。；，：]/u.test(text)
  );
}

function shortened(found: Found): Found {
  return { ...found, doubts: [...found.doubts, 'headline-only'] };
}

/** 区人民法院, alone on its row; below it 任命：副院长　王芳、李明 */
function readGrouped(text: string, before: ListState, scene: ActScene): RowReading | undefined {
  if (!scene.isDocument) return undefined;
  if (isOfGroup(text)) return { found: [], days: new Map(), state: { ...before, body: text } };
  const { verb, rest } = GROUPED.exec(text)?.groups ?? {};
  const heading = verb && headings.find(({ pattern }) => pattern.test(verb));
  if (!heading || !rest || before.body === '') return undefined;
  const state = { ...before, heading: heading.action, posts: [] };
  const list = readListRow(rest, state, scene);
  if (!list || list.found.length === 0) return undefined;
  return {
    found: list.found,
    days: new Map(list.found.map((found) => [found, before.day])),
    state: list.state,
  };
}

const GROUPED = /^(?<verb>(?:决定|批准)?(?:任命|免去))：\s*(?<rest>[^，。]{2,}\s.*)$/u;

function isOfGroup(text: string): boolean {
  return (
    text.length <= 20 &&
    text.length > 3 &&
    /^[^，。：\s]{1,16}(?:人民政府|法院|检察院|监察委员会)$/u.test(text)
  );
}

// 江苏省人民代表大会常务委员会|决定接受其辞职, in an announcement of another committee
const DECIDER =
  /(?<body>[\p{Script=Han}]{2,14}[省市县区州旗]|军人|军区|解放军)(?:第.{1,4}届)?(?:人民代表大会|代表大会|人大)(?:常务委员会|常委会)?[^，。；：]{0,12}(?:决定|接受|罢免|补选)/gu;

/** What another body had done before is not of the day on which it is announced. */
function isOthersAct(text: string, found: Found, scene: ActScene): boolean {
  if (!['accept-resignation', 'recall', 'elect'].includes(found.action)) return false;
  const sentence = text.slice(text.lastIndexOf('。', found.start) + 1, found.end);
  if (!/决定|接受|罢免|补选/u.test(sentence)) return false;
  const body = [...sentence.matchAll(DECIDER)].at(-1)?.groups?.['body'];
  if (body === undefined) return false;
  // 公告说，…四川省人大常委会决定罢免其第十三届全国人民代表大会代表职务
  if (!scene.issuer)
    return /公告/u.test(text) && found.posts.some((post) => post.organization.includes('全国人民'));
  return !scene.issuer.startsWith(body) && !body.endsWith(scene.issuerPlace ?? '全国');
}

const CONGRESS =
  /(?:[\p{Script=Han}]{0,16}?第?[一二三四五六七八九十]{1,3}届[\p{Script=Han}]{0,8}?(?:人民代表大会|人大)|(?:全国|[省市县区州旗镇乡])人大)(?=代表|第?[^，。；]{1,16}选区|[^，。；]{0,16}选(?:举产生|出)的代表|实有代表)|(?<=，|^)[\p{Script=Han}]{2,12}(?:人民代表大会|人大)(?=(?:常务委员会|常委会)[^，。；]{0,8}公告)/gu;

/** What a row tells that later rows and later sentences lean on. */
function remember(text: string, state: ListState): ListState {
  const congress = /大代表|大会代表|选区|选出|选举产生|实有代表|公告/u.test(text)
    ? [...text.matchAll(CONGRESS)].at(-1)?.[0]
    : undefined;
  const asked = text.includes('辞去')
    ? [...text.matchAll(ASKED)].at(-1)?.groups?.['post']
    : undefined;
  return {
    ...state,
    isNaming: false,
    congress:
      congress?.replace(
        /^.*(?:辞去|罢免|补选|选举|选出|产生|终止|停止执行|关于|许可.{0,14}对|的|由|为|其)/u,
        '',
      ) ?? state.congress,
    asked: asked ?? state.asked,
  };
}

function toActs(found: Found, flow: Flow, date: IsoDate | null, scene: ActScene): Act[] {
  const span = spanIn(flow, found.start, found.end);
  return found.people.flatMap((printed) =>
    found.posts.map(({ post, organization, isActing, isResolved }) => {
      const person = printed.replace(/\s/gu, '');
      const reasons = [
        ...scene.doubts,
        ...found.doubts,
        ...doubtsOf(person, { organization, isResolved }, date, scene),
      ];
      return {
        person,
        action:
          isActing && ['appoint', 'elect'].includes(found.action)
            ? ('acting' as const)
            : found.action,
        post,
        organization,
        date,
        span,
        ...doubted(reasons),
      };
    }),
  );
}

function doubtsOf(
  person: string,
  { organization, isResolved }: Pick<Post, 'organization' | 'isResolved'>,
  date: IsoDate | null,
  scene: ActScene,
): Doubt[] {
  const doubts: Doubt[] = [];
  if (organization === '') doubts.push('no-organization');
  else if (!isResolved) doubts.push('organization-not-in-full');
  if (!startsWithSurname(person)) doubts.push('surname-unknown');
  if (!date && scene.isDocument) doubts.push('no-date');
  return doubts;
}
