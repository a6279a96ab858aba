import { ACTIONS, type Action } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf, SPACES } from '../lines/letters.ts';
import { isHalfOfName } from '../lines/tidy-row.ts';
import { readNames } from '../names/names.ts';
import { isBarePost, isPost, readPosts } from '../names/posts.ts';
import type { ActScene, Column, Found, ListState } from './act-scene.ts';
import { headingIn } from './wordings.ts';

/** Cells are parted by bars or tabs: | 江一帆 | 临溪县教育局局长 | */
const CELLS = lean(/[^\S\t]*[|｜\t][^\S\t]*/u);

const BARS = lettersOf('|｜\t');

export function cellsOf(text: string): readonly string[] | undefined {
  if (!hasLetter(text, BARS)) return undefined;
  // 江一帆 | 临溪县教育局局长 |: where no bar stands before the first cell, the last one is empty.
  const isFramed = /^\s*[|｜]/u.test(text);
  return cutCells(isFramed ? text.replace(/^\s*[|｜]\s*|\s*[|｜]\s*$/gu, '') : text, CELLS);
}

/** 姓名　　　　职务, and the rows below it: cells set under each other by spaces. */
export function alignedCells(
  text: string,
  columns: readonly Column[],
): readonly string[] | undefined {
  if (text.length > LONGEST_ROW || !hasLetter(text, SPACES)) return undefined;
  const isHead = HEAD.test(text) && !/[，。；：]/u.test(text);
  if (!isHead && (columns.length === 0 || !/\S\s{2,}\S/u.test(text))) return undefined;
  const cells = cutCells(
    isHead ? text.replace(SPACED_HEAD, '') : text,
    isHead ? /\s+/u : /\s{2,}/u,
  );
  return cells && (columns.length > 0 || readColumns(cells)) ? cells : undefined;
}

/** The name of a person's column. */
const HEAD = /姓\s*名|名\s*字|人员|当选/u;
/** 姓　　名, 选　　区: as wide as what stands below */
const SPACED_HEAD = /(?<=(?:^|\s)(?:姓|选|职|性|民|单|序|备))\s+(?=[名区务别族位号注](?:\s|$))/gu;

const LONGEST_ROW = 200;

function cutCells(text: string, between: RegExp): readonly string[] | undefined {
  const cells = text.replace(/[（(][^（）()]{0,60}[）)]/gu, '').split(between);
  return cells.length > 1 ? cells : undefined;
}

/** 姓名 | 任命职务 | 免去职务; `undefined` if the row names no person's column. */
export function readColumns(cells: readonly string[]): readonly Column[] | undefined {
  const columns = cells.map((cell) => columnOf(cell.replace(/\s/gu, '')));
  return columns.includes('person') ? columns : undefined;
}

function columnOf(name: string): Column {
  if (/^(?:(?:同志|人员|代表|当选人|当选代表)?姓名|人员|名字|当选(?:代表|人|者|人员))$/u.test(name))
    return 'person';
  if (/^(?:所在)?(?:选区|选举单位|代表团)(?:名称|编?号)?$/u.test(name)) return 'voters';
  if (/^(?:任职)?(?:单位|部门|机构)(?:名称)?$/u.test(name)) return 'body';
  if (/拟|现任|现职|原任|原职|提名|建议|时任/u.test(name)) return null;
  if (/^(?:任免|任\/免|任职或免职)(?:情况|类别|类型|形式|事项|决定|意见)?$/u.test(name))
    return 'verb';
  // 任何职 | 免何职
  if (/^(?:现)?[任免](?:何|的)?(?:职|职务)$/u.test(name))
    return name.includes('免') ? 'remove' : 'appoint';
  const heading = headingIn(name);
  if (heading && /职|去|任/u.test(name)) return heading;
  return /^(?:新任)?(?:职务|职位|岗位|单位及职务|职务名称|所任职务)$/u.test(name)
    ? 'of-heading'
    : null;
}

/** The acts of one row of a table whose columns are known. */
export function readTableRow(
  text: string,
  cells: readonly string[],
  table: Pick<ListState, 'columns' | 'heading' | 'posts' | 'body'>,
  scene: ActScene,
): Found[] {
  // The last cells of a row are not printed where they are empty.
  const isShort = cells.length < table.columns.length && /[|｜]/u.test(text);
  if (cells.length > table.columns.length || isShort) return [];
  const printed = cells[table.columns.indexOf('person')] ?? '';
  const people = readNames(isSpelled(printed) ? printed.replace(/\s/gu, '') : printed);
  if (!people || cells.some((cell) => LOST.test(cell))) return [];
  const { heading, posts: held } = table;
  if (heading !== null && isOfAll(table, cells))
    return [{ people, action: heading, posts: held, ...whole(text) }];
  const verb = verbIn(cells[table.columns.indexOf('verb')]) ?? table.heading;
  const body = cells[table.columns.indexOf('body')]?.replace(/\s/gu, '') || table.body;
  return table.columns.flatMap((column, index) => {
    const action = column === 'of-heading' ? verb : column;
    const post = cells[index]?.replace(/职务$/u, '') ?? '';
    if (!isAction(action)) return [];
    if (!isPost(post.replace(/\s/gu, ''))) return [];
    // | 县公安局 | 王芳 | 副局长 |: the body in a cell of its own
    const posts = readPosts(isBarePost(post) ? `${body}${post}` : post, scene);
    return [{ people, action, posts, ...whole(text) }];
  });
}

const isAction = (column: Column | undefined): column is Action =>
  ACTIONS.some((action) => action === column);

const whole = (text: string): Pick<Found, 'start' | 'end' | 'told' | 'doubts'> => ({
  ...{ start: 0, end: text.length, told: 0 },
  doubts: [],
});

/** 选区 | 当选代表, below 下列人员当选为…代表：: the post stands above the table, and 职务 is what they are besides. */
function isOfAll(
  { columns, posts }: Pick<ListState, 'columns' | 'posts'>,
  cells: readonly string[],
): boolean {
  const voters = cells[columns.indexOf('voters')]?.replace(/\s/gu, '');
  const saysMore = columns.some((column) => column === 'verb' || isAction(column));
  return posts.length > 0 && !saysMore && (!voters || areVoters(voters));
}

/** 是否当选: 否 */
const LOST = /^(?:否|未当选|落选|不当选|未选上)$/u;

/** 第3选区, 12, 白石镇, 驻军部队; but 监票人 is none. */
const areVoters = (text: string): boolean =>
  /[0-9一二三四五六七八九十]|选区|选举单位|代表团|[省市县区州旗镇乡村]$|街道|社区|部队|机关|系统/u.test(
    text,
  );

const SPELLED = lean(/^\p{Script=Han}(?:\s+\p{Script=Han}){2,3}$/u);

/** 关　山, 诸葛　明, 石 立 春: one name with gaps, and not several. */
function isSpelled(printed: string): boolean {
  if (SPELLED.test(printed)) return true;
  const [family = '', given = '', ...others] = printed.split(/\s+/u);
  return (
    others.length === 0 &&
    /^\p{Script=Han}{1,2}$/u.test(given) &&
    (/^\p{Script=Han}$/u.test(family) || isHalfOfName(family))
  );
}

/** | 关　山 | 决定任命 | 临溪县水利局局长 |: the verb of a row in a cell of its own. */
function verbIn(cell: string | undefined): Action | undefined {
  const name = cell?.replace(/\s/gu, '') ?? '';
  if (name === '任' || name === '免') return name === '任' ? 'appoint' : 'remove';
  return headingIn(name);
}
