import type { Action } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';
import { isOrganizationName } from '../lines/row-marks.ts';
import { readNames, startsWithSurname } from '../names/names.ts';
import { isPost, type Post, readPosts } from '../names/posts.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { bodyOfOffices } from './body-of-offices.ts';

type ListReading = { readonly found: readonly Found[]; readonly state: ListState };

/** Reads a row of a list under a heading; `undefined` if the row is no part of a list, but prose. */
export function readListRow(
  text: string,
  state: ListState,
  scene: ActScene,
): ListReading | undefined {
  const heading = state.heading;
  if (!heading) return undefined;
  const ofDeputies = state.posts.some(({ post }) => post === '代表') ? withoutVoters(text) : text;
  if (ofDeputies !== text) return readNamesRow(ofDeputies, state, heading, scene);
  const named = readLabel(text, state, heading, scene) ?? readNamesRow(text, state, heading, scene);
  const read = readBody(text, state) ?? named ?? readPair(text, state, heading, scene);
  return read && { ...read, state: { ...read.state, isNaming: read === named } };
}

/** 第3选区　孟山, 临溪县　白水　赵铁, 1．城关镇第五选区　钱江: the names without those whose deputies they are. */
function withoutVoters(text: string): string {
  if (!/\s/u.test(text) || /[，。；：]/u.test(text)) return text;
  const parts = text
    .replace(/第\s*(?<nth>[0-9一二三四五六七八九十]{1,3})\s*(?=选区)/gu, '第$<nth>')
    .split(/\s+/u);
  const names = parts.filter((part) => !VOTERS.test(part.replace(/^[0-9]{1,3}[.．、]/u, '')));
  return names.length > 0 && names.length < parts.length ? names.join(' ') : text;
}

/** 王红旗 is a name. */
const VOTERS = lean(
  /^\p{Script=Han}{0,10}第?[0-9一二三四五六七八九十]{1,3}选区$|(?:选区|选举单位|代表团|街道|部队|机关|系统)$|^\p{Script=Han}{2,9}[省市县区州乡]$|^\p{Script=Han}{2,9}(?<![红国军锦战])[旗镇]$/u,
);

/** 和兴区第九届人民代表大会常务委员会, alone on its row */
function readBody(text: string, state: ListState): ListReading | undefined {
  const body = bodyOfOffices(text);
  if (body) return { found: [], state: { ...state, body, posts: [] } };
  const isBody = isOrganizationName(text) && text.length > 4 && !readNames(text);
  return isBody ? { found: [], state: { ...state, body: text, posts: [] } } : undefined;
}

/** 副主任委员, alone on its row, below a body or a heading */
const isBareLabel = (text: string, state: ListState): boolean =>
  text.length <= (state.heading === 'elect' ? 20 : 6) &&
  !/[，。；：、为\s]|(?<!主)任|免去/u.test(text) &&
  isPost(text) &&
  (state.body !== '' || state.heading !== null);

/** 副主任：冷冰 唐诗雅 关胜 / 临溪县人民法院审判员：王芳、李明 / 委员： */
function readLabel(
  text: string,
  state: ListState,
  heading: Action,
  scene: ActScene,
): ListReading | undefined {
  const { label, names } =
    LABEL_FIRST.exec(text)?.groups ??
    (isBareLabel(text, state) ? { label: text, names: '' } : officeFirst(text, state));
  if (label === undefined || names === undefined) return undefined;
  if (!isPost(label)) {
    // 第一选区：关羽 张飞, below «当选为…代表»
    const isOfWhom = /(?:选区|选举单位|代表团|[省市县区州旗镇乡]|街道|部队)$/u.test(label);
    return isOfWhom ? readNamesRow(names, state, heading, scene) : undefined;
  }
  if (/任命|免去|选举(?!委员会)|补选|接受|聘任|解聘|撤销|罢免|通过/u.test(label)) return undefined;
  // 审判委员会委员, below 区人民法院: its own
  const isGroup =
    (/(?:法院|检察院|政府)$/u.test(state.body) && !/^[省市县区州旗镇乡](?!长)/u.test(label)) ||
    (/(?:常委会|常务委员会)$/u.test(state.body) &&
      /^(?:办公室|研究室|.{2,12}工作委员会|.{2,8}工委)/u.test(label)) ||
    (state.body.endsWith('委员会') && label.startsWith('办公室'));
  const posts = isGroup
    ? readPosts(`${state.body}${label}`, scene)
    : readPosts(label, scene).map((post) => ofBody(post, state, scene));
  const people = readNames(names.replace(/[。；]$/u, ''));
  if (!people && names !== '') return undefined;
  const next = { ...state, posts };
  return { found: people ? [found(text, people, heading, posts, scene)] : [], state: next };
}

/** 副主席　张又新　何卫 */
function officeFirst(text: string, state: ListState): { label?: string; names?: string } {
  const { office = '', names } =
    /^(?<office>[^\s，。；：]{2,24})\s+(?<names>.{2,})$/u.exec(text)?.groups ?? {};
  // 市长　王芳, under a document, is who signed it.
  const isSignature = state.heading !== 'elect' && /^[省市县区州]长$|共和国主席$/u.test(office);
  if (!isPost(office) || isSignature) return {};
  const people = names ? readNames(names.replace(/[。；]$/u, '')) : undefined;
  const familiar = people?.filter(startsWithSurname).length ?? 0;
  // 检察长　勒尔木果（彝族）, below the body that it heads: of one office one name, whatever its letters are.
  const isOfBody = people?.length === 1 && state.body !== '' && state.heading === 'elect';
  const arePeople = people && (isOfBody || familiar * 2 >= people.length);
  return names && arePeople ? { label: office, names } : {};
}

/** 丁宁 卫东升 毛睿 孔令辉, below a label or a heading that gives the post */
function readNamesRow(
  text: string,
  state: ListState,
  heading: Action,
  scene: ActScene,
): ListReading | undefined {
  const people = readNames(text.replace(/[。；，、]$|[0-9]{1,2}[.．、]/gu, ' '));
  if (!people || state.posts.length === 0 || TOWN.test(text)) return undefined;
  // 拖　雷（蒙古族）, below 副区长：周伯通　欧阳克: alone on its row, it goes on with theirs.
  const isLast = state.isNaming && people.length === 1 && text.length <= 3;
  const familiar = people.filter((person) => startsWithSurname(person) || /[·•・‧]/u.test(person));
  // 13．皮日休　14．西门吹: a numbered cell is one of a list.
  const isNumbered = (text.match(/[0-9]{1,2}[.．、]/gu) ?? []).length === people.length;
  if (!isNumbered && !isLast && familiar.length * 2 < people.length) return undefined;
  return { found: [found(text, people, heading, state.posts, scene)], state };
}

/** 大河镇, alone above those whom it elected */
const TOWN = lean(/^\p{Script=Han}{2,6}[镇乡县区市]$/u);

const PAIR = lean(
  /^(?:[0-9]{1,2}[.、．])?(?<name>[\p{Script=Han}·•・‧、]{2,60})(?:同志)?[\s：:](?<post>[^，。；：为·\s]{2,80}?)(?:职务|一职)?[。；，]?$/u,
);
// 第一选区：关羽 张飞
const LABEL_FIRST = lean(/^(?<label>[\p{Script=Han}、0-9]{2,60})[：:]\s*(?<names>.*)$/u);

/** 孙武 松岭市物资局局长职务。 / 王芳 临溪县民政局局长 */
function readPair(
  text: string,
  state: ListState,
  heading: Action,
  scene: ActScene,
): ListReading | undefined {
  const { name, post } = PAIR.exec(text)?.groups ?? {};
  const people = name ? readNames(name) : undefined;
  // 王芳、李明　临溪县人民法院审判员: of several each must have a family name.
  const arePeople = people && (people.length === 1 || people.every(startsWithSurname));
  if (!arePeople || !post || !isPost(post)) return undefined;
  const { verb, held } = VERB_OF_PAIR.exec(post)?.groups ?? {};
  const action = verb ? (verb.startsWith('免') ? 'remove' : 'appoint') : heading;
  const posts = readPosts(held ?? post, scene).map((one) => ofBody(one, state, scene));
  return { found: [found(text, people, action, posts, scene)], state };
}

/** 李　明　|免去|副局长, 赵　铁　|任|政委; but 任丘市教育局局长 is of a place */
const VERB_OF_PAIR = lean(
  /^(?<verb>免去?|任命?为?(?=[省市县区州旗镇乡副局主书委政]))(?<held>\p{Script=Han}{2,}.*)$/u,
);

/** A label without a body of its own (主任) is an office of the body above it. */
function ofBody(post: Post, state: ListState, scene: ActScene): Post {
  if (post.organization !== '') return post;
  if (state.body === '') return ofChief(post, state.posts.at(-1));
  const [whole] = readPosts(`${state.body}${post.post}`, scene);
  return whole ? { ...whole, isActing: post.isActing } : post;
}

/** 县人大常委会主任：王芳, and below it 副主任：李明 */
function ofChief(post: Post, chief: Post | undefined): Post {
  const isOf = chief && post.post.startsWith('副') && chief.post.endsWith(post.post.slice(1));
  return isOf ? { ...post, organization: chief.organization, isResolved: chief.isResolved } : post;
}

function found(
  text: string,
  people: readonly string[],
  action: Action,
  posts: readonly Post[],
  scene: ActScene,
): Found {
  return {
    people,
    action,
    posts,
    start: 0,
    end: text.length,
    told: 0,
    doubts: scene.isDocument ? [] : ['told-in-report'],
  };
}
