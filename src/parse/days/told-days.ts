import type { IsoDate } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';
import { matchesOf, mayHold } from '../lines/matches.ts';
import { daysBetween } from './calendar.ts';
import { findDates, type PrintedDate } from './dates.ts';

/** Words in which another day than an act's is told, each under its line; they are blanked out. */
const OTHER_MATTERS: readonly RegExp[] = [
  // 任期自2023年9月1日至2026年8月31日
  /(?:任期|聘期|任职时间|试用期|挂职)[^，。；]*/gu,
  // 听取了关于2024年12月31日财政收支情况的报告
  /关于[^，。；《》]{2,60}?的(?:报告|议案|说明|情况|意见|方案)/gu,
  /《[^《》]{2,80}》/gu,
  // 根据1月6日县长的提名
  /(?:根据|按照|依照)[^，。；]{2,40}?(?:提名|建议|提请|提议)/gu,
  // 传达学习1月8日省委常委会会议精神
  /(?:传达|学习|贯彻|落实)[^，。；]{2,60}?精神/gu,
  // 决定于2025年2月12日召开…第四次会议 / 决定，…第四次会议于2月中旬召开
  /(?:决定，?|关于召开|将[于在]|[定拟]于|计划于?)[^，。；：]{0,60}?[日号旬初底期][^，。；：]{0,16}(?:召开|举行)(?!的)/gu,
].map(lean);
/** 1月9日|电, 1月9日|《临溪日报》讯: what makes a day that of a dateline. */
export const DATELINE_REST = '\\s?(?:(?:《[^《》]{2,12}》|本报)\\s?)?(?:专?电|讯|消息)';
/** A day on which something begins, ends or was born; that of a dateline, of which the text has its own reader. */
const OTHER_DAY = lean(
  new RegExp(
    `^(?:起|生|出生|就职|止|前(?!夕)|之前|以前|以来|前后|上任|任职|施行|实施|生效|报到|印发|公示|考察|将(?:召开|举行)|[）)]\\s?(?:近日|日前|近期)|${DATELINE_REST})`,
    'u',
  ),
);
const OTHER_DAY_BEFORE =
  /(?:自|至|到|截至|截止|生于|任期自|将于|定于|拟于|将在|计划于|预计|(?<!现)将|拟)$/u;

/** 8月28日|至|29日, 1月16日|（1月15日为预备会议）至|20日 */
const RANGE = lean(/^(?:[上下]午)?(?:（[^）]{1,30}）)?\s?(?:至|到|—{1,2}|-|－|–|~|～)$/u);
/** 8日|和|9日: on both. */
const BOTH = /^(?:[上下]午)?[、和与及]$/u;
/**
 * The days on which a sentence says that something was done; of several in a row the last, on which
 * meetings vote, with the first one as `from`.
 */
export function toldDays(sentence: string, reference: IsoDate | null): PrintedDate[] {
  const days = findDates(sentence, reference);
  if (days.length === 0) return [];
  const plain = withoutOtherMatters(sentence);
  return joinRanges(withoutAsides(days, sentence), sentence).filter(
    ({ start, end }) =>
      /\S/u.test(plain.slice(start, end)) &&
      !OTHER_DAY.test(sentence.slice(end)) &&
      !OTHER_DAY_BEFORE.test(sentence.slice(Math.max(0, start - 8), start)),
  );
}

/** 1月16日|（1月15日为大会预备会议）|至20日: a session has not begun on it. */
const ASIDE = lean(/（[^（）]{0,30}预备会[^（）]{0,12}）/gu);

function withoutAsides(days: readonly PrintedDate[], sentence: string): readonly PrintedDate[] {
  const asides = matchesOf(ASIDE, sentence);
  return days.filter(
    ({ start }) =>
      !asides.some(({ index, 0: aside }) => index < start && start < index + aside.length),
  );
}

const withoutOtherMatters = (sentence: string): string => OTHER_MATTERS.reduce(blankOut, sentence);
const blankOut = (text: string, pattern: RegExp): string =>
  mayHold(text, pattern) ? text.replace(pattern, (found) => ' '.repeat(found.length)) : text;

function joinRanges(days: readonly PrintedDate[], sentence: string): PrintedDate[] {
  const joined: PrintedDate[] = [];
  for (const day of days) {
    const before = joined.at(-1);
    const between = before ? sentence.slice(before.end, day.start) : '';
    if (before && RANGE.test(between)) {
      joined.splice(-1, 1, { ...day, start: before.start, from: before.from ?? before.date });
    } else if (before && BOTH.test(between) && !isOneEach(sentence, before, day)) {
      joined.splice(-1, 1, { ...day, start: before.start });
    } else joined.push(day);
  }
  return joined;
}

/** 分别于|8日、9日, 8日和9日|分别: one thing on the one, another on the other. */
function isOneEach(sentence: string, one: PrintedDate, other: PrintedDate): boolean {
  return (
    /分别[^，。；]*$/u.test(sentence.slice(0, one.start)) ||
    /^，?(?:依法)?分别/u.test(sentence.slice(other.end))
  );
}

/** 「12月26日至29日，…第一次会议召开」: on which of its days it elected nobody tells. */
export function isLong({ from, date }: PrintedDate): boolean {
  return from !== null && date !== null && daysBetween(from, date) > 1;
}

const VAGUELY =
  '(?<![0-9])日前|近日|年[初中底末](?=，)|不久前|前不久|前段时间|早些时候|[上本]周|[上本]月[初底中末]|' +
  // 最近召开的会议, but not 近期重点项目
  '(?:近期|最近)(?=，|[^，。；]{0,16}(?:召开|举行|决定|任命|免去|宣布|批准|接受|通过))';
const PART_OF_MONTH = '月(?:初|底|末|份|中旬|上旬|下旬)';
// 去年8月， / 2024年8月，经… / 在去年12月举行的…会议上
const MONTH_ALONE =
  '(?<![个0-9])[0-9]{1,2}月(?=，|召开|举行|[被任当]|[^，。0-9][^，。]{0,20}(?:会议|人大|常委会|[省市县区]委)[^，。]{0,8}(?:召开|举行|决定|任命|选举|通过|免去|罢免))';
// 去年，县十七届人大常委会…会议上，已经任命
const YEAR_ALONE = '(?:[0-9]{4}|[去前])年(?=，|被|当选)';
/** 此前担任…的 is of somebody's life. */
const EARLIER = '(?:此前|先前|早前)(?!.{0,3}(?:担任|任(?!命)|系|为|曾|在))|追认|已(?:接受|同意)';

const VAGUE = lean(new RegExp([VAGUELY, PART_OF_MONTH, MONTH_ALONE].join('|'), 'gu'));
const VAGUE_OR_EARLIER = lean(new RegExp([VAGUE.source, YEAR_ALONE, EARLIER].join('|'), 'gu'));

export type VagueWord = { readonly start: number; readonly end: number };

/** Where a sentence leaves the day open: by a word (日前), by the month alone. */
export function vagueWords(sentence: string): VagueWord[] {
  return wordsOf(VAGUE, sentence);
}

/** The same, and words that tell of something done before: 此前, 去年. */
export function vagueOrEarlierWords(sentence: string): VagueWord[] {
  return wordsOf(VAGUE_OR_EARLIER, sentence);
}

function wordsOf(pattern: RegExp, sentence: string): VagueWord[] {
  if (sentence.search(pattern) < 0) return [];
  return matchesOf(pattern, withoutOtherMatters(sentence)).map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
}
