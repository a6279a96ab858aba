import type { Action, IsoDate } from '../../domain/index.ts';
import { daysOfRow } from '../days/act-day.ts';
import { lean } from '../lines/lean.ts';
import { CLAUSE_MARKS, COLONS, endsInOneOf, hasLetter } from '../lines/letters.ts';
import { isPost, readPosts } from '../names/posts.ts';
import type { ActScene, ListState } from './act-scene.ts';
import { bodyOfElected, bodyOfMembers, namesOther } from './body-of-offices.ts';
import { groupOf, isOfGroup } from './grouped-list.ts';
import { isRefusedHeading } from './not-done.ts';
import { headingIn } from './wordings.ts';

/** 一、 / （二） / 现予公告: a section of its own, or the closing formula. */
const SECTION =
  /^(?:(?<number>[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)|现予|特此)/u;

/** A new numbered section or the closing formula ends a list, unless the section is named by a post. */
export function openList(text: string, state: ListState, scene: ActScene): ListState {
  // Only the row that opens a list speaks for the rows below it.
  const isDeciding =
    endsInOneOf(text, COLONS) && /决定|通过|选举|[补当]选|选出|会议|研究|任免|批[准示]/u.test(text);
  const told = isDeciding ? dayAt(text.length, text, state, scene) : state.day;
  const opened = {
    ...state,
    day: told,
    hasDecided:
      state.hasDecided ||
      /(?:决定|批准|通过|同意|研究|表决)[^。]{0,20}[：，]|职务任免[。，]|任免名单(?:显示|中)|任[免职](?:通知|名单|信息)：|(?:宣读|宣布)了?[^。]{2,60}(?:文件|通知|决定|名单)[：，]/u.test(
        text,
      ),
  };
  const section = SECTION.exec(text);
  if (!section) return opened;
  const name = text.slice(section[0].length).replace(/[：:]$/u, '');
  const body = section.groups?.['number']
    ? BODY_OF_SECTION.exec(name)?.groups?.['body']
    : undefined;
  if (body && state.opening) return { ...opened, heading: state.opening, posts: [], body };
  // 一、县教育局, and below it 王芳任副局长
  if (section.groups?.['number'] && scene.isDocument && isOfGroup(name, scene))
    return { ...groupOf(name, opened), heading: null, posts: [] };
  return section.groups?.['number'] && state.announced !== '' && isPost(name) && name.length <= 40
    ? nameSection(name, opened, scene)
    : { ...opened, heading: null, posts: [], body: '' };
}

// 三、|县人民法院| / 一、|县人大常委会|工作机构, below 任命名单
const BODY_OF_SECTION = lean(
  /^(?<body>[\p{Script=Han}]{2,30}?(?:委员会|常委会|政府|法院|检察院))(?:工作机构|办事机构|组成人员|机关|有关人员|人员)?$/u,
);

function dayAt(at: number, text: string, state: ListState, scene: ActScene): IsoDate | null {
  const day = state.day ?? scene.day;
  return daysOfRow(text, { ...scene, day })(at, day);
}

/** 二、中共江州市委书记 / 三、…纪律检查委员会书记、副书记: what the names below it are, of which body. */
function nameSection(name: string, state: ListState, scene: ActScene): ListState {
  const posts = readPosts(name, scene);
  const [first] = posts;
  const body =
    /^.*?(?:委员会|书记处|政治局|政府|法院|检察院|主席团|人大|[县市省区]委)/u.exec(name)?.[0] ?? '';
  const heading = verbOf(body, state.announced) ?? state.heading;
  return posts.length === 1 && first
    ? { ...state, heading, posts, body: '' }
    : { ...state, heading, posts: [], body };
}

const VERB_OF = lean(/(?<verb>选举了?|选出了?|通过了?|决定了?|批准了?)[^，。；]{0,60}$/u);

/** 「选举了…；通过了…纪律检查委员会…」: the verb that stands before the body where the lists were announced. */
function verbOf(body: string, announced: string): Action | undefined {
  const core = body.replace(/^(?:中共|中国共产党)?/u, '').slice(-7);
  const at = announced.indexOf(core === '' ? body : core);
  const verb = at < 0 ? undefined : VERB_OF.exec(announced.slice(0, at))?.groups?.['verb'];
  if (verb === undefined) return undefined;
  if (/选/u.test(verb)) return 'elect';
  return /批准/u.test(verb) ? 'approve-appointment' : 'appoint';
}

/** 任命涡口县选举委员会组成人员：, or without a verb in a decision of the congress that has the body. */
function headMembers(text: string, state: ListState, scene: ActScene): ListState | undefined {
  const { body, verb } = bodyOfMembers(text) ?? {};
  if (!body || /候选|建议|提请|提名|推荐|拟/u.test(text)) return undefined;
  const isOfCongress =
    scene.isDocument &&
    /人民代表大会/u.test(scene.issuer ?? '') &&
    /选举委员会$|人民代表大会/u.test(body);
  if (!verb && !isOfCongress) return undefined;
  const heading = verb && /选举|补选/u.test(verb) ? 'elect' : 'appoint';
  return { ...state, heading, posts: [], body, organization: body };
}

// 任命下列人员为…人民陪审员|，任期五年： / |，名单如下： / |，按姓氏笔画为序：
const TERM = lean(
  /(?:，(?:自|任期|聘期|试用期|按姓[氏名]|(?:具体)?名单如下|其中)[^，。；：]{0,16})+[：:]$/u,
);

// 附：平阳县人民法院人民陪审员|名单
const NAMES_OF = lean(/^(?:附件?[0-9]?[：:]?)?(?<post>[^，。；：]{4,40})名单[：:]?$/u);

/** 「决定免去：」 at the end of a row, or alone as a section's name, speaks for the rows below. */
export function headList(text: string, state: ListState, scene: ActScene): ListState {
  const elected = ELECTED_BY.exec(text)?.groups?.['body'];
  if (elected !== undefined) return headElected(elected, text, state, scene);
  const body = bodyOfElected(text);
  if (body) return { ...state, heading: 'elect', posts: [], body };
  const members = endsInOneOf(text, COLONS) ? headMembers(text, state, scene) : undefined;
  if (members) return members;
  const isOfBelow = OF_ALL.test(text);
  const clause = /(?:^|[，。；：、])(?<clause>[^，。；：]{2,90}?)[：:]?$/u.exec(
    isOfBelow ? text.replace(/，[^，]*$/u, '：') : text.replace(TERM, '：'),
  )?.groups?.['clause'];
  const listed = NAMES_OF.exec(text)?.groups?.['post'];
  const verb = state.heading ?? state.action;
  if (listed && verb && isPost(listed))
    return { ...state, heading: verb, posts: readPosts(listed, scene) };
  // 选出…主任1名、副主任3名，现予公告。
  if (COUNTED.test(text)) return announceList(text, state, scene);
  const isHeading =
    isOfBelow || endsInOneOf(text, COLONS) || (text.length <= 14 && !hasLetter(text, CLAUSE_MARKS));
  if (!clause || !isHeading) return state;
  // 现提请任命： is no act's heading.
  if (/候选人/u.test(text) || (/提请|提名|建议|推荐|^拟/u.test(clause) && !/决定|通过/u.test(text)))
    return { ...state, heading: null };
  const heading = headingIn(clause);
  if (!heading && isRefusedHeading(clause)) return { ...state, heading: null };
  if (!heading) return /如下|公布|公告/u.test(clause) ? announceList(text, state, scene) : state;
  const post = DEPUTIES.test(clause) ? `${state.congress}代表` : postOfAll(clause);
  const filled = FILLS.exec(clause)?.groups?.['post'] ?? '';
  if (filled.length > 3 && isPost(filled) && endsInOneOf(text, COLONS)) {
    const held = readPosts(filled, scene);
    return { ...state, heading, posts: held, isNaming: held.length === 1 };
  }
  const isDeputies = post === `${state.congress}代表`;
  const isOfAll =
    isDeputies || (isPost(post.replace(/职务$/u, '')) && /为|辞去|的|当选/u.test(clause));
  const posts = isOfAll ? readPosts(post, scene) : [];
  return {
    ...state,
    heading,
    posts,
    body: heading === 'elect' && namesOther(clause, state.body) ? '' : state.body,
    // 依法补选，现将选举结果公布如下：, and below it 一、县人大常委会副主任
    announced: /(?:公布|公告|宣布)如下/u.test(clause) ? text.slice(-600) : state.announced,
    organization: posts.at(-1)?.organization ?? state.organization,
  };
}

/** 任命下列人员为|临溪县人民法院人民陪审员|, 下列人员于5月16日补选为|…代表|: what all of them are to be, or were. */
function postOfAll(clause: string): string {
  const post =
    /(?:人员|人士|同志|[0-9一二三四五六七八九十]人|为)(?:当选)?(?:为)?(?<post>[^，。；：]{2,80})$/u.exec(
      clause.replace(/的?(?:人员)?名单(?:公[布告])?(?:如下)?$/u, ''),
    )?.groups?.['post'];
  return post?.replace(/^[^，]{0,30}?(?:当选为?|[补增推]选为?|选举为|辞去)(?=.{2})/u, '') ?? '';
}

// 补选|岚江市第八届人民代表大会常务委员会副主任|：
const FILLS = lean(
  /^(?:决定)?(?:补选|增选|选举|选出|任命|聘任)了?(?<post>(?!产生)[^，。；：、为]{2,60})$/u,
);

// 现将|当选的代表名单|公布如下： / 现将|补选的临溪县第十七届人民代表大会代表|公布如下： / 现将|…代表当选名单|公布如下：
const DEPUTIES = lean(
  /(?:当选|补选|选出|选举产生)的?[^，。；：]{0,30}?代表(?:名单|姓名)?(?:予以)?(?:公布|公告)|代表当选(?:人员)?名单(?:予以)?(?:公布|公告)/u,
);
// 下列人员当选为…代表|，现予公告。
const OF_ALL = lean(
  /(?:下列|以下|如下)(?:人员|同志|\p{Script=Han}{0,4}名?同志)[^，。；：]{4,60}，现?予以?公[布告]。$/u,
);

const COUNTED = lean(
  /(?:选出|选举产生了?|选举|补选)[^，。；：]{4,60}[0-9一二三四五六七八九十]{1,3}[名人][^。]{0,40}，现?予以?公[布告]。$/u,
);

// 江州市第十四届人民代表大会常务委员会|主任、副主任、秘书长已由…于2023年3月10日选出
const ELECTED_BY = lean(
  /^(?<body>[\p{Script=Han}]{4,40}?委员会)(?:[副第]?(?:委员长|主任|主席)|秘书长)[\p{Script=Han}、]{0,30}已由[^。]{6,80}选出/u,
);

function headElected(body: string, text: string, state: ListState, scene: ActScene): ListState {
  const day = dayAt(text.search(/选出/u), text, state, scene);
  return { ...state, heading: 'elect', posts: [], body, day };
}

/** 「…选举产生江州市人民政府市长、副市长。现公告如下：」: the row's last verb speaks for the list. */
function announceList(text: string, state: ListState, scene: ActScene): ListState {
  const last = [...text.matchAll(/选举|选出|补选|当选|任命|免去|聘任|解聘|罢免|撤销/gu)].at(-1);
  const verb = last?.[0];
  const heading = verb && headingIn(verb);
  if (!heading) return state;
  const rest = text.slice(last.index + 2);
  const body = BODY_OF_LIST.exec(rest)?.groups?.['body'];
  const post = (POST_OF_LIST.exec(rest) ?? DEPUTIES_OF_LIST.exec(rest))?.groups?.['post'] ?? '';
  const posts = isPost(post) ? readPosts(post, scene) : [];
  return {
    ...state,
    heading,
    posts,
    body: body ?? state.body,
    announced: text.slice(-600),
  };
}

// 下列同志当选|为清河县第十届人民代表大会代表|，现予公布：
const POST_OF_LIST = lean(/^(?:为|(?=[^，。；：]{4,40}代表，))(?<post>[^，。；：]{2,60})，/u);
// 选举产生|泽阳市第五届人民代表大会代表|14名，现予公告：
const DEPUTIES_OF_LIST = lean(
  /^(?:产生)?了?(?<post>[^，。；：]{4,40}?代表)(?:共)?[0-9一二三四五六七八九十百]{1,4}[名人]/u,
);

// 选出|平阳县第十八届人民代表大会常务委员会|主任1人、副主任3人
const BODY_OF_LIST = lean(
  /^(?:产生)?了?(?<body>[\p{Script=Han}]{4,40}?委员会)(?=组成人员|[副第]?(?:主任|主席|委员|秘书长))/u,
);
