import { isName, startsWithSurname } from './names.ts';
import type { Homes } from './places.ts';

/** How a body's name begins, the surest first. */
const STARTS: readonly RegExp[] = [
  /^(?:中华人民共和国|中共|政协|全国|国务院|国家|最高|第?[一二三四五六七八九十]{1,3}届|[省市县区州旗](?!长))/u,
  /^[^届的\P{Script=Han}]{1,6}(?:省|市|县|区|自治区|州|旗|镇|乡|街道)/u,
];

/**
 * Cuts 「王芳临溪县财政局副局长」 where the body begins: after one to several people, at a known place or
 * at the words that begin a body's name.
 */
export function splitPerson(both: string, homes: Homes): { names: string; post: string } {
  const [, listed = '', last = ''] = /^((?:[^、]{2,12}、)*)([^、].*)$/u.exec(both) ?? [];
  const places = [...homes.values()];
  if (isPlace(last, places)) return { names: '', post: '' };
  const lengths = [3, 2, 4].filter((length) => isName(last.slice(0, length)));
  const atPlace = lengths.find((one) => places.some((place) => last.slice(one).startsWith(place)));
  const atStart = STARTS.map((start) => lengths.find((one) => start.test(last.slice(one))));
  const length = atPlace ?? atStart.find((one) => one !== undefined) ?? lengths[0];
  if (length === undefined) return { names: '', post: '' };
  return { names: `${listed}${last.slice(0, length)}`, post: last.slice(length) };
}

/** 免去西陵市司法局副局长职务: the place a body is of, and nobody. */
function isPlace(text: string, places: readonly string[]): boolean {
  if (/^(?:全国|[省市县区州旗镇乡])(?:人大|人民|政协|政府|委|监委|法院|检察)/u.test(text))
    return true;
  // 西宁经济技术开发区, where 西宁市 is known
  if (places.some((place) => place.length > 2 && text.startsWith(place.slice(0, -1)))) return true;
  return !startsWithSurname(text) && /^\p{Script=Han}{2,3}[省市县区州旗](?!长)/u.test(text);
}
