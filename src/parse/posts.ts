import { resolveOrganization } from './organizations.ts';
import type { Homes } from './places.ts';

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
};

const RANK =
  '(?:常务|第一|[一二三四]级|名誉|执行|首席|专职|党组|党委|党工委|党总支|党支部|主席团|代理|代(?!表))';
const OFFICE =
  '国务委员|总理|委员长|主任委员|主任科员|主任督学|主任|主席团成员|常务主席|执行主席|主席|总书记|书记员|书记|秘书长|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|局长|厅长|部长|司长|处长|科长|院长|分院检察长|庭长|检察长|审判长|助理审判员|审判员|助理检察员|检察员|人民陪审员|人民监督员|陪审员|执行员|首席大法官|大法官|委员|常务委员|常委|组成人员|成员|代表|理事长|常务理事|理事|会长|董事长|董事|监事长|监事|总经理|经理|校长|园长|馆长|台长|社长|总编辑|总编|站长|所长|总队长|支队长|大队长|中队长|队长|政治委员|政委|组长|行长|关长|署长|总监|参事|督学|督察长|财务总监|财务负责人|专员|巡视员|调研员|总工程师|总会计师|总经济师|总规划师|总农艺师|总审计师|审计长|行政长官|特命全权大使|大使|总领事|召集人|负责人|国家安全事务顾问|顾问|司令员|参谋长|总指挥|指挥长|教导员|指导员|秘书|团长|总裁|主持人|公证员';
const TITLE = new RegExp(`${RANK}{0,3}副?(?:${OFFICE})$`, 'u');
const COURT = /^(?<court>.*?(?:法院|检察院)(?:[\p{Script=Han}]{0,10}分院)?)(?<post>.{2,30})$/u;
const ABROAD = /^(?<state>中华人民共和国)?(?<post>(?:常)?驻.{2,30}(?:大使|代表|总领事|公使))$/u;
const GOVERNMENT = /^(?:常务|第一)?副?(?<level>[省市县区州盟旗镇乡])长$/u;
const PLACE_ONLY = /^[\p{Script=Han}]{0,12}(?:省|自治区|市|县|区|州|盟|旗|镇|乡)$/u;
const DEPARTMENT = /^(?:常务|第一)?副?(?<kind>[局厅部署校])长$/u;
const DIVISION =
  /^(?<body>[\p{Script=Han}]{2,30}?(?:[局厅部]|公司|大学|学院|中学|小学|学校|幼儿园|医院|集团))(?<division>[\p{Script=Han}]{2,16}(?:[科处股室系庭部]|大队|支队|中队|总队|派出所|分局|所))$/u;
/** 全国人大常委会委员、|宪法和法律委员会|副主任委员: of the same congress. */
const SPECIAL_COMMITTEE =
  /^(?:宪法和法律|法制|法律|监察和司法|内务司法|财政经济|预算|民族|民族宗教|教育科学文化卫生|外事|华侨|环境与资源保护|城乡建设与环境资源保护|农业与农村|社会建设)委(?:员会)?$/u;
const CONGRESS_OF = /^(?<congress>.*(?:人民代表大会|人大))(?:常务委员会|常委会)?$/u;
const PARTY_OF_PLACE = /(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道)$/u;
const QUALIFIER =
  /^(?:挂职)?(?:担任|兼任|兼)|(?:，|（|\()?(?:试用期|任期|聘期|挂职).*$|第[一二三四五六七八九十]{1,3}任/gu;

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

function splitPosts(printed: string): string[] {
  return printed
    .replace(/\s/gu, '')
    .split(
      /[、，,；]|兼任?(?=.{2})|(?<=委员|主任|[院局县市区部庭校]长|书记|主席|审判员|检察员)[和及](?=.{2})/u,
    )
    .map((part) =>
      part.replace(QUALIFIER, '').replace(/^的|(?:的)?(?:等)?(?:一职|职务|等职|职)$/gu, ''),
    )
    .filter((part) => part.length >= 2);
}

/** The body printed before a post, `''` if none is; `before` is that of the post before it. */
function splitPost(part: string, before: string): { organization: string; post: string } {
  const court = COURT.exec(part)?.groups;
  if (court) return { organization: court['court'] ?? '', post: court['post'] ?? '' };
  const isOfCourt = /(?:法院|检察院|分院)$/u.test(before);
  if (isOfCourt && /庭|审判|检察|执行|委员会委员/u.test(part))
    return { organization: before, post: part };
  const abroad = ABROAD.exec(part)?.groups;
  if (abroad) return { organization: abroad['state'] ?? before, post: abroad['post'] ?? '' };
  const title = TITLE.exec(part);
  if (!title) return splitUnknown(part, before);
  const body = part.slice(0, title.index);
  return body === '' ? { organization: '', post: title[0] } : splitBody(body, title[0], before);
}

function splitBody(
  body: string,
  title: string,
  before: string,
): { organization: string; post: string } {
  const rank = title.replace(/^(?:代理|代)(?!表)/u, '');
  const level = GOVERNMENT.exec(rank)?.groups?.['level'];
  if (level && !/(?:政府|委员会)$/u.test(body)) {
    return {
      organization: PLACE_ONLY.test(body) ? `${body}人民政府` : `${body}${level}人民政府`,
      post: title,
    };
  }
  if (/^党(?:工)?委/u.test(title) && PARTY_OF_PLACE.test(body)) {
    return {
      organization: `${body}${/^党工?委/u.exec(title)?.[0] ?? ''}`,
      post: title.replace(/^党工?委/u, ''),
    };
  }
  const kind = DEPARTMENT.exec(rank)?.groups?.['kind'];
  if (kind && !body.endsWith(kind) && !/(?:[局厅部署院学校组会公司]|中心)$/u.test(body)) {
    return { organization: `${body}${kind}`, post: title };
  }
  if (
    (/^(?:组织部|宣传部|统战部|政法委|办公室|统一战线工作部)$/u.test(body) &&
      /委$/u.test(before)) ||
    (/^(?:办公室|办公厅|研究室|[^省市县区州]{2,12}(?:工作委员会|工委))$/u.test(body) &&
      /常(?:务委员会|委会)$/u.test(before))
  ) {
    return { organization: `${before}${body}`, post: title };
  }
  const congress = CONGRESS_OF.exec(before)?.groups?.['congress'];
  if (congress && SPECIAL_COMMITTEE.test(body))
    return { organization: `${congress}${body}`, post: title };
  const { body: outer, division } = DIVISION.exec(body)?.groups ?? {};
  return outer && division
    ? { organization: outer, post: `${division}${title}` }
    : { organization: body, post: title };
}

/** An office that is in no table: what follows the last body's ending. */
function splitUnknown(part: string, before: string): { organization: string; post: string } {
  const body = /^.*(?:[局厅部署院校会委]|政府|公司|中心|集团|中学|小学|办公室)(?=.{2,12}$)/u.exec(
    part,
  )?.[0];
  if (body) return { organization: body, post: part.slice(body.length) };
  return { organization: before, post: part };
}

function resolvePost(printed: string, body: string, scene: PostScene): Post {
  const isActing = /^(?:代理|代)(?!表)/u.test(printed);
  const post = printed.replace(/^(?:代理|代)(?!表)/u, '');
  const issuer = houseOf(scene.issuer ?? '');
  const division = body.replace(/^(?:本|我)?街道(?:办事处)?(?=.)/u, '');
  if (isDivisionOf(issuer, division))
    return { post: `${division}${post}`, organization: issuer, isActing, isResolved: true };
  const organization = bodyOf(post, body, scene);
  if (organization === '') return { post, organization, isActing, isResolved: false };
  const { name, isResolved } = resolveOrganization(organization, scene.homes, scene.issuerPlace);
  return { post, organization: name, isActing, isResolved };
}

/** The body as printed, or the one that an office without a body is always held in. */
function bodyOf(post: string, body: string, scene: PostScene): string {
  const { homes, issuerPlace, session } = scene;
  const issuer = houseOf(scene.issuer ?? '');
  if (issuer && isOwnBody(body, issuer)) return issuer;
  if (/^(?:大会|会议|本次会议|本次大会)$/u.test(body)) return session ?? body;
  if (session && /主席团/u.test(post) && (body === '' || /主席团$/u.test(body))) return session;
  if (body !== '') return body;
  if (/^(?:国务委员|副?总理)$/u.test(post)) return '国务院';
  const level = GOVERNMENT.exec(post)?.groups?.['level'];
  if (level) return governmentOf(level, homes, issuerPlace);
  if (!issuerPlace) return '';
  if (/^副?院长$|庭长$|审判员$|陪审员$|^审判委员会/u.test(post)) return `${issuerPlace}人民法院`;
  if (/检察/u.test(post)) return `${issuerPlace}人民检察院`;
  return '';
}

/** A company's or a school's notice may be signed by its Party committee. */
function houseOf(issuer: string): string {
  return issuer.replace(/^中共(.*(?:公司|集团|学校|中学|小学|医院|大学|学院))委员会$/u, '$1');
}

/** 教务处处长 in a notice of a college, 刑侦大队大队长 in one of a police bureau: its own divisions. */
function isDivisionOf(issuer: string, body: string): boolean {
  if (/[省县区镇乡]|(?<!城)市(?![政场])|街道/u.test(body) || body.length > 14) return false;
  if (/局$/u.test(issuer)) return /(?:[科股室]|大队|中队)$/u.test(body);
  return (
    /(?:公司|集团|学院|大学|学校|中学|小学|医院|街道办事处)$/u.test(issuer) &&
    /(?:[处科股室系部院]|中心|图书馆)$/u.test(body) &&
    !isOwnBody(body, issuer)
  );
}

/** 「集团公司副总经理」 in a notice of …集团有限公司: its own. */
function isOwnBody(body: string, issuer: string): boolean {
  const kind = /^(?:本|我)?(?:集团)?(?<kind>公司|学校|校|医院|院|集团)$/u.exec(body)?.groups?.[
    'kind'
  ];
  if (!kind) return false;
  return kind === '学校'
    ? /(?:学校|中学|小学|学院|大学)$/u.test(issuer)
    : issuer.endsWith(kind) || (kind === '集团' && /集团.{0,8}公司$/u.test(issuer));
}

function governmentOf(level: string, homes: Homes, issuerPlace: string | null): string {
  const home = issuerPlace?.endsWith(level) ? issuerPlace : homes.get(level);
  return home ? `${home}人民政府` : '';
}
