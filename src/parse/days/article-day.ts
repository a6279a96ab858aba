import type { IsoDate } from '../../domain/index.ts';
import type { Head } from '../articles/head.ts';
import { lean } from '../lines/lean.ts';
import { isPassedBy, isSignedDate } from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';
import { evenWidths } from '../lines/widths.ts';
import { FULL_DATE, findDates, findFullDate } from './dates.ts';
import { meetingDay } from './meeting-day.ts';

type Told = {
  readonly head: Omit<Head, 'body'>;
  readonly rows: readonly Row[];
  /** The rows that tell the day: of an order, those of the decision it promulgates too. */
  readonly dayRows: readonly Row[];
  readonly reference: IsoDate | null;
  readonly signedOn: IsoDate | null;
  /** Of an order that a report quotes: the day that the report tells of. */
  readonly quotedOn: IsoDate | null;
  /** Of a document that an order above it promulgates: the day that the order tells. */
  readonly promulgatedOn: IsoDate | null;
  /** The issuing body's place. */
  readonly place: string | null;
};

/** When a document was adopted. The sources stand in the guideline's order. */
export function adoptionDay(told: Told): IsoDate | null {
  const { head, rows, dayRows, reference, place, signedOn, quotedOn } = told;
  return (
    head.passedOn ??
    told.promulgatedOn ??
    orderSignedOn(told) ??
    passedInText(dayRows, reference, place) ??
    signedOn ??
    dayBelowTitle(rows) ??
    writtenOn(head, rows) ??
    quotedOn ??
    head.sourceDate
  );
}

/**
 * 《…管理办法》已经2025年1月9日县人民政府第5次常务会议通过，现予公布: an order is of the day on which it is signed, and what
 * it promulgates of the one it tells. So is a notice that 关于印发《…》的通知 is the title of.
 */
function orderSignedOn({ head, dayRows, signedOn }: Told): IsoDate | null {
  const isOrder = head.titles.some(({ tight }) =>
    /令$|关于(?:印发|发布|公布|颁布).*的通知$/u.test(tight),
  );
  return isOrder && dayRows.slice(0, 4).some(({ tight }) => PROMULGATES.test(tight))
    ? signedOn
    : null;
}

const PROMULGATES = lean(/^《[^《》]{4,80}》已经?由?/u);

/** 临溪县人大常委会任免名单|2025年1月9日: a signature that stands above. */
function dayBelowTitle([first]: readonly Row[]): IsoDate | null {
  return first && isSignedDate(first) ? findFullDate(first.tight) : null;
}

// 索引号：0021/2025-001　成文日期：2025年1月9日　发布日期：2025年1月12日
const WRITTEN = /(?:成文|发文|签发|制发)(?:日期|时间)：(?<day>[0-9年月日/.-]{8,11})/u;

/** Of the table that a web page sets above a document. */
function writtenOn({ titles, source }: Omit<Head, 'body'>, rows: readonly Row[]): IsoDate | null {
  const above = [...titles, ...(source ? [source] : []), ...rows.slice(0, 6)];
  const days = above.map(({ tight }) => WRITTEN.exec(evenWidths(tight))?.groups?.['day'] ?? '');
  return days.map(findFullDate).find((day) => day !== null) ?? null;
}

/** Of which only the text and the signature were kept: 现予公告。 */
function announcementDay({ head, rows, signedOn }: Told): IsoDate | null {
  const isAnnounced =
    head.titles.length === 0 &&
    (rows.some((row) => /(?:特此|现予)公告/u.test(row.tight)) ||
      /(?:决定|政府|委员会)：$/u.test(rows[0]?.tight ?? ''));
  return isAnnounced ? signedOn : null;
}

/** The day of what a report tells: of the announcement that it is, else of the meeting. */
export function reportDay(told: Told): IsoDate | null {
  return announcementDay(told) ?? meetingDay(told.head, told.rows, told.reference);
}

/** 第四十八号主席令说，根据…第十五次会议于2025年4月30日的决定：it is signed on that day. */
export function orderDay(rows: readonly Row[]): IsoDate | null {
  const told = /于(?<day>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}[日号])(?:的决定|[^，。；]{0,4}通过)/u;
  return findFullDate(told.exec(rows[0]?.tight ?? '')?.groups?.['day'] ?? '');
}

// 2025年1月9日临溪县人大常委会第二次会议通过 / …第二次会议于2025年1月9日决定：… / 2018年11月6日市人民政府第34次常务会议决定，
const PASSES = lean(
  new RegExp(
    `(?<date>(?:${FULL_DATE}|[0-9]{1,2}月[0-9]{1,2}日))(?:(?!月[0-9一二三四五六七八九十]{1,3}日)[^。；\\n]){0,60}?(?:通过|选举|补选|(?:研究|审议|讨论)，?(?:决定|同意(?![^。]{0,60}日[^。]{0,40}决定))|会议(?:决定|同意)(?=：|，?(?:$|任命|免去|聘任|解聘|任免))|(?<=于[^，。；]{6,12}日)决定(?=：))`,
    'u',
  ),
);

/** 县委|2021年6月11日决定：, 经竞聘、考察、公示，|2022年12月20日局党委会研究，决定…: a meeting by another name. */
const DECIDES = lean(
  new RegExp(
    `(?<date>${FULL_DATE})(?:[^，。；：\\n]{0,16}会)?(?:集体)?(?:研究|讨论)?(?:同意|通过)?，?(?:现|作出)?决定(?![^，。；：]{0,30}(?:日|如下内容))`,
    'u',
  ),
);

/** 「…第十九次会议于2023年11月28日通过：」: the day where a document itself tells it. */
function passedInText(
  rows: readonly Row[],
  reference: IsoDate | null,
  place: string | null,
): IsoDate | null {
  const last = rows
    .slice(4)
    .filter((row) => isPassedBy(row) || /^以上[^。]{2,80}通过/u.test(row.tight));
  for (const row of [...rows.slice(0, 4), ...last]) {
    const told = (/会议/u.test(row.tight) ? PASSES : DECIDES).exec(row.tight.slice(0, 400));
    if (told && !isElsewhere(row.tight.slice(0, told.index), told[0], place))
      return findDates(told.groups?.['date'] ?? '', reference)[0]?.date ?? null;
  }
  return null;
}

const PLACE = '(?<place>\\p{Script=Han}{2,8}?[市县区旗])(?=第|人大|人民)';
const OTHER = lean(new RegExp(`^${PLACE}`, 'u'));
const AFTER_DAY = lean(new RegExp(`^[^日，]{3,16}日(?:[上下]午)?，?(?:经|由)?${PLACE}`, 'u'));

/**
 * 定海区第十八届人大常委会第十七次会议|于2024年1月15日依法补选…, or 2024年1月15日，|定海区第十八届人大常委会
 * 第十七次会议补选…, in an announcement of 舟山市; 2024年1月15日，第五选区召开选民会议…通过
 */
function isElsewhere(before: string, told: string, place: string | null): boolean {
  const body = /[^，。；]*$/u.exec(before)?.[0] ?? '';
  if (/选民(?:会议|大会)/u.test(told)) return true;
  if (/补选$/u.test(told) && !/会议/u.test(`${body}${told}`)) return true;
  const other = OTHER.exec(body)?.groups?.['place'] ?? AFTER_DAY.exec(told)?.groups?.['place'];
  return place !== null && other !== undefined && !other.endsWith(place) && !place.endsWith(other);
}
