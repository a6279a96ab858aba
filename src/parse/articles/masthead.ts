import { editionNumberIn, type IsoDate } from '../../domain/index.ts';
import { isoDate } from '../days/calendar.ts';
import { FULL_DATE, findFullDate } from '../days/dates.ts';
import { lean } from '../lines/lean.ts';
import type { Row } from '../lines/rows.ts';

/** What stands above the first article: the paper's name, the day, the number of the issue. */
export type Masthead = {
  readonly publication: string | null;
  readonly date: IsoDate | null;
  readonly number: string | null;
  /** The rows below it. */
  readonly rest: readonly Row[];
};

// 今日平阳 / # 《新闻联播》 (20230224) / 平阳日报 2025年1月9日
const NAME = lean(
  /^《?(?<name>今日\p{Script=Han}{2,4}|(?<=《)\p{Script=Han}{2,10}报|\p{Script=Han}{1,8}(?:[日晚时周早快商]报|周刊|新闻联播)|新闻联播|\p{Script=Han}{2,12}(?:人民政府|人大常委会|人民代表大会常务委员会|国务院)公报|国务院公报)》?(?<rest>[\s\S]{0,40})$/u,
);
// 青屏报, 青屏县报, 青屏时讯, above a day or before one: without it they may be any headline
const LOCAL = lean(
  /^(?<name>\p{Script=Han}{2,4}(?:(?<![公通简喜预海捷战])报|[快时]讯|新闻))(?<rest>(?=$|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?:星期|周))[\s\S]{0,40})$/u,
);
// 2025年1月9日 星期四 农历甲辰年十二月初十 第1234期 今日4版
const DAY = lean(
  new RegExp(
    `^(?:${FULL_DATE}|[12][0-9]{3}[-./][0-9]{1,2}[-./][0-9]{1,2})(?=.*(?:星期|周[一二三四五六日]|农历|期|版|$))(?!.*来源)[^。，；]{0,40}$`,
    'u',
  ),
);
const COMPACT = /(?<![0-9])((?:19|20)[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])/u;
// 2019年第二号, of a gazette
const OF_GAZETTE =
  /^(?:[（(]?(?:[12][0-9]{3}|[一二〇○零三四五六七八九]{4})年[）)]?)?第[0-9〇一二三四五六七八九十百]{1,4}[号期][）)]?(?:[（(]总第?[0-9]{1,5}[号期][）)])?$/u;
// 1234 期
const BARE_NUMBER = /^总?[0-9]{1,6}期$/u;
// 房县报数字报纸, 青屏报（汉文版）
const OF_SITE = lean(/(?<=[报讯])(?:数字报纸?|电子[版报]|[（(]\p{Script=Han}{1,4}版[）)])$/u);
// 2018年6月4星期一, without its 日
const LACKS_DAY = /(?<=^[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2})(?=星期[一二三四五六日天])/u;
const MAX_ROWS = 5;

export function readMasthead(rows: readonly Row[]): Masthead {
  const head: Masthead = { publication: null, date: null, number: null, rest: rows };
  return readRow(head, MAX_ROWS);
}

function readRow(head: Masthead, left: number): Masthead {
  const [row, ...others] = head.rest.slice(0, 2);
  if (!row || left === 0 || others.length === 0) return head;
  const [next] = others;
  const tight = wordsOf(row);
  const local = LOCAL.exec(tight);
  const isLocal =
    local !== null && (local.groups?.['rest'] !== '' || DAY.test(next ? wordsOf(next) : ''));
  const name = head.publication === null ? (isLocal ? local : NAME.exec(tight)) : null;
  const rest = name?.groups?.['rest'] ?? tight;
  const number = BARE_NUMBER.test(tight) ? tight : editionNumberIn(rest.slice(0, 40));
  const isDay = DAY.test(tight) || number !== null;
  const isName =
    name !== null &&
    (rest === '' ||
      dateIn(rest) !== null ||
      editionNumberIn(rest) !== null ||
      OF_GAZETTE.test(rest));
  // 白鹭县人民政府公报|2023年第4号: of the gazette, and of no document in it
  const isOfGazette = head.publication?.endsWith('公报') === true && OF_GAZETTE.test(row.tight);
  if (!isName && !isOfGazette && !(isDay && row.tight.length <= 60)) return head;
  return readRow(
    {
      publication: name?.groups?.['name'] ?? head.publication,
      date: head.date ?? dateIn(rest) ?? dateIn(row.text),
      number: head.number ?? number ?? editionNumberIn(rest),
      rest: head.rest.slice(1),
    },
    left - 1,
  );
}

const wordsOf = ({ tight }: Row): string =>
  tight.length > 60 ? tight : tight.replace(OF_SITE, '').replace(LACKS_DAY, '日');

/** The day a name says: `pingyang-2025-01-09.md`, `20250109`, `2025年1月9日`. */
export function dateIn(text: string): IsoDate | null {
  const [, year, month, day] = COMPACT.exec(text) ?? [];
  return findFullDate(text) ?? (year ? isoDate(Number(year), Number(month), Number(day)) : null);
}

/** 《人民日报》（2022年08月18日第04版）: the paper an article was taken from. */
export function publicationIn(row: Row): string | null {
  return /^《(\p{Script=Han}{2,12})》/u.exec(row.tight)?.[1] ?? null;
}
