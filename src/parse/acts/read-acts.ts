import type { Act, IsoDate } from '../../domain/index.ts';
import type { openingOf } from '../articles/document.ts';
import { dayOfOpening, daysOfRow } from '../days/act-day.ts';
import { referenceBelow } from '../days/printed-day.ts';
import type { Flow } from '../lines/flow.ts';
import { lean } from '../lines/lean.ts';
import { COLONS, endsInOneOf, hasLetter, hasWord, lettersOf, wordsOf } from '../lines/letters.ts';
import { tidyRow } from '../lines/tidy-row.ts';
import { readPosts } from '../names/posts.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { petitionsIn } from './antecedent.ts';
import { isOfGroup, ledByBody, readGrouped } from './grouped-list.ts';
import { headList, openList } from './head-list.ts';
import { readInlineList } from './inline-list.ts';
import { readListRow } from './list-rows.ts';
import { isOthersAct } from './others-act.ts';
import { congressOf, readWordings } from './read-wordings.ts';
import { remember } from './remember.ts';
import { alignedCells, cellsOf, readColumns, readTableRow } from './tables.ts';
import { toActs } from './to-acts.ts';
import { headingIn } from './wordings.ts';

const TELLING = wordsOf(
  '任命|委任|免去|免除|免职|任职|辞去|辞职|请辞|选举|补选|增选|选出|推选|推举|当选|代理|撤销|撤去|罢免|资格|停止|暂停|指定|增补|不再|职务|同志任|决定|研究|宣布|他们是|任免|表决|批示',
);
// 会议通过了王芳为副主任
const APPROVED = lean(/通过了?\p{Script=Han}{2,4}为/u);
const GOES_ON = '；，、';
/** 召开, 举行, 闭幕 */
const MEETS = lettersOf('召举闭');
/** 8月　县人大常委会接受…: an entry of a chronicle */
const OF_MONTH = /^[0-9０-９]{1,2}月/u;
const MAX_ROW = 20_000;

/** The acts that rows tell, in printed order; the same act told twice is given twice. */
export function readActs(
  rows: readonly Flow[],
  article: ActScene,
  { post, ...opening }: ReturnType<typeof openingOf>,
): Act[] {
  const acts: Act[] = [];
  let scene = article;
  let state: ListState = {
    ...opening,
    posts: post === '' ? [] : readPosts(`${opening.body}${post}`, scene),
    columns: [],
    isNaming: false,
    opening: opening.heading,
    day: scene.day,
    hasDecided: false,
    people: [],
    action: null,
    earlier: [],
    organization: '',
    above: '',
    congress: '',
    asked: '',
    announced: '',
    goesOn: false,
    petitions: petitionsIn(rows.map(({ text }) => text).filter((text) => text.length <= MAX_ROW)),
  };
  let told = '';
  for (const row of rows) {
    const above = told;
    told += `${row.text}\n`;
    if (row.text.length > MAX_ROW) continue;
    const below = sceneBelow(row.text, scene);
    const day = dayBelow(row.text, below === scene ? state.day : null, below);
    if (day !== state.day) state = { ...state, day };
    scene = below;
    const table = readTable(row.text, state, scene);
    const flow = table ? row : tidyRow(row);
    if (!table && !mayTell(flow.text, state, scene)) continue;
    const read = table ?? readRow(flow, { ...state, columns: [], above }, scene);
    acts.push(
      ...read.found.flatMap((found) => toActs(found, flow, read.days.get(found) ?? null, scene)),
    );
    const led = table ? undefined : LED.exec(row.text)?.groups?.['verb'];
    const heading = led ? (headingIn(led) ?? null) : read.state.heading;
    state = { ...read.state, heading, goesOn: endsInOneOf(flow.text, GOES_ON) };
  }
  return acts;
}

/** A chronicle tells the month above its days. */
function sceneBelow(text: string, scene: ActScene): ActScene {
  const reference = referenceBelow(text, scene.reference);
  return reference === scene.reference ? scene : { ...scene, reference, day: null };
}

/** In a report of several meetings the rows below the opening of one are about it. */
function dayBelow(text: string, day: IsoDate | null, scene: ActScene): IsoDate | null {
  if (scene.isDocument || !(hasLetter(text, MEETS) || OF_MONTH.test(text))) return day;
  const opened = dayOfOpening(text, scene);
  return opened === undefined ? day : opened;
}

/** 免去　王芳　县财政局副局长职务, 任命：王芳为局长: the verb, set apart, speaks for the rows below too. */
const LED = lean(/^(?<verb>任命|免去|聘任|解聘|选举|补选)(?:\s+|[：:]\s*)(?=\p{Script=Han})/u);

/** Below a heading every row counts; after «决定» so does a bare 任. */
function mayTell(text: string, state: ListState, scene: ActScene): boolean {
  return (
    state.heading !== null ||
    state.goesOn ||
    endsInOneOf(text, COLONS) ||
    (state.hasDecided && text.includes('任')) ||
    hasWord(text, TELLING) ||
    text.includes('聘') ||
    (text.includes('通过') && APPROVED.test(text)) ||
    (text.length <= LONGEST_GROUP && isOfGroup(text.replace(NUMBERED, ''), scene))
  );
}

/** With its number. */
const LONGEST_GROUP = 25;
const NUMBERED = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/u;

type RowReading = {
  readonly found: readonly Found[];
  readonly days: ReadonlyMap<Found, IsoDate | null>;
  readonly state: ListState;
};

/** A row of cells: the names of the columns, or what stands below them. */
function readTable(text: string, state: ListState, scene: ActScene): RowReading | undefined {
  const barred = cellsOf(text);
  const cells = barred ?? alignedCells(text, state.columns);
  if (!cells) return undefined;
  const named = readColumns(cells);
  if (named) return { found: [], days: new Map(), state: { ...state, columns: named } };
  const isPair =
    barred && cells.length === 2 && state.columns.length === 0 && state.heading !== null;
  const columns = isPair ? (['person', 'of-heading'] as const) : state.columns;
  const found = readTableRow(text, cells, { ...state, columns }, scene);
  const isTable = found.length > 0 || (barred && !isPair && columns.length === cells.length);
  const days = new Map(found.map((one) => [one, state.day]));
  return isTable ? { found, days, state } : undefined;
}

function readRow(flow: Flow, above: ListState, scene: ActScene): RowReading {
  const text = flow.text;
  const before = ledByBody(text, above, scene);
  const list =
    readGrouped(text, before, scene) ??
    (before.heading ? readListRow(text, before, scene) : undefined);
  if (list) {
    const days = new Map(list.found.map((found) => [found, before.day]));
    return { found: list.found, days, state: list.state };
  }
  const opened = remember(text, openList(text, before, scene));
  const told = [...readWordings(text, opened, scene), ...readInlineList(text, opened, scene)];
  const found = isSectionHead(text, opened, scene) ? told.map(shortened) : told;
  const dayAt = found.length > 0 ? daysOfRow(text, { ...scene, day: opened.day }) : undefined;
  const days = new Map(
    found.map((one) => {
      const otherwise = isOthersAct(text, one, scene) ? null : opened.day;
      return [one, dayAt?.(one.told, otherwise) ?? null];
    }),
  );
  const last = found.at(-1);
  // 王芳当选临溪县委书记: what tells an act itself heads no list.
  const isTold = found.length > 0 && !endsInOneOf(text, COLONS);
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
