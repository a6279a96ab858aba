import type { IsoDate, KeyDate, KeyDateLabel } from '../domain/index.ts';
import { doubted } from './confidence.ts';
import { ANY_DATE, findDates } from './dates.ts';
import { dropMatches, type Flow, spanIn } from './flow.ts';
import { evenWidths } from './widths.ts';

type DateWording = {
  readonly label: KeyDateLabel;
  readonly pattern: RegExp;
  /** Without it none of the label's wordings is there. */
  readonly sign: RegExp;
  /** Told of the past too (召开): a key date only if it lies after the text. */
  readonly mustBeAhead: boolean;
};

const DAY = `(?<day>${ANY_DATE})(?:[^，。；、]{0,6}?[0-9]{1,2}(?:时|：|:)[0-9]{0,2}分?)?`;
/** The first day of a range, of which the last one counts: 5月6日至5月10日, 5月6日至10日. */
const RANGE = `${ANY_DATE}[^，。；]{0,8}?(?:至|到|—{1,2}|-|－|~|～)(?<day>${ANY_DATE}|[0-9]{1,2}日)`;
const GAP = '[^，。；：\\n]';

function wording(
  label: KeyDateLabel,
  pattern: string,
  options: { mustBeAhead?: true } = {},
): DateWording {
  return {
    label,
    pattern: new RegExp(pattern, 'gu'),
    sign: dateSigns[label],
    mustBeAhead: options.mustBeAhead ?? false,
  };
}

const dateSigns: Readonly<Record<KeyDateLabel, RegExp>> = {
  选举日: /选举|投票/u,
  施行日期: /施行|实施|执行|生效/u,
  召开日期: /召开|举行|开幕|开会|会议/u,
  闭幕日期: /闭幕|[至到—][^。]*(?:召开|举行)/u,
  报到日期: /报到/u,
  就职日期: /就职/u,
  任职起始日期: /任|聘|试用|挂职|职务|起/u,
  选民登记截止日期: /选民登记/u,
  选民名单公布日期: /选民名单/u,
  候选人公布日期: /候选人/u,
  截止日期: /[止期至前]|时间|投票|登记/u,
};

/** Each under the line as it is printed. */
const dateWordings: readonly DateWording[] = [
  // 选举日定为2025年1月24日 / 选举日：1月24日
  wording(
    '选举日',
    `(?:选举日|投票选举日|投票日)(?:期)?(?:统一)?(?:定|确定|拟定)?(?:为|在|于|：|是|${GAP}{0,16}?)${DAY}`,
  ),
  // 2025年1月24日为选举日
  wording('选举日', `${DAY}(?:${GAP}{0,4})(?:为|是)${GAP}{0,24}?(?:选举日|投票日)`),
  // 定于1月24日举行投票选举
  wording('选举日', `(?:定于|将于|于)${DAY}(?:举行|进行)${GAP}{0,20}?(?:投票选举|选举投票)`),
  // 选民登记截止到12月20日 / 选民登记于12月20日截止 / 选民登记自12月1日至12月20日
  wording(
    '选民登记截止日期',
    `选民登记(?:工作|时间|日期)?${GAP}{0,12}?(?:截止|截至|至|到)(?:日期|时间)?(?:为|至|到|于|：)?${DAY}`,
  ),
  wording('选民登记截止日期', `选民登记(?:时间：|日期：)?${GAP}{0,20}?${RANGE}`),
  wording(
    '选民登记截止日期',
    `选民登记${GAP}{0,20}?${DAY}(?:前)?(?:${GAP}{0,4})(?:截止|结束|完成)`,
  ),
  wording('选民登记截止日期', `${DAY}(?:前|以前|止)?${GAP}{0,10}?(?:完成|结束|截止)选民登记`),
  // 选民名单于1月4日公布 / 1月4日公布选民名单
  wording(
    '选民名单公布日期',
    `选民名单(?:公布)?(?:日期|时间)?(?:为|：|${GAP}{0,12}?)${DAY}(?:前)?(?:${GAP}{0,6}公布)?`,
  ),
  wording(
    '选民名单公布日期',
    `${DAY}(?:前|以前)?${GAP}{0,12}?(?:公布|张榜公布)${GAP}{0,8}?选民名单`,
  ),
  // 选民名单确认后，将于2021年7月31日张榜公布
  wording('选民名单公布日期', `选民名单${GAP}{0,12}，(?:将|应)?(?:于|在)${DAY}${GAP}{0,6}公布`),
  // 1月17日公布正式代表候选人名单
  wording(
    '候选人公布日期',
    `候选人(?:名单)?(?:及基本情况)?(?:公布)?(?:日期|时间)?(?:为|：|${GAP}{0,12}?于)${DAY}(?:前)?(?:${GAP}{0,6}公布)?`,
  ),
  wording('候选人公布日期', `${DAY}(?:前|以前)?${GAP}{0,12}?公布${GAP}{0,16}?候选人`),
  // 以上任命自2019年12月20日起生效
  wording('任职起始日期', `任[命职]${GAP}{0,6}(?:自|从)${DAY}起(?:生效|施行|计算)`),
  // 自2018年1月1日起施行
  wording('施行日期', `(?:自|从|于)?${DAY}(?:零时)?起(?:正式)?(?:施行|实施|执行|生效)(?!的《)`),
  wording('施行日期', `(?:施行|实施|生效)(?:日期|时间)(?:为|：)${DAY}`),
  wording('施行日期', `自${DAY}(?:正式)?(?:施行|实施|生效)`),
  // 于2024年12月20日就职
  wording('就职日期', `(?:于|自)?${DAY}(?:起)?(?:正式)?就职`),
  // 聘期三年，自2021年3月1日起算 / 任职时间从2021年3月1日起计算
  wording(
    '任职起始日期',
    `(?:任期|聘期|任职|试用期|挂职|职务|聘任)${GAP}{0,16}?，?${GAP}{0,10}?(?:自|从)${DAY}(?:起|开始)(?:计算|计|算)?`,
  ),
  // 聘期自2023年10月1日至2028年9月30日
  wording(
    '任职起始日期',
    `(?:任期|聘期|任职期限|试用期)(?:为|：)?(?:自|从)?${DAY}(?:起)?(?:至|到|—|-)`,
  ),
  wording('任职起始日期', `(?:自|从)${DAY}(?:起|开始)(?:计算|起算|算|计|任职|履职)`),
  wording('任职起始日期', `${GAP}{0,6}任职(?:起始)?(?:时间|日期)(?:自|从|为|：)${DAY}`),
  // 代表于1月10日报到 / 报到时间：1月10日
  wording('报到日期', `报到(?:日期|时间)(?:为|：|定于|是)?${DAY}`),
  wording('报到日期', `${DAY}(?:${GAP}{0,14}?)(?:前往)?(?<![已已经])报到`),
  // 会议定于2024年3月5日在北京召开 / 决定…第二次会议2024年3月5日在北京召开
  wording(
    '召开日期',
    `(?<=会[^。\\n]{0,80})(?:定于|将于|决定于|决定(?:在)?|拟于)${GAP}{0,40}?${DAY}${GAP}{0,24}?(?:召开|举行|开幕|开会)|(?:定于|将于|决定于|决定(?:在)?|拟于)${DAY}${GAP}{0,24}?(?:召开|举行|开幕)(?=${GAP}{0,40}会)`,
    { mustBeAhead: true },
  ),
  // 会议决定临溪县第十届人民代表大会第四次会议于2025年3月25日召开
  wording(
    '召开日期',
    `(?:决定|通知)[：，]?${GAP}{0,60}会议于${DAY}(?:(?:至|到|—)(?:[0-9]{1,2}月)?[0-9]{1,2}日)?${GAP}{0,24}?(?:召开|举行)`,
  ),
  // …第三次会议于2009年7月24日至25日在城关举行: its last day
  wording('闭幕日期', `(?:决定|通知)[：，]?${GAP}{0,60}会议于${RANGE}${GAP}{0,24}?(?:召开|举行)`),
  // 会议还决定，2025年3月1日至2日召开…第十次会议
  wording(
    '召开日期',
    `决定，(?:于|在)?${DAY}(?:(?:至|到|—)(?:[0-9]{1,2}月)?[0-9]{1,2}日)?${GAP}{0,12}?(?:召开|举行)${GAP}{2,40}会`,
    { mustBeAhead: true },
  ),
  wording('召开日期', `(?:会议|大会)(?:将|定)?(?:于|在)?${DAY}${GAP}{0,24}?(?:召开|举行|开幕)`, {
    mustBeAhead: true,
  }),
  wording('召开日期', `(?:会议|召开|开会|开幕)(?:时间|日期)(?:为|：|定于)${DAY}`),
  // 会期5天，至1月15日闭幕
  wording('闭幕日期', `(?:将于|定于|至|于|到)?${DAY}${GAP}{0,8}?闭幕`, { mustBeAhead: true }),
  wording('闭幕日期', `闭幕(?:日期|时间)?(?:为|：|定于)${DAY}`),
  // 公示时间：5月6日至5月10日
  wording(
    '截止日期',
    `(?:公示|报名|征集|征求意见|意见征集|申报|投票|受理|登记|缴费|反馈|接受监督|举报)(?:期|期限|时间|起止时间|日期|期间)?(?:为|：|自|从|是)?(?:自|从)?${RANGE}`,
  ),
  // 截止时间为2025年1月24日 / 报名截止日期：…
  wording(
    '截止日期',
    `(?<!登记)截(?:止(?:时间|日期|日)?|至(?:时间|日期|日)?(?!${ANY_DATE}，))(?:为|：|到|至|于|是|定于)?${DAY}`,
  ),
  wording(
    '截止日期',
    `(?:于|在|请于|务必于)${DAY}(?:${GAP}{0,8})(?:前|以前|之前)(?=${GAP}{0,40}(?:报送|提交|反馈|反映|报名|提出|上报|办理|申报|寄|送|报))`,
  ),
  // 可于2022年5月20日前，将意见发送至邮箱
  wording(
    '截止日期',
    `(?:于|在)${DAY}(?:${GAP}{0,8})前，(?:将|以|通过)${GAP}{0,30}(?:意见|材料|申请|发送|寄|反馈|报送)`,
  ),
  wording('截止日期', `${DAY}(?:${GAP}{0,6})截止`),
];

/** 公布之日, 通过之日: the day is the text's own. */
const ownDay = {
  passed: /(?:自|从)(?:本决定|本办法)?(?:审议|表决)?通过之日起(?:施行|实施|生效|执行)/u,
  published: /(?:自|从)(?:公布|发布|印发)之日起(?:施行|实施|生效|执行)/u,
  printed: new RegExp(`(?<day>${ANY_DATE})(?:公布|发布|印发)`, 'u'),
};

export type DateScene = {
  /** A date the text prints: what has no year takes its own from it, what lies before it is past. */
  readonly reference: IsoDate | null;
  readonly adoptedOn: IsoDate | null;
  readonly isDocument: boolean;
};

/** The dates of a text that readers have to keep, each once. */
export function readKeyDates(rows: readonly Flow[], scene: DateScene): KeyDate[] {
  const found = new Map<string, KeyDate>();
  for (const row of rows) {
    if (!/[日号]/u.test(row.text) || row.text.length > 20_000) continue;
    const flow = dropMatches(
      { text: evenWidths(row.text), at: row.at },
      /[（(](?:星期|周)[一二三四五六日天][）)]|(?<![0-9])\s+|\s+(?![0-9])/gu,
    );
    for (const date of readRow(flow, scene)) {
      const name = `${date.label} ${date.date}`;
      if (!found.has(name)) found.set(name, date);
    }
  }
  return [...found.values()].sort((one, other) => one.span[0] - other.span[0]);
}

function readRow(flow: Flow, scene: DateScene): KeyDate[] {
  const days = findDates(flow.text, scene.reference);
  const taken: number[] = [];
  const found: KeyDate[] = [];
  for (const { label, pattern, sign, mustBeAhead } of dateWordings) {
    if (days.length === 0 || !sign.test(flow.text)) continue;
    for (const match of flow.text.matchAll(pattern)) {
      const at = match.index + match[0].lastIndexOf(match.groups?.['day'] ?? '');
      const date = days.find((day) => day.start === at)?.date;
      if (
        !date ||
        taken.includes(at) ||
        isPast(date, { label, mustBeAhead }, scene, /[将定拟]|开幕/u.test(match[0])) ||
        isNoPlan(flow.text, match.index)
      )
        continue;
      taken.push(at);
      const span = spanIn(flow, match.index, match.index + match[0].length);
      found.push({ label, date, span, ...doubted(scene.isDocument ? [] : ['told-in-report']) });
    }
  }
  return [...found, ...readOwnDay(flow, scene)];
}

/** What closes on the day it is told is over; what opens on it is not. */
function isPast(
  date: IsoDate,
  { label, mustBeAhead }: Pick<DateWording, 'label' | 'mustBeAhead'>,
  { reference }: DateScene,
  isPlanned: boolean,
): boolean {
  const isOver = label === '闭幕日期' || !isPlanned;
  return (
    mustBeAhead &&
    (reference === null ||
      reference.length < 10 ||
      date < reference ||
      (isOver && date === reference))
  );
}

/** 建议, 草案: nobody has fixed the day yet. */
function isNoPlan(text: string, at: number): boolean {
  const clause = text.slice(Math.max(0, at - 40), at);
  return /(?:拟|草案)[^，。；]{0,12}$|建议[^，。；]{0,30}$|统计$|原(?:定|确定|计划)[^，。；]{0,16}$/u.test(
    clause,
  );
}

function readOwnDay(flow: Flow, { adoptedOn, isDocument, reference }: DateScene): KeyDate[] {
  const passed = isDocument && adoptedOn ? ownDay.passed.exec(flow.text) : null;
  const published = ownDay.published.exec(flow.text);
  const printed = published ? ownDay.printed.exec(flow.text)?.groups?.['day'] : undefined;
  const match = passed ?? published;
  const date = passed
    ? adoptedOn
    : printed
      ? (findDates(printed, reference)[0]?.date ?? null)
      : null;
  if (!match || !date) return [];
  const span = spanIn(flow, match.index, match.index + match[0].length);
  return [{ label: '施行日期', date, span, ...doubted(['day-of-text']) }];
}
