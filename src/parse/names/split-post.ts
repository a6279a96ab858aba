import { lean } from '../lines/lean.ts';
import { cutBody, TITLE } from './post-words.ts';

const COURT = lean(
  /^(?<court>.*?(?:法院|检察院|(?<=[市州盟])中院)(?:[\p{Script=Han}]{0,10}分院)?)(?<post>.{2,30})$/u,
);
/** 民事审判庭庭长, 执行局副局长, 审判委员会委员: only courts and procuratorates have them. */
const COURT_PART = lean(
  /^(?:(?:审判|检察)委员会委员|(?:审|检)委会(?:专职)?委员|[^省市县区州旗局院]{0,14}庭副?庭长|执行局副?局长)$/u,
);
/** 公诉一处处长, 反贪污贿赂局副局长, 政治部主任: after a post in a court or procuratorate they are its own. */
const COURT_DIVISION = lean(
  /^(?:[^省市县区州旗镇乡院局委]{1,12}(?<!办事)(?:处|科|室|部|队)|反贪(?:污贿赂)?局|反渎职侵权局)副?(?:[处科部局队]长|主任|政委|教导员)$/u,
);
/** 中华人民共和国驻芬兰共和国|特命全权大使 */
const ABROAD =
  /^(?:中华人民共和国)?(?<body>常?驻.{2,30}?)(?<post>特命全权大使|大使|代表|总领事|公使)$/u;
export const GOVERNMENT = /^(?:常务|第一)?副?(?<level>[省市县区州盟旗镇乡])长(?:助理)?$/u;
const PLACE_ONLY = lean(/^[\p{Script=Han}]{0,12}(?:省|自治区|市|县|区|州|盟|旗|镇|乡)$/u);
const DEPARTMENT = /^(?:常务|第一)?副?(?<kind>[局厅部署校])长$/u;
const DIVISION = lean(
  /^(?<body>[\p{Script=Han}]{2,30}?(?:[局厅部]|公司|大学|学院|中学|小学|学校|幼儿园|医院|集团))(?<division>[\p{Script=Han}]{2,16}(?:[科处股室系庭部]|大队|支队|中队|总队|派出所|分局|所))$/u,
);
/** 全国人大常委会委员、|宪法和法律委员会|副主任委员: of the same congress. */
const SPECIAL_COMMITTEE =
  /^(?:宪法和法律|法制|法律|监察和司法|内务司法|财政经济|预算|民族|民族宗教|教育科学文化卫生|外事|华侨|环境与资源保护|城乡建设与环境资源保护|农业与农村|社会建设)委(?:员会)?$/u;
const CONGRESS_OF = /^(?<congress>.*(?:人民代表大会|人大))(?:常务委员会|常委会)?$/u;
/** 济南市十四届人大法制委员会: its congress has other special committees too. */
const SPECIAL_OF = lean(/^(?<congress>.*(?:人民代表大会|人大))(?!常)[^会]{2,16}委员会$/u);
const PARTY_OF_PLACE = /(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道)$/u;

const HAS_PLACE = /[省市县区州旗镇乡]|^(?:全国|国家|国务院|中央|中共|最高)/u;
/** A part of a body, and the bodies that have such parts. */
const INNER = /(?:[科股室]|政治处|政治部|大队|支队|中队|派出所)$/u;
const HAS_INNER =
  /(?:[局院署]|办公室|政府|中心|学校|大学|中学|公司|集团|大队|支队|总队|监察委员会)$/u;
/** A committee of a standing committee, and what else is a committee of it. */
const HOUSE_OF = lean(
  /^(?<house>.*(?:常务委员会|常委会))[^会]{2,20}(?:委员会|工委|办公厅|办公室|研究室)$/u,
);
const OF_HOUSE = lean(/^[^省市县]{2,12}(?:工作委员会|工委)$|^(?:办公厅|办公室|研究室)$/u);

const PARTY_STANDING =
  /^(?<party>.*(?:纪委|纪律检查委员会|中共.{2,20}委员会|[省市县区州旗]委))常(?:务委员会|委会)$/u;

export const isSpecialCommittee = (body: string): boolean => SPECIAL_COMMITTEE.test(body);

/** The body printed before a post, `''` if none is; `before` is that of the post before it. */
export function splitPost(part: string, before: string): { organization: string; post: string } {
  const court = COURT.exec(part)?.groups;
  if (court?.['court'] !== undefined && court['post'] !== undefined)
    return (
      splitPartyGroup(court['court'], court['post']) ?? {
        organization: court['court'],
        post: court['post'],
      }
    );
  const isOfCourt = /(?:法院|检察院|分院)$/u.test(before);
  if (
    isOfCourt &&
    (/庭|审判|检察|执行|委员会委员|[审检]委会/u.test(part) || COURT_DIVISION.test(part))
  )
    return { organization: before, post: part };
  // Of the court of the place, wherever it is named alone.
  if (COURT_PART.test(part)) return { organization: '', post: part };
  const abroad = ABROAD.exec(part)?.groups;
  if (abroad)
    return { organization: `中华人民共和国${abroad['body']}`, post: abroad['post'] ?? '' };
  const title = TITLE.exec(part);
  if (!title) return splitUnknown(part, before);
  const body = part.slice(0, title.index);
  if (body !== '') return splitBody(body, title[0], before);
  const ofGroup = splitAfterGroup(title[0], before);
  if (ofGroup) return ofGroup;
  // 中央纪委常务委员会委员、|副书记: of the committee itself
  const party = title[0].endsWith('书记') ? PARTY_STANDING.exec(before)?.groups?.['party'] : null;
  return { organization: party ?? '', post: title[0] };
}

function splitBody(
  body: string,
  title: string,
  before: string,
): { organization: string; post: string } {
  const rank = title.replace(/^(?:代理|代)(?!表)/u, '');
  const level = GOVERNMENT.exec(rank)?.groups?.['level'];
  const own = splitPartyGroup(body, title) ?? splitOwn(body, title);
  if (own) return own;
  if (level && !/(?:政府|委员会|公所|公署|行署)$/u.test(body)) {
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
  // 县一中|副校长
  const isWhole = kind === '校' && /[中小幼高]$/u.test(body);
  if (
    kind &&
    !isWhole &&
    !body.endsWith(kind) &&
    !/(?:[局厅部署院学校组会公司]|中心)$/u.test(body)
  ) {
    return { organization: `${body}${kind}`, post: title };
  }
  if (
    (/^(?:组织部|宣传部|统战部|政法委|办公[室厅]|研究室|政策研究室|统一战线工作部)$/u.test(body) &&
      /委$/u.test(before)) ||
    (/^(?:办公室|办公厅|研究室|[^省市县区州]{2,12}(?:工作委员会|工委))$/u.test(body) &&
      /常(?:务委员会|委会)$/u.test(before))
  ) {
    return { organization: `${before}${body}`, post: title };
  }
  const ofCongress = splitOfCongress(body, title, before);
  if (ofCongress) return ofCongress;
  const ofBefore = splitOfBefore(body, title, before);
  if (ofBefore) return ofBefore;
  const { body: outer, division } = DIVISION.exec(body)?.groups ?? {};
  if (outer && division) return { organization: outer, post: `${division}${title}` };
  const { body: whole, rest } = cutBody(body);
  return { organization: whole, post: `${rest}${title}` };
}

/** 中共临溪县教育局党组|成员: of the Party's group; without 中共 it is of the bureau that somebody is 党组成员. */
const PARTY_GROUP = /^(?:机关|直属)?党(?:组|委|总支|支部)/u;
const OF_PARTY_GROUP = /^中共(?<house>.+?)(?<group>(?:机关|直属)?党(?:组|委|总支|支部))$/u;

function splitPartyGroup(
  body: string,
  title: string,
): { organization: string; post: string } | undefined {
  const printed = /^(?<body>.*?)(?<of>机关|直属)?$/u.exec(body)?.groups;
  const group = PARTY_GROUP.exec(`${printed?.['of'] ?? ''}${title}`)?.[0];
  if (!group || !/^中共.{4}/u.test(body) || PLACE_ONLY.test(body.slice(2))) return undefined;
  const whole = `${body}${title}`;
  const at = (printed?.['body'] ?? '').length + group.length;
  return { organization: whole.slice(0, at), post: whole.slice(at) };
}

/** 党组书记、|副书记, and |局长 after them: of the group, and of the bureau whose group it is. */
function splitAfterGroup(
  title: string,
  before: string,
): { organization: string; post: string } | undefined {
  const { house, group } = OF_PARTY_GROUP.exec(before)?.groups ?? {};
  if (!house || !group) return undefined;
  const own = title.startsWith(group) ? title.slice(group.length) : title;
  return /^(?:常务)?副?(?:书记|成员|委员|常委)$/u.test(own)
    ? { organization: before, post: own }
    : { organization: house, post: title };
}

/** Bodies and posts that go together whatever stood before. */
function splitOwn(body: string, title: string): { organization: string; post: string } | undefined {
  // 县供销合作社|监事会主任
  const board = /^(?<body>.{2,30}(?:社|公司|集团))(?<board>(?:监事会|理事会|董事会))$/u.exec(
    body,
  )?.groups;
  if (board) return { organization: board['body'] ?? '', post: `${board['board']}${title}` };
  // 广西壮族自治区主席
  if (/自治区$/u.test(body) && /^(?:代理?)?副?主席$/u.test(title))
    return { organization: `${body}人民政府`, post: title };
  return /政府(?:政务|财政|律政)司$/u.test(body) ? { organization: body, post: title } : undefined;
}

/** Committees of the congress, or of its standing committee, that the post before was held in. */
function splitOfCongress(
  body: string,
  title: string,
  before: string,
): { organization: string; post: string } | undefined {
  const congress = CONGRESS_OF.exec(before)?.groups?.['congress'];
  const special = SPECIAL_OF.exec(before)?.groups?.['congress'];
  if (special && /^[^省市县区州]{2,16}委员会$/u.test(body) && /委员$/u.test(title))
    return { organization: `${special}${body}`, post: title };
  if (congress && /^常(?:务委员会|委会)$/u.test(body))
    return { organization: `${congress}${body}`, post: title };
  if (congress && OF_HOUSE.test(body))
    return { organization: `${congress}常务委员会${body}`, post: title };
  if (congress && SPECIAL_COMMITTEE.test(body))
    return { organization: `${congress}${body}`, post: title };
  // 澳门特别行政区基本法委员会, wherever it is named
  if (/^(?:香港|澳门)特别行政区基本法委员会$/u.test(body))
    return { organization: `全国人民代表大会常务委员会${body}`, post: title };
  return undefined;
}

/** 县公安局党委委员、|政治处|主任, …人大常委会…委员会副主任、|法制工作委员会|副主任 */
function splitOfBefore(
  body: string,
  title: string,
  before: string,
): { organization: string; post: string } | undefined {
  if (HAS_PLACE.test(body) || body.length > 14) return undefined;
  // 国内合作办公室主任、|校友工作办公室|主任: two offices, and none in the other
  if (/.办公室$/u.test(body) && /办公室$/u.test(before)) return undefined;
  // 柏河县革命委员会副主任兼|农业局|局长: the bodies of those years are the committee's own
  if (/革命委员会$/u.test(before)) return { organization: `${before}${body}`, post: title };
  if (INNER.test(body) && HAS_INNER.test(before))
    return { organization: before, post: `${body}${title}` };
  const house = HOUSE_OF.exec(before)?.groups?.['house'];
  return house && OF_HOUSE.test(body)
    ? { organization: `${house}${body}`, post: title }
    : undefined;
}

/** An office that is in no table: what follows the last body's ending. */
function splitUnknown(part: string, before: string): { organization: string; post: string } {
  const body = /^.*(?:[局厅部署院校会委]|政府|公司|中心|集团|中学|小学|办公室)(?=.{2,12}$)/u.exec(
    part,
  )?.[0];
  if (body) return { organization: body, post: part.slice(body.length) };
  return { organization: before, post: part };
}
