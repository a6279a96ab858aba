import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import type { ListState } from './act-scene.ts';
import { ASKED } from './who-and-what.ts';

const OF_DEPUTIES = '(?=代表|第?[^，。；]{1,16}选区|[^，。；]{0,16}选(?:举产生|出)的代表|实有代表)';
const OF_ANNOUNCEMENT = '(?=(?:常务委员会|常委会)[^，。；]{0,8}公告)';
/** Its ordinal is looked for: what stands before that, of every letter of a row, is dear. */
const CONGRESS = lean(
  new RegExp(
    `(?:(?=[第一二三四五六七八九十])(?<=(?<before>[\\p{Script=Han}]{0,16}))第?[一二三四五六七八九十]{1,3}届[\\p{Script=Han}]{0,8}?(?:人民代表大会|人大)|(?:全国|[省市县区州旗镇乡])人大)${OF_DEPUTIES}|(?<=，|^)[\\p{Script=Han}]{2,12}(?:人民代表大会|人大)${OF_ANNOUNCEMENT}`,
    'gu',
  ),
);

function lastCongress(text: string): string | undefined {
  const last =
    text.includes('人大') || text.includes('人民代表大会')
      ? matchesOf(CONGRESS, text).at(-1)
      : undefined;
  return last && `${last.groups?.['before'] ?? ''}${last[0]}`;
}

/** What a row tells that later rows and later sentences lean on. */
export function remember(text: string, state: ListState): ListState {
  const congress = lastCongress(text);
  const asked = text.includes('辞去') ? matchesOf(ASKED, text).at(-1)?.groups?.['post'] : undefined;
  return {
    ...state,
    isNaming: false,
    congress:
      congress?.replace(
        /^.*(?:辞去|罢免|补选|选举|选出|产生|终止|停止执行|关于|许可.{0,14}对|现将|的|由|为|其)/u,
        '',
      ) ?? state.congress,
    asked: asked ?? state.asked,
  };
}
