import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf, WHITE } from '../lines/letters.ts';
import { isStanding, resolveOrganization } from './organizations.ts';
import type { Homes } from './places.ts';
import { TITLE } from './post-words.ts';
import { GOVERNMENT, isSpecialCommittee, splitPost } from './split-post.ts';

/** One post of a person: what it is called and the body in which it is held. */
export type Post = {
  readonly post: string;
  readonly organization: string;
  /** 代县长, 代理主任: held until someone is elected. */
  readonly isActing: boolean;
  /** The text tells the body in full. */
  readonly isResolved: boolean;
};

/** What the text around a post tells about where it is held. */
export type PostScene = {
  readonly homes: Homes;
  /** The place of the issuing body: 平阳县. */
  readonly issuerPlace: string | null;
  /** The issuing body: 集团公司 and 学校 mean it, if it is one. */
  readonly issuer: string | null;
  /** The congress session the article is about, for the officers of its presidium. */
  readonly session: string | null;
  /** The CPPCC committee the article is about: its special committees are named without it. */
  readonly council: string | null;
  /** Its headline says so: then a 副主席 of no body told is the committee's. */
  readonly isOfCouncil: boolean;
  /** The court of the issuer's place, where the text names it: 江州市中级人民法院. */
  readonly court: string | null;
  /** 人民政府; in texts of its years 人民委员会. */
  readonly government: string;
};

const QUALIFIER =
  /^(?:挂职)?(?:担任|兼任|兼)|[0-9一二三四五六七八九十]{1,3}[位名](?=副|主|常|委)|(?:，|（|\()?(?:试用期|任期|聘期|挂职).*$|第[一二三四五六七八九十]{1,3}任/gu;

/** The posts in 「副院长、审判委员会委员、审判员」 or 「局长兼协会会长」, each with its body. */
export function readPosts(printed: string, scene: PostScene): Post[] {
  const posts: Post[] = [];
  let body = '';
  for (const part of splitPosts(printed)) {
    const { organization, post } = splitPost(part, body);
    if (post === '') continue;
    body = organization === '' ? body : organization;
    posts.push(resolvePost(post, body, scene));
  }
  return posts;
}

/** Whether a text ends in the name of an office: 县民政局局长, 委员, 第四巡回法庭庭长. */
export function isPost(text: string): boolean {
  return TITLE.test(text);
}

/** 副局长, 审判委员会委员: with nothing before it that says where. */
export const isBarePost = (text: string): boolean =>
  TITLE.exec(text.replace(/^(?:审判|检察)委员会/u, ''))?.index === 0;

/** 主席时, 副主席是: the words after an office that go on with the sentence. */
function withoutTail(part: string): string {
  const bare = part.replace(/(?:时|后|之后|以后|是|的)$/u, '');
  return bare !== part && isPost(bare) ? bare : part;
}

/** 市、县人大代表: of the one and of the other. */
const SHARED_BODY = /(?<one>[省市县区])、(?<other>[市县区乡镇])(?<rest>(?:人大|政协).*)$/u;

/** 市社会科学院|兼职|副院长, 县人民政府|挂职|副县长: how it is held, and no part of it. */
const PART_TIME =
  /(?:兼职|挂职)(?=(?:常务)?副|主[任席]|书记|委员|理事|[省市县区州局厅部院校会处科]长)/gu;

/** What parts posts, or stands around one, has one of these; most posts have none. */
const SEVERAL = lettersOf('、，,；兼和及担位名期挂第的职等时后是', WHITE);

function splitPosts(printed: string): string[] {
  if (!hasLetter(printed, SEVERAL)) return printed.length >= 2 ? [printed] : [];
  return printed
    .replace(SHARED_BODY, '$<one>$<rest>、$<other>$<rest>')
    .replace(PART_TIME, '')
    .split(
      /[、，,；\s]|兼任?(?=.{2})|[和及](?<=(?:委员|常委|成员|主任|秘书长|[院局县市区部庭校]长|书记|主席|审判员|检察员).)(?=.{2})/u,
    )
    .map((part) =>
      part
        .replace(QUALIFIER, '')
        .replace(/^的|(?:的)?(?:等)?(?:一职|职务|等职|职级|职|等人事任免)$/gu, ''),
    )
    .map(withoutTail)
    .filter((part) => part.length >= 2);
}

/** 公诉二处, 控告申诉检察处, 第三检察部: only a procuratorate has them. */
const OF_PROCURATORATE = lean(
  /^(?:公诉|侦查监督|反贪污贿赂|反渎职侵权|第[一二三四五六七八九十]检察|[^省市县区州旗院]{2,6}检察)[一二三四五]?[处科部局]$/u,
);

function resolvePost(printed: string, told: string, scene: PostScene): Post {
  // 代理县长 / 代理|漳州市人民政府|市长
  const isActing = /^(?:代理|代)(?!表)/u.test(printed) || /^代理(?=.{3})/u.test(told);
  const body = told.replace(/^代理(?=.{3})/u, '');
  const post = printed.replace(/^(?:代理|代)(?!表)/u, '');
  const issuer = houseOf(scene.issuer ?? '');
  const division = (issuer && body.startsWith(issuer) ? body.slice(issuer.length) : body).replace(
    /^(?:本|我)?街道(?:办事处)?(?=.)/u,
    '',
  );
  if (isDivisionOf(issuer, division))
    return { post: `${division}${post}`, organization: issuer, isActing, isResolved: true };
  if (scene.issuerPlace && OF_PROCURATORATE.test(body)) {
    const procuratorate = `${scene.issuerPlace}人民检察院`;
    return { post: `${body}${post}`, organization: procuratorate, isActing, isResolved: true };
  }
  const organization = bodyOf(post, body, scene);
  // Of which town 人大主席 is, a text of several does not say.
  const isGuess = isOfTown(body, post) && !isTown(scene.issuerPlace);
  if (organization === '') return { post, organization, isActing, isResolved: false };
  const { name, isResolved } = resolveOrganization(organization, scene.homes, scene.issuerPlace);
  // 村党支部书记: of which village nobody tells.
  return {
    post,
    organization: name,
    isActing,
    isResolved: isResolved && !isGuess && name.length > 1,
  };
}

/** The body as printed, or the one that an office without a body is always held in. */
function bodyOf(post: string, body: string, scene: PostScene): string {
  const { issuerPlace, session } = scene;
  const issuer = houseOf(scene.issuer ?? '');
  if (issuer && isOwnBody(body, issuer)) return issuer;
  if (/^(?:大会|会议|本次会议|本次大会)$/u.test(body)) return session ?? body;
  if (session && /主席团/u.test(post) && (body === '' || /主席团$/u.test(body))) return session;
  const level = GOVERNMENT.exec(post)?.groups?.['level'];
  // 政府副县长 / 县委副书记、|县长: no other body has one
  if (scene.council && OF_COUNCIL.test(body)) return `${scene.council}${body}`;
  if (level && (/^(?:人民)?政府$/u.test(body) || isParty(body))) return governmentOf(level, scene);
  // 通过王芳为法制委员会主任委员, in an announcement of its congress
  if (
    issuerPlace &&
    isSpecialCommittee(body) &&
    /代表大会/u.test(scene.issuer ?? scene.session ?? '')
  )
    return `${issuerPlace}人民代表大会${body}`;
  if (isStanding(body) && issuerPlace && /代表大会/u.test(scene.issuer ?? scene.session ?? ''))
    return `${issuerPlace}人民代表大会常务委员会`;
  if (isOfTown(body, post)) return `${townOf(scene) ?? ''}人民代表大会`;
  if (body !== '') return body;
  if (scene.council && scene.isOfCouncil && /^(?:副?主席|秘书长|常务委员|常委|委员)$/u.test(post))
    return scene.council;
  if (/^(?:国务委员|副?总理)$/u.test(post)) return '国务院';
  if (level) return governmentOf(level, scene);
  if (!issuerPlace) return '';
  if (/^副?院长$|庭长$|审判员$|陪审员$|^审判委员会|^执行局/u.test(post))
    return scene.court ?? `${issuerPlace}人民法院`;
  if (/检察/u.test(post)) return `${issuerPlace}人民检察院`;
  return '';
}

/** 人大主席: only the congress of a town has one. */
const isOfTown = (body: string, post: string): boolean =>
  /^人(?:大|民代表大会)$/u.test(body) && /^副?主席$/u.test(post);

const isTown = (place: string | null): place is string => /[镇乡]$/u.test(place ?? '');

function townOf({ homes, issuerPlace }: PostScene): string | undefined {
  return isTown(issuerPlace) ? issuerPlace : (homes.get('镇') ?? homes.get('乡'));
}

/** 教科卫体委员会, told of at a CPPCC committee's meeting */
const OF_COUNCIL = lean(
  /^(?:提案|经济|农业和?农村|人口资源环境|教科文?卫体|社会和?法制|民族和?宗教|港澳台侨|外事|文化文史和学习|文史和?学习|委员联络|学习)[\p{Script=Han}]{0,6}委员会$/u,
);

function isParty(body: string): boolean {
  return /^中共|委$|党工委$/u.test(body);
}

/** A company's or a school's notice may be signed by its Party committee. */
function houseOf(issuer: string): string {
  const house =
    /^(?<house>.*(?:公司|集团))(?:第[一二三四五六七八九十]{1,3}届)?(?:董事会|监事会|股东会|股东大会).*$/u.exec(
      issuer,
    )?.groups?.['house'];
  if (house) return house;
  return issuer.replace(/^中共(.*(?:公司|集团|学校|中学|小学|医院|大学|学院))委员会$/u, '$1');
}

/** 教务处处长 in a notice of a college, 刑侦大队大队长 in one of a police bureau: its own divisions. */
function isDivisionOf(issuer: string, body: string): boolean {
  if (/[省县区镇乡]|(?<!城)市(?![政场])|街道/u.test(body) || body.length > 14) return false;
  if (/附属|医院$/u.test(body)) return false;
  if (/局$/u.test(issuer)) return /(?:[科股室处]|总队|支队|大队|中队|派出所)$/u.test(body);
  if (/(?:监察委员会|纪律检查委员会|法院|检察院)$/u.test(issuer))
    return /(?:(?<!办公)室|[庭处科组部]|支队|大队)$/u.test(body);
  return (
    /(?:公司|集团|学院|大学|学校|中学|小学|医院|街道办事处)$/u.test(issuer) &&
    /(?:[处科股室系部院]|中心|图书馆|团委)$/u.test(body) &&
    !isOwnBody(body, issuer)
  );
}

/** 「集团公司副总经理」 in a notice of …集团有限公司: its own. */
function isOwnBody(body: string, issuer: string): boolean {
  const kind =
    /^(?:本|我)?(?:集团)?(?<kind>公司|学校|校|医院|院|集团)(?:(?:第[一二三四五六七八九十]{1,3}届)?(?:董事会|监事会))?$/u.exec(
      body,
    )?.groups?.['kind'];
  if (!kind) return false;
  return kind === '学校'
    ? /(?:学校|中学|小学|学院|大学)$/u.test(issuer)
    : issuer.endsWith(kind) || (kind === '集团' && /集团.{0,8}公司$/u.test(issuer));
}

function governmentOf(level: string, { homes, issuerPlace, government }: PostScene): string {
  const home = issuerPlace?.endsWith(level) ? issuerPlace : homes.get(level);
  return `${home ?? level}${government}`;
}
