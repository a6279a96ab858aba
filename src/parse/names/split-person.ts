import { lean } from '../lines/lean.ts';
import { isName, startsWithSurname } from './names.ts';
import type { Homes } from './places.ts';
import { isBarePost, isPost } from './posts.ts';

const OF_PLACE = lean(/^\p{Script=Han}{2,3}[省市县区州旗](?!长)/u);
/** How a body's name begins, the surest first. */
const STARTS: readonly RegExp[] = [
  /^地区/u,
  /^(?:中华人民共和国|中共|政协|全国|国务院|国家|最高|第?[一二三四五六七八九十]{1,3}届|[省市县区州旗](?!长))/u,
  /^(?:(?![届的])\p{Script=Han}){1,6}(?:省|市|县|区|自治区|州|旗|镇|乡|街道)/u,
].map(lean);

/** People, and the posts that follow them with no word between. */
export type Pair = {
  readonly names: string;
  readonly post: string;
  /** The words after the name are such as a body's name begins with. */
  readonly isSure: boolean;
  /** Nothing tells where the name ends: it has as many letters as most. */
  readonly isGuess: boolean;
};

/**
 * Cuts 「王芳临溪县财政局副局长、李明县民政局局长」 where each body begins: after one to several people, at
 * a known place or at the words that begin a body's name. Nothing if a part fits nowhere.
 */
export function splitPeople(both: string, homes: Homes, text: string): Pair[] {
  const places = [...homes.values()];
  const pairs: Pair[] = [];
  let listed = '';
  for (const part of both.split(/、|(?<=[长任记员席])[和及](?=\p{Script=Han}{6})/u)) {
    const pair = cutPair(part, places, text);
    const last = pairs.at(-1);
    if (pair && (pair.isSure || !last)) {
      pairs.push({ ...pair, names: `${listed}${pair.names}` });
      listed = '';
    } else if (isName(part) && !isPost(part)) listed = `${listed}${part}、`;
    else if (last && listed === '') pairs[pairs.length - 1] = withPost(last, part);
    else return [];
  }
  return listed === '' ? pairs : [];
}

function withPost(pair: Pair, post: string): Pair {
  return { ...pair, post: `${pair.post}、${post}` };
}

/** 铜罗镇茧站站长|杨茂荣|站长: the office stands before the name and again after it. */
const TWICE = lean(
  /^(?<body>\p{Script=Han}{2,30}?)(?<office>\p{Script=Han}{2,8})(?<name>\p{Script=Han}{2,3})\k<office>$/u,
);

/** 免去王芳|等同志|职务, 王芳|等3人的|校长职务: who is not named, before the office. */
const OTHERS = /^(?:等(?:[一二三四五六七八九十0-9]{1,3}[人名位]|人)?)?(?:同志)?的?/u;

function cutPair(part: string, places: readonly string[], text: string): Pair | undefined {
  const twice = TWICE.exec(part)?.groups;
  if (twice && isName(twice['name'] ?? '') && startsWithSurname(twice['name'] ?? ''))
    return {
      names: twice['name'] ?? '',
      post: `${twice['body']}${twice['office']}`,
      isSure: true,
      isGuess: false,
    };
  if (isPlace(part, places)) return undefined;
  const lengths = [3, 2, 4]
    .map((count) => lengthOf(part, count))
    .filter((length) => isName(part.slice(0, length)) && !part.startsWith('同志', length - 1));
  const restOf = (length: number) => part.slice(length).replace(OTHERS, '');
  const atPlace = lengths.find((one) => places.some((place) => restOf(one).startsWith(place)));
  const atStart = STARTS.map((start) => lengths.find((one) => start.test(restOf(one))));
  // 免去李明|副局长|职务: the office alone, and no 李明副
  const atOffice = lengths.toSorted().find((one) => isBarePost(restOf(one)));
  const sure = atPlace ?? atStart.find((one) => one !== undefined);
  // 免去徐平东风汽车公司董事长职务: of 徐平 the text speaks elsewhere too.
  const named = lengths.find((one) => text.split(part.slice(0, one), 3).length > 2);
  const length = sure ?? named ?? atOffice ?? lengths[0];
  if (length === undefined || restOf(length).length < 2) return undefined;
  return {
    names: part.slice(0, length),
    post: restOf(length),
    isSure: sure !== undefined && startsWithSurname(part),
    isGuess: sure === undefined && named === undefined && atOffice === undefined,
  };
}

/** Of so many letters, some of which may take two places. */
const lengthOf = (text: string, letters: number): number =>
  [...text.slice(0, 2 * letters)].slice(0, letters).join('').length;

/** 免去西陵市司法局副局长职务: the place a body is of, and nobody. */
export function isPlace(printed: string, places: readonly string[]): boolean {
  const text = printed.replace(/^中共/u, '');
  if (
    /^地区/u.test(text) ||
    /^(?:全国|[省市县区州旗镇乡])(?:人大|人民|政协|政府|委|监委|法院|检察)/u.test(text)
  )
    return true;
  // 西宁经济技术开发区, where 西宁市 is known
  if (places.some((place) => place.length > 2 && text.startsWith(place.slice(0, -1)))) return true;
  return !startsWithSurname(text) && OF_PLACE.test(text);
}
