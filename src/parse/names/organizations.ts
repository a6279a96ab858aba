import { lean } from '../lines/lean.ts';
import { fullerPlace } from './fuller-names.ts';
import { type Homes, knownAtStart, REGIONAL } from './places.ts';

/** Short forms under the words as printed, in the order in which they are written out. */
const printedForms: readonly (readonly [printed: RegExp, full: string])[] = [
  // 国家主席
  [/^国家$/u, '中华人民共和国'],
  // 十二届全国人大 / 县十七届人大: the ordinal stands after the place, with its 第
  [/^(?<ordinal>[一二三四五六七八九十]{1,4}届)(?=全国|省|市|县|区|自治)/u, '第$<ordinal>'],
  [
    /^(?<place>[\p{Script=Han}]{0,10}?[省市县区州旗盟镇乡])(?<ordinal>[一二三四五六七八九十]{1,4}届)/u,
    '$<place>第$<ordinal>',
  ],
  // 全国政协 / 第十四届全国政协 / 政协第十四届全国委员会 / 县政协 / 政协平阳县第十届委员会
  [/^第(?<nth>[^届]{1,4})届全国政协(?:委员会)?/u, '中国人民政治协商会议第$<nth>届全国委员会'],
  [/^全国政协第(?<nth>[^届]{1,4})届(?:委员会)?/u, '中国人民政治协商会议第$<nth>届全国委员会'],
  [/^全国政协(?!委员会)/u, '中国人民政治协商会议全国委员会'],
  [/^政协(?:会议)?(?=.{1,24}(?:委员会|$))/u, '中国人民政治协商会议'],
  [
    /^(?!中国人民)(?<place>[\p{Script=Han}]{1,10}?)政协第?(?<nth>[^届第]{1,4})届(?:委员会)?/u,
    '中国人民政治协商会议$<place>第$<nth>届委员会',
  ],
  [
    /^(?!中国人民)(?<place>[\p{Script=Han}]{1,10}?)第(?<nth>[^届]{1,4})届政协(?:委员会)?/u,
    '中国人民政治协商会议$<place>第$<nth>届委员会',
  ],
  [
    /^(?!中国人民)(?<place>[\p{Script=Han}]{1,10}?)政协(?:委员会)?/u,
    '中国人民政治协商会议$<place>委员会',
  ],
  [/^(?<place>中国人民政治协商会议(?!.*委员会)(?=.*届).*)$/u, '$<place>委员会'],
  // 陕西省第十三次党代会
  [
    /^(?:中共)?(?<place>[\p{Script=Han}]{1,10}?)第?(?<nth>[一二三四五六七八九十]{1,4}次)党(?:员)?代(?:表大)?会$/u,
    '中国共产党$<place>第$<nth>代表大会',
  ],
  // 团县委
  [/^(?:共青)?团(?<place>\p{Script=Han}{0,10}?[省市县区州旗])委$/u, '共青团$<place>委员会'],
  // 省委 / 宁夏回族自治区党委 / 县纪委 / 县委组织部
  [/^中国共产党(?!.*中央)(?=.*委员会)/u, '中共'],
  [
    /^(?:中共)?(?<place>[\p{Script=Han}]{0,10}?(?:省|自治区|市|县|区|州|旗|盟|镇|乡|街道|省级|市级))(?:委|党委)?纪委(?!员)/u,
    '中共$<place>纪律检查委员会',
  ],
  [
    /^(?:中共)?(?<place>[\p{Script=Han}]{0,10}?(?:省|自治区|市|县|区|州|旗|盟|镇|乡|街道))(?:党工委)/u,
    '中共$<place>工作委员会',
  ],
  [
    /^(?:中共)?(?<place>[\p{Script=Han}]{0,10}?(?:省|自治区|市|县|区|州|旗|盟|镇|乡|街道))(?:党委|委)(?!员|会)/u,
    '中共$<place>委员会',
  ],
  // 江州大学党委, as a body: its officers are 江州大学|党委书记
  [/^中共(?<house>\p{Script=Han}{2,24}?机关)党委$/u, '中共$<house>委员会'],
  [
    /^(?:中共)?(?<house>\p{Script=Han}{2,20}?(?:大学|学院|学校|中学|公司|集团|医院|[局厅]))党委$/u,
    '中共$<house>委员会',
  ],
  [/^中共(?<place>[\p{Script=Han}]{1,10}?)委(?!员)/u, '中共$<place>委员会'],
  [/^(?<place>[\p{Script=Han}]{1,10}?)监委(?!员)/u, '$<place>监察委员会'],
  [/^(?:中国共产党)?(?=中央(?:委员会|政治局|书记处))/u, '中共'],
  [/^(?:中共)?中央纪委/u, '中共中央纪律检查委员会'],
  [/^国家监委/u, '国家监察委员会'],
  [/中央军委(?!员)/u, '中央军事委员会'],
  // 人大常委会 / 人大
  [/人大常委会/u, '人民代表大会常务委员会'],
  [/(?<=代表大会)常委会/u, '常务委员会'],
  [/人大(?!代表|会)/u, '人民代表大会'],
  [/(?<=大会|委员会)财经委(?:员会)?/u, '财政经济委员会'],
  [/(?<=大会)社会委(?!员)|(?<=大会)社建委/u, '社会建设委员会'],
  [/(?<=大会)监察司法委(?:员会)?|(?<=大会)监司委/u, '监察和司法委员会'],
  [/(?<=大会)(?:内司委|内务司法委)(?!员)/u, '内务司法委员会'],
  [/(?<=大会)城建环资委(?!员)/u, '城乡建设与环境资源保护委员会'],
  [/(?<=大会)环资委|(?<=大会)环境资源委(?!员)/u, '环境与资源保护委员会'],
  [/(?<=大会)教科文卫委(?!员)/u, '教育科学文化卫生委员会'],
  [/(?<=大会)农业农村委(?!员)|(?<=大会)农委/u, '农业与农村委员会'],
  [/(?<=大会)民侨外委|(?<=大会)民宗侨外委/u, '民族华侨外事委员会'],
  [/(?<=大会|委员会)法工委/u, '法制工作委员会'],
  [/(?<=委员会)(?:内司|内务司法)工(?:作委员会|委)/u, '内务司法工作委员会'],
  [/(?<=委员会)(?:监察司法|监司)工(?:作委员会|委)/u, '监察和司法工作委员会'],
  [/(?<=委员会)财经工(?:作委员会|委)/u, '财政经济工作委员会'],
  [/(?<=委员会)预算工委/u, '预算工作委员会'],
  [/(?<=大会)法制委(?!员)/u, '法制委员会'],
  [/(?<=委员会)(?<name>[\p{Script=Han}]{2,8})工委/u, '$<name>工作委员会'],
  [/(?<=大会)(?<name>华侨|外事|民族|宪法和法律|法律)委(?!员)/u, '$<name>委员会'],
  // 行署
  [/(?<=地区)行署/u, '行政公署'],
  // 县政府 / 县法院 / 县检察院 / 最高法
  [/(?<=[省市县区州旗盟镇乡])(?<!特别行政区)政府/u, '人民政府'],
  // 十四届全国人大三次会议
  [/(?<=人民代表大会)(?<nth>[一二三四五六七八九十]{1,3}次)会议/u, '第$<nth>会议'],
  [/(?<=省|自治区)(?:人民)?法院/u, '高级人民法院'],
  [/(?<=[省市县区州旗盟])(?<level>中级|高级)?法院/u, '$<level>人民法院'],
  [/(?<=[省市县区州旗盟])(?<!特别行政区)检察院/u, '人民检察院'],
  [/^最高法(?!院)/u, '最高人民法院'],
  [/^最高检(?!察)/u, '最高人民检察院'],
  // 县革委会
  [/(?<=[省市县区州旗社镇])革委会|^革委会/u, '革命委员会'],
  [/^证监会/u, '中国证券监督管理委员会'],
  [/^银保监会/u, '中国银行保险监督管理委员会'],
  [/^(?:中国)?央行$/u, '中国人民银行'],
  [
    /^(?:中共)?中央(?<part>政法委员会|政法委|组织部|宣传部|统战部|统一战线工作部|党校|办公厅|政策研究室)$/u,
    '中共中央$<part>',
  ],
  [/^中组部$/u, '中共中央组织部'],
  [/^中宣部$/u, '中共中央宣传部'],
  [/政法委$/u, '政法委员会'],
  [/^国台办/u, '国务院台湾事务办公室'],
  [/(?:府办|政府办)$/u, '人民政府办公室'],
  // 县发改局 / 国家卫健委: departments
  [/发改(?=[委局])/u, '发展和改革'],
  [/卫健(?=[委局])/u, '卫生健康'],
  [/人社(?=[厅局])/u, '人力资源和社会保障'],
  [/住建(?=[厅局委])/u, '住房和城乡建设'],
  [/市监(?=局)|市场监管(?=局)/u, '市场监督管理'],
  [/退役军人(?=局)/u, '退役军人事务'],
  [/(?<=发展和改革|卫生健康)委$/u, '委员会'],
  [/国资委$/u, '国有资产监督管理委员会'],
  [/(?<=区)管委会/u, '管理委员会'],
  // 市中院
  [/(?<=[省市州盟])中院(?=$|[^\P{Script=Han}校]{2,10}[庭局处]$)/u, '中级人民法院'],
  [/(?<=住房和城乡建设)委$/u, '委员会'],
];
const shortForms = printedForms.map(([form, full]) => [lean(form), full] as const);

/** Any of them: a body without one is written out already, and most are. */
const ANY_SHORT = lean(
  new RegExp(shortForms.map(([form]) => form.source.replace(/\(\?<\w+>/gu, '(?:')).join('|'), 'u'),
);

/** A paper names the same few bodies again and again. */
const lately = new Map<string, string>();
const LATELY = 1_000;

function writtenOut(name: string): string {
  const known = lately.get(name);
  if (known !== undefined) return known;
  const written = ANY_SHORT.test(name)
    ? shortForms.reduce((text, [form, full]) => text.replace(form, full), name)
    : name;
  if (lately.size >= LATELY) lately.clear();
  lately.set(name, written);
  return written;
}

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
