import { lean } from '../lines/lean.ts';
import { fullerPlace } from './fuller-names.ts';
import { type Homes, knownAtStart, REGIONAL } from './places.ts';
import { writtenOut } from './short-forms.ts';

/** A body that is the nation's or has a name of its own: no place is filled in before it. */
const NATIONAL =
  /^(?:(?:中共)?中央|中华人民共和国|中国|全国|国务院|国家|中央|最高|第?.{1,4}届全国|政协(?:第.{1,4}届)?全国|军事|(?:外交|国防|公安|民政|司法|财政|教育|科学技术|工业和信息化|国家安全|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|退役军人事务|应急管理|铁道|卫生|监察)部$|审计署|中国人民银行|新华|香港|澳门)/u;
/** 市场监督管理局 begins with no place, 市教育局 does. */
const BARE_LEVEL =
  /^(?:[本我该])?(?<kind>地区|自治区|自治州|自治县|林区|(?:经济(?:技术)?|高新(?:技术)?)?开发区|省|市(?!场|政(?!府|协|法|务)|容)|县|区(?!域|块)|州|旗|盟|镇|乡)(?=.)/u;
const OWN_PLACE = lean(
  /^(?!第)[\p{Script=Han}]{1,10}?(?:省|自治区|自治州|自治县|市(?!场监|政(?!府|协|法|务)|容)|县|(?<!社|园|校)区(?!域)|旗|州|盟|镇|(?<!城)乡|街道|特别行政区)/u,
);
/** Kinds of body that every place has, and that so need its name. */
const LOCAL = lean(
  /(?:局|委员会|人民政府|办公室|法院|检察院|代表大会|中心|执法队|[^公]司|厅|处|社|站|所|馆|联合会|总工会|委|部|政协|人大|常委会|公所|行署|第[一二三四五六七八九十]{1,2}(?:中学|小学|高级中学|医院|人民医院))$/u,
);

/** What may stand before the place in a body's name. */
const PREFIX = /^(?:中共|政协|共青团|团(?=.委))/u;

/** 预算股, 刑侦大队: a part, of which nobody tells the whole. */
const PART = /(?:[科股室庭组]|大队|中队|支队)$/u;

/** 集团公司, 学校: of whichever the text is about, if it does not tell. */
const NAMELESS = /^(?:本|我|该)?(?:(?:集团|总|分)?公司|集团|学校|学院|医院)$/u;

/** 该局, 本院: of the one told before, if the text tells of one. */
const OF_TOLD = /^[该本我](?<kind>[局院厅委部办校社所站馆])$/u;

/** 常委会委员: of a congress, of a Party committee or of the CPPCC. */
export const isStanding = (body: string): boolean => /^常(?:委会|务委员会)$/u.test(body);

export type Resolved = { readonly name: string; readonly isResolved: boolean };

/** The full name of a body, as far as the text tells it: short forms written out, the place filled in. */
export function resolveOrganization(
  printed: string,
  homes: Homes,
  issuerPlace: string | null,
): Resolved {
  if (OF_TOLD.test(printed)) return { name: printed, isResolved: false };
  // 十届市政协 is 市十届政协 in the order in which its name is written out.
  const ordered = stripNoise(printed, homes).replace(
    /^第?(?<nth>[一二三四五六七八九十]{1,3}届)(?<kind>[省市县区州旗])(?=人大|人民|政协|纪委|委)/u,
    '$<kind>$<nth>',
  );
  const placed = inFull(fillPlace(ordered, homes, issuerPlace), homes);
  return { name: writtenOut(placed.name), isResolved: placed.isResolved };
}

const LOWER = lean(/^(?:中共)?(?<place>\p{Script=Han}{1,11}?[市县区旗])(?=.)/u);

/** 崇明区人民政府, where the text calls it 上海市崇明区's. */
function inFull(placed: Resolved, homes: Homes): Resolved {
  const place = LOWER.exec(placed.name)?.groups?.['place'];
  const full = place && fullerPlace(placed.name, place, homes);
  return full ? { ...placed, name: placed.name.replace(place, full) } : placed;
}

/** Writes short forms out, and fills nothing in. */
export function expandOrganization(printed: string): string {
  return writtenOut(printed.replace(/[\s“”]/gu, ''));
}

function stripNoise(printed: string, homes: Homes): string {
  const name = printed.replace(/[\s“”]|^.*出席(?=.{4})/gu, '');
  // 原安区人民政府, where 原安区 is a place
  const isPlaced = [...homes.values()].some((home) => name.startsWith(home));
  return isPlaced ? name : name.replace(/^(?:本届|本|原|兼|同时|由)(?=.{2})/u, '');
}

function fillPlace(printed: string, homes: Homes, issuerPlace: string | null): Resolved {
  if (knownAtStart(printed)) return { name: printed, isResolved: true };
  // 平阳中学, in 平阳县
  const stem = issuerPlace?.slice(0, -1) ?? '';
  if (stem.length > 1 && printed.startsWith(stem)) return { name: printed, isResolved: true };
  const bare = BARE_LEVEL.exec(printed.replace(PREFIX, ''))?.groups?.['kind'];
  if (bare) {
    const home = homeOf(bare, homes, issuerPlace);
    return home && home.length > 1
      ? {
          name: printed.replace(
            /^(?<party>中共|政协|共青团|团(?=.委))?[本我该]?(?:地区|自治区|自治州|自治县|林区|(?:经济(?:技术)?|高新(?:技术)?)?开发区|.)/u,
            `$<party>${home}`,
          ),
          isResolved: true,
        }
      : { name: printed, isResolved: false };
  }
  if (isOwn(printed)) return { name: printed, isResolved: true };
  if (issuerPlace && LOCAL.test(printed))
    return {
      name: `${issuerPlace}${printed}`,
      isResolved: issuerPlace.length > 1 && !isStanding(printed),
    };
  // 任命…为运输及物流局局长, in a text about a special administrative region
  const region = issuerPlace === null ? homes.get(REGIONAL) : undefined;
  if (region && /(?:[局司署处]|海关)$/u.test(printed))
    return { name: `${region}${printed}`, isResolved: true };
  return {
    name: printed,
    isResolved: !LOCAL.test(printed) && !PART.test(printed) && !NAMELESS.test(printed),
  };
}

/** 县教育局 may be an autonomous county's; 自治县教育局 is no other county's. */
function homeOf(bare: string, homes: Homes, issuerPlace: string | null): string | undefined {
  const [kind, whole] = [
    bare.slice(-1),
    /^(?:地区|自治|林区)|开发区$/u.test(bare) ? bare : bare.slice(-1),
  ];
  if (bare.endsWith('开发区')) return issuerPlace?.endsWith('开发区') ? issuerPlace : undefined;
  if (issuerPlace?.endsWith(whole)) return issuerPlace;
  return bare.startsWith('自治')
    ? [...homes.values()].find((home) => home.endsWith(bare))
    : homes.get(kind);
}

/** It says itself where it is, or needs no place: 金陵海事法院. */
function isOwn(printed: string): boolean {
  return (
    NATIONAL.test(printed) ||
    /^中共|(?:海事|.{2}铁路(?:运输)?|知识产权|金融|互联网|.{2}林区|.{2}垦区|.{2}矿区)(?:中级|基层)?(?:人民)?法院$|.{2}(?:铁路(?:运输)?|林区|垦区|矿区)(?:人民)?检察(?:院|分院)$|.{2}监狱$/u.test(
      printed,
    ) ||
    OWN_PLACE.test(printed)
  );
}

/** Ordinals are kept only where the body is a session, a presidium or a CPPCC committee. */
export function bodyName(printed: string): string {
  // 「…人大常委会第二十次会议任免名单」: a committee's meeting is the committee.
  const full = expandOrganization(printed).replace(
    /(?<=常务委员会|监察委员会)第[一二三四五六七八九十0-9]{1,4}次(?:全体)?会议$/u,
    '',
  );
  const keeps = /(?:会议|主席团)$|中国人民政治协商会议/u.test(full);
  return keeps ? full : full.replace(/第[一二三四五六七八九十]{1,4}届/gu, '');
}
