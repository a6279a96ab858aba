import { lean } from '../lines/lean.ts';
import { mayHold } from '../lines/matches.ts';
import type { Row } from '../lines/rows.ts';
import { expandOrganization } from './organizations.ts';

// Bodies that an article names once, and in short, or not at all, with the posts held in them.

/** 平阳县第十七届人民代表大会第四次会议: the session whose officers an article may name. */
export function sessionIn(
  issuer: string | null,
  rows: readonly Row[],
  title: string = '',
): string | null {
  const lead = rows.slice(0, 4).map((row) => row.tight.slice(0, 400));
  for (const text of [issuer ?? '', ...lead, `${title}${onlySession(rows)}`]) {
    const name = mayHold(text, SESSION) ? SESSION.exec(text)?.groups?.['session'] : undefined;
    if (name) return expandOrganization(name);
  }
  return null;
}

/** 平阳县第十五届人民代表大会, and below it |第一次会议|：2003年1月16日至20日在县城召开。 */
function onlySession(rows: readonly Row[]): string {
  const [session, ...others] = rows.flatMap(({ tight }) => BEGINS_WITH_SESSION.exec(tight) ?? []);
  return session && others.length === 0 ? session : '';
}

const BEGINS_WITH_SESSION = /^第[一二三四五六七八九十]{1,3}次会议(?=[：，（0-9])/u;

const SESSION = lean(
  /(?:^(?:本报讯)?|[，。、；：（(在）)]|出席|日(?:电|讯|消息)?|本报讯)(?<session>[\p{Script=Han}]{0,12}?第?[一二三四五六七八九十]{1,4}届[\p{Script=Han}]{0,6}?(?:人民代表大会|人大)第?[一二三四五六七八九十]{1,3}次会议)/u,
);

/** The CPPCC committee whose meeting an article's headline and lead tell of. */
export function councilIn(lead: readonly string[], place: string | null): string | null {
  const text = lead.map((row) => row.slice(0, 200)).join('\n');
  if (!text.includes('政协')) return null;
  if (/全国政协|政协(?:第.{1,4}届)?全国委员会/u.test(text)) return '中国人民政治协商会议全国委员会';
  return place !== null && /[省市县区州旗]政协|政协[^，。\n]{2,16}委员会/u.test(text)
    ? `中国人民政治协商会议${place}委员会`
    : null;
}

/** The court that an article names without its place, 市中级人民法院, in full. */
export function courtIn(rows: readonly Row[], place: string | null): string | null {
  const level = /(?:省|自治区)$/u.test(place ?? '') ? '高级' : '中级';
  const isNamed = rows.some(({ tight }) => tight.includes(`${level}人民法院`));
  return place !== null && isNamed ? `${place}${level}人民法院` : null;
}

/** What the government of a place was called when a text was written. */
export function governmentIn(rows: readonly Row[]): string {
  const isOld =
    rows.some(({ tight }) => tight.includes('人民委员会')) &&
    !rows.some(({ tight }) => tight.includes('人民政府'));
  return isOld ? '人民委员会' : '人民政府';
}
