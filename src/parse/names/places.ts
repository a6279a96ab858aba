import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf } from '../lines/letters.ts';
import { matchesOf, mayHold } from '../lines/matches.ts';
import type { Row } from '../lines/rows.ts';
import { BEHIND_LETTERS, fullerNames, type Naming } from './fuller-names.ts';
import { begins, newBefore } from './new-places.ts';
import { placeNames } from './place-names.ts';

/**
 * The place a text is about, by the last character of its kind: 县 → 平阳县, 省 → 江西省; and the fuller names
 * that it has for places: 崇明区 → 上海市崇明区, or 崇明区人民政府 → 上海市崇明区, of that body alone.
 */
export type Homes = ReadonlyMap<string, string>;

/** 平阳县|第十七届…, 江西省|人民政府: what stands behind a place in the name of one of its bodies. */
const BEHIND =
  /第?[一二三四五六七八九十]{1,4}届|人民|人大|监察委|监委|委|纪委|政协|政府|法院|检察院|总工会|工会|妇联|妇女联|共青团|残联|文联|科协|工商联|红十字会|公安局|教育局|财政局|融媒体|(?:常务)?副?[省市县区州旗镇乡]长|委书记/uy;
const BODY = lean(new RegExp(`[省市县区旗州盟镇乡](?=${BEHIND.source})`, 'gu'));
/** By a letter's number: every letter of every row is asked for. */
const isKind = new Uint8Array(0x10000);
/** A town counts only in the name of one of its bodies. */
const [TOWN, HIGHER] = [1, 2];
for (const kind of '镇乡') isKind[kind.charCodeAt(0)] = TOWN;
for (const kind of '省市县区旗州盟') isKind[kind.charCodeAt(0)] = HIGHER;
const HAS_KIND = lettersOf('省市县区旗州盟镇乡');
/** A known place in the name of one of its bodies says more than one that is only mentioned, or a new one. */
const WEIGHT_OF_BODY = 3;

/** Of each kind of place, the one that rows name most often. */
export function findHomes(rows: readonly PrintedRow[]): Homes {
  const counts = new Map<string, number>();
  const sightings = rows.map(placesIn);
  for (const { place, weight } of sightings.flatMap(({ places }) => places))
    counts.set(place, (counts.get(place) ?? 0) + weight);
  const homes = new Map<string, string>();
  for (const [place] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    const kind = place.slice(-1);
    if (!homes.has(kind)) homes.set(kind, place);
  }
  const fuller = fullerNames(sightings.flatMap((row) => row.namings));
  const region = sightings.find((row) => row.region !== undefined)?.region;
  return new Map([...homes, ...fuller, ...(region ? [[REGIONAL, region] as const] : [])]);
}

type PrintedRow = Pick<Row, 'tight'>;
type Place = { readonly place: string; readonly weight: number };
/** The places that one row names. */
type Sighting = {
  readonly places: readonly Place[];
  readonly namings: readonly Naming[];
  readonly region: string | undefined;
};
const NOWHERE: Sighting = { places: [], namings: [], region: undefined };

/** The issue asks for the places of all its rows, and each article for those of its own. */
const lately = new Map<string, Sighting>();
const LATELY = 200;

function placesIn({ tight }: PrintedRow): Sighting {
  if (!hasLetter(tight, HAS_KIND)) return NOWHERE;
  const known = lately.get(tight);
  if (known) return known;
  const sighting = lookThrough(tight);
  if (lately.size >= LATELY) lately.clear();
  lately.set(tight, sighting);
  return sighting;
}

function lookThrough(text: string): Sighting {
  const ofBodies: Place[] = [];
  const mentioned: Place[] = [];
  const namings: Naming[] = [];
  for (let end = 1; end <= text.length; end += 1) {
    const kind = isKind[text.charCodeAt(end - 1)];
    if (kind === 0) continue;
    const known = knownBefore(text, end);
    if (known && kind === HIGHER) mentioned.push({ place: known, weight: 1 });
    BEHIND.lastIndex = end;
    const place = BEHIND.test(text) ? (known ?? newBefore(text, end)) : undefined;
    if (!place) continue;
    ofBodies.push({ place, weight: known ? WEIGHT_OF_BODY : 1 });
    const higher = higherBefore(text, end - place.length) ?? '';
    namings.push({ place, higher, behind: text.slice(end, end + BEHIND_LETTERS) });
  }
  const own = selfNamed(text);
  if (own && !ofBodies.some(({ place }) => place === own))
    ofBodies.push({ place: own, weight: WEIGHT_OF_BODY });
  const region = text.includes(REGIONAL) ? REGION.exec(text)?.[0] : undefined;
  return { places: [...ofBodies, ...mentioned], namings, region };
}

/** 原安区人民政府|, 要川县人大常委会|关于…的决定: a title or a signature begins with its place, whatever its letters are. */
const SELF_NAMED = lean(
  /^(?:中共|政协)?(?<place>(?!中华|中国|全国|关于|[本我各全该])[^\P{Script=Han}省市县区州旗盟届]{1,9}[省市县区州旗盟])(?:人民政府|人民代表大会|人大|第[一二三四五六七八九十]{1,4}届|委员会|监察委|人民法院|人民检察院|管委会|管理委员会)[^。，；：]{0,80}$/u,
);
const ENDS_TITLE = /(?:[府会院室团令]|公告|通告|决定|决议|通知|名单|办法)$/u;

function selfNamed(text: string): string | undefined {
  if (text.length > 100 || !ENDS_TITLE.test(text)) return undefined;
  return SELF_NAMED.exec(text)?.groups?.['place'];
}

/** Under this word homes name the special administrative region that a text is about. */
export const REGIONAL = '特别行政区';
const REGION = /(?:香港|澳门)特别行政区/u;

/** 上海市|崇明区第二届…: the city named before a place. A county is called by its name whatever its province is. */
function higherBefore(text: string, end: number): string | undefined {
  return /[市州盟]/u.test(text.charAt(end - 1)) ? placeBefore(text, end) : undefined;
}

/** The place whose name ends at `end`: one that is known, else what may be one by what stands before it. */
function placeBefore(text: string, end: number): string | undefined {
  return knownBefore(text, end) ?? newBefore(text, end);
}

/** Under their last two letters, the longest first: most letters of a text end no place at all. */
const endings = new Map<number, readonly string[]>();
for (const name of [...placeNames].toSorted((one, other) => other.length - one.length)) {
  const ending = endingAt(name, name.length);
  endings.set(ending, [...(endings.get(ending) ?? []), name]);
}

/** As one number: no word need be cut out to be looked up. Of Chinese letters one that needs no place of its own. */
function endingAt(text: string, end: number): number {
  return (text.charCodeAt(end - 2) - 0x4e00) * 0x10000 + text.charCodeAt(end - 1);
}

function knownBefore(text: string, end: number): string | undefined {
  // 宁县, but not the end of 惠宁县
  for (const name of endings.get(endingAt(text, end)) ?? [])
    if (text.endsWith(name, end) && (name.length > 2 || begins(text, end - name.length)))
      return name;
  return undefined;
}

/** The known place that a body's name begins with: 市中区|人民政府. */
export function knownAtStart(text: string): string | undefined {
  for (let length = Math.min(11, text.length); length >= 2; length -= 1) {
    const name = text.slice(0, length);
    if (placeNames.has(name)) return name;
  }
  return undefined;
}

const PLACE_OF_BODY = lean(
  /^(?:中共|中国共产党|中国人民政治协商会议|政协)?(?<place>[\p{Script=Han}]{1,12}?(?:省|自治区|自治州|自治县|地区|市|县|区|旗|州|盟|镇|乡|街道|特别行政区))(?=行政公署|第[一二三四五六七八九十]{1,4}届|人民|监察委|委员会|政协|中级|高级|党委|委|[\p{Script=Han}]{2,20}(?:局|厅|办公室|中心|委员会|委|法院|检察院|中学|小学|学校|医院)$)/u,
);

/** The place in a body's name: 临溪县第十六届人民代表大会常务委员会 → 临溪县. `null` for the nation's. */
export function placeOf(organization: string): string | null {
  const place = PLACE_OF_BODY.exec(organization)?.groups?.['place'];
  return place && place.length > 1 ? place : null;
}

const ENDING = '日报|晚报|时报|周报|报|融媒|新闻网|新闻|发布';
const NAME_OF_PAPER = lean(
  new RegExp(`^(?:今日)?(?<stem>\\p{Script=Han}{2,6}?)(?<ending>${ENDING})?$`, 'u'),
);
/** 人民日报, 新京报: papers whose names say no place, or the nation's. */
const NO_HOME =
  '本报|记者|人民|光明|经济|法[治制]|中国|中新|新华|央视|解放|新京|青年|工人|农民|科技|北青|澎湃|每日|都市|环球|参考|检察|纪检|组织|人大|政协|政务|党建|民主|财经|时代|第一';
/** 云台日报|讯（记者…）, （《云台日报》2021年9月28日）, 来源：云台发布 */
const PAPER = lean(
  new RegExp(
    `(?:^|《|来源：|[（(])(?!${NO_HOME})(?<paper>\\p{Script=Han}{2,4}?(?:${ENDING}))(?:讯|》|[（(]记者|全媒体记者|[12][0-9]{3}[年-]|[一二][〇○零一二三四五六七八九]{3}年|$)`,
    'u',
  ),
);

/** 天堂寨报, and 县人大常委会 in it: the county has the paper's name, if no place of another kind does. */
export function homeOfPaper(
  publication: string | null,
  texts: readonly string[],
  homes: Homes,
): string | null {
  const paper = publication ?? firstIn(texts, PAPER, 'paper');
  const { stem, ending } = NAME_OF_PAPER.exec(paper ?? '')?.groups ?? {};
  if (!stem) return null;
  const leads = texts.map((text) => text.slice(0, 400));
  const kind = firstIn(leads, BARE, 'kind');
  if (!kind || homes.has(kind)) return null;
  // A daily that only its dateline names may tell of a county of its city.
  if (publication === null && /日报|晚报/u.test(ending ?? '') && !/[省市]/u.test(kind)) return null;
  const isOther = [...'省市县区州'].some(
    (other) => other !== kind && placeNames.has(`${stem}${other}`),
  );
  // 临溪县报, and not 临溪报
  if (stem.endsWith(kind)) return stem;
  return isOther ? null : `${stem}${kind}`;
}

function firstIn(texts: readonly string[], pattern: RegExp, group: string): string | undefined {
  for (const text of texts) {
    const found = mayHold(text, pattern) ? pattern.exec(text)?.groups?.[group] : undefined;
    if (found) return found;
  }
  return undefined;
}

/** 6月28日，鞍山市第十一届委员会第一次全体会议选举…为市委书记: whose meeting the sentence tells of. */
export function placeOfMeeting(sentence: string): string | undefined {
  return matchesOf(MEETING, sentence)
    .map(({ index }) => placeBefore(sentence, index + 1))
    .findLast((place) => place !== undefined);
}

const MEETING = lean(
  /[省市县区州旗镇乡](?=(?:政协)?第?[一二三四五六七八九十]{1,4}届[^，。；]{2,30}(?:会议|全会)|人大常委会[^，。；]{0,30}会议)/gu,
);

export function withHome(homes: Homes, place: string | null): Homes {
  return place === null ? homes : new Map([...homes, [place.slice(-1), place]]);
}

/** 县十七届人大常委会, 区人民法院: a body that says its place's kind alone. */
const BARE = lean(
  /(?:(?<![\p{Script=Han}])|(?<=[讯我日午]))(?<kind>[省市县区旗镇乡])(?=第?[一二三四五六七八九十]{1,4}届|人民政府|人民代表大会|人大|政协|委常委|召开第)/u,
);

/**
 * The place a report is about: the first that its headline or its lead names with one of its bodies; else
 * the kind of place alone, 县, where the lead names only 县人大常委会 and no text says which.
 */
export function placeOfReport(texts: readonly string[], homes: Homes): string | null {
  for (const text of texts) {
    const lead = text.slice(0, 400);
    const kind = BARE.exec(lead)?.groups?.['kind'];
    for (const { index } of matchesOf(BODY, lead)) {
      const place = placeBefore(lead, index + 1);
      if (place) return place;
      const home = kind && homes.get(kind);
      if (home) return home;
    }
    if (kind) return homes.get(kind) ?? kind;
  }
  return null;
}
