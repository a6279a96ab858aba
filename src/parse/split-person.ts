import { isName, startsWithSurname } from './names.ts';
import type { Homes } from './places.ts';

const ORGANIZATION_START =
  /^(?:中华人民共和国|中共|全国|国务院|国家|最高|第[一二三四五六七八九十]{1,3}届|[省市县区州旗](?!长)|[一-龥]{1,6}(?:省|市|县|区|自治区|州|旗|镇|乡|街道))/u;

/**
 * Cuts 「王芳临溪县财政局副局长」 where the body begins: after one to several people, at a known place or
 * at the words that begin a body's name.
 */
export function splitPerson(both: string, homes: Homes): { names: string; post: string } {
  const [, listed = '', last = ''] = /^((?:[^、]{2,12}、)*)([^、].*)$/u.exec(both) ?? [];
  const places = [...homes.values()];
  const lengths = [3, 2, 4].filter((length) => isName(last.slice(0, length)));
  const atPlace = lengths.find((length) =>
    places.some((place) => last.slice(length).startsWith(place)),
  );
  const length =
    atPlace ??
    lengths.find((one) => ORGANIZATION_START.test(last.slice(one)) && startsWithSurname(last)) ??
    lengths[0];
  if (length === undefined) return { names: '', post: '' };
  return { names: `${listed}${last.slice(0, length)}`, post: last.slice(length) };
}
