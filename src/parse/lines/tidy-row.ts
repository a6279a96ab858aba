import type { Span } from '../../domain/index.ts';
import { startsWithSurname } from '../names/names.ts';
import { dropMatches, dropRanges, type Flow, sliceFlow, trimFlow } from './flow.ts';
import { lean } from './lean.ts';
import { hasLetter, lettersOf, SPACES } from './letters.ts';
import { evenWidths } from './widths.ts';

const BRACKETS = lettersOf('（(【[');
/** （女，畲族）, （试用期一年）: notes that no record takes up; 立案庭（诉讼服务中心）副庭长 is a name. */
const NOTE = lean(
  /[（(【[](?<!庭（(?=[\p{Script=Han}]{2,20}）副?庭长))(?!草案|集团|中国|(?:[\p{Script=Han}]{2,4})[）)](?:有限|股份|集团|公司))[^（）()【】[\]\n]{0,60}[）)】\]]/gu,
);
/** 刘延东（女）李长春　李克强, 赵云（农民）马超: in a row of names the note alone may part two of them. */
const PARTS = lean(
  /[（【[](?<=\p{Script=Han}.)(?:女|(?<=(?:^|[\s：、，）】\]])\p{Script=Han}{1,3}(?![庭局处科部室院股所站会司])\p{Script=Han}[（【[])(?!女)[\p{Script=Han}、，\s]{1,12}|[\p{Script=Han}，、\s]{1,8}族)[）】\]](?!副|\p{Script=Han}{1,3}[长员任记席])(?=\p{Script=Han}{2,4}(?:[\s，。；、（【[]|$)|\p{Script=Han}\s{1,2}\p{Script=Han}(?:[\s（【[]|$))/gu,
);
/** 副主任（兼县档案局局长）: another post, and no note. */
const SECOND_POST = lean(
  /（(?<=[长任记席员]（)(?=兼(?:任)?[^（）、，]{3,40}(?:长|主任|书记|主席|委员|经理|主管)）)(?<post>[^（）]*)）/gu,
);
/** 帕巴拉.格列朗杰, 、艾力更-依明、: a name's dot, set as a point or, in a row of names, as a hyphen */
const DOT = lean(
  /[.．](?<=\p{Script=Han}{2}.)(?=\p{Script=Han}{2})|-(?<=[、：，。；\s]\p{Script=Han}{2,6}-)(?=\p{Script=Han}{2,8}(?:[、，；（]|当选|为|的|同志|辞去|不再))/gu,
);
/** 主　任, 副 市 长：an office at the start of a row, its letters set apart */
const OFFICE = [
  '主席 主任委员 主任 秘书长 省长 市长 州长 县长 区长 旗长 镇长 乡长 院长 检察长 书记 常务委员 委员 常委 委员长',
]
  .flatMap((offices) => offices.split(' '))
  .map((office) => [...office].join('\\s*'))
  .join('|');
const SPACED_OFFICE = lean(new RegExp(`^(?:副\\s*)?(?:${OFFICE})(?=[\\s：（(]|$)`, 'u'));
/** 邓 金 花   冯 有 贵: letters one apart, names further */
const SPACED_NAMES = lean(
  /^\p{Script=Han}(?:[ \u00a0]\p{Script=Han}){1,3}(?:\s{2,}\p{Script=Han}(?:[ \u00a0]\p{Script=Han}){1,3})+$/u,
);
const GAP_IN_NAME = /(?<=\S)[ \u00a0](?=\S)/gu;

/** 萧　景　桓为…, 武　三　通　安埠区…: the gaps of a name of three letters, each by itself. */
const SPELLED = lean(
  /(?<=(?:^|[，。；：、\n]\s?|任命|免去|选举|补选|接受|聘任|解聘|决定|由)\p{Script=Han})\s+(?=\p{Script=Han}\s+\p{Script=Han}(?:\s*为|[为的任，。；、]|同志|辞去|\s+\p{Script=Han}{4}|$))|(?<=(?:^|[，。；：、\n]\s?|任命|免去|选举|补选|接受|聘任|解聘|决定|由)\p{Script=Han}\s{1,3}\p{Script=Han})\s+(?=\p{Script=Han}(?:\s*为|[为的任，。；、]|同志|辞去|\s+\p{Script=Han}{4}|$))/gu,
);
/** 欧阳　春, 阿旺　洛桑: a family name of two letters, or the first half of a name of four. */
const LONG_LONE = lean(
  /(?:^|[^\p{Script=Han}]|任命|免去|选举|补选|接受|聘任|解聘|决定|罢免|撤销|批准|同意)(?:欧阳|上官|司马|司徒|夏侯|诸葛|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|东方|西门|南宫|独孤|百里|呼延|端木|轩辕|申屠|濮阳|淳于|澹台|东郭|左丘|左邱|钟离|万俟|闻人|仲孙|鲜于|太史|漆雕|拓跋|纳兰|耶律|完颜|赫连|阿旺|洛桑|扎西|次仁|多吉|尼玛|旦增|丹增|平措|索朗|格桑|达娃|边巴|普布|巴桑|仁青|尔玛|罗让|泽仁|白玛|卓玛|央金|德吉|强巴|土登)$/u,
);
/** Whether a gap after `before` may be one within a long name: 诸葛|　明. */
export const isHalfOfName = (before: string): boolean => LONG_LONE.test(before);

/** A family name alone before a gap: at the start, after a mark, or after a verb that takes people. */
const LONE_NAME = lean(
  /(?:^|[^\p{Script=Han}]|(?:任命|免去|选举|补选|接受|聘任|解聘|决定|罢免|撤销|批准|指定|终止|推选|同意|通过|增补|增选)了?|[和与及由的])\p{Script=Han}$/u,
);
/** 代表边　江因病去世, 县长许　可辞去: the family name after an office; 代表团 and 书记员 are none. */
const LONE_HOLDER = lean(
  /(?:代表|[省市县区州旗镇乡局厅院校]长|检察长|主任|书记|主席|委员)(?<surname>\p{Script=Han})$/u,
);
const VERB_BEFORE =
  /(?:任命|免去|选举|补选|接受|聘任|解聘|罢免|撤销|指定|推选|增补|增选|为|的|[，。；：、])$/u;
/** But 任秀峰, in a row of names, is one of them. */
const VERB_AFTER = lean(
  /^(?:为|任(?!\s|\p{Script=Han}{1,2}(?:[\s，。；、]|$))|的|同志|不再|代理|当选)/u,
);

/**
 * A row for reading acts: without notes, with padded names (`林　捷`, `主　任`) put together. One space
 * stays between names, and between a name and its post.
 */
export function tidyRow(flow: Flow): Flow {
  if (isFramedVerb(flow.text)) return sliceFlow(flow, 1, flow.text.length - 1);
  const even = evenDots(evenWidths(flow.text));
  const hasNotes = hasLetter(even, BRACKETS);
  const noted = { text: hasNotes ? partAtNotes(even) : even, at: flow.at };
  const isSpaced = hasLetter(noted.text, SPACES);
  const closed = isSpaced ? closeOffice(noted) : noted;
  const bare = trimFlow(hasNotes ? dropMatches(closed, NOTE) : closed);
  if (!isSpaced || !hasLetter(bare.text, SPACES)) return bare;
  if (SPACED_NAMES.test(bare.text)) return dropMatches(bare, GAP_IN_NAME);
  const spelled = dropMatches(bare, SPELLED);
  return dropRanges(spelled, uselessGaps(spelled.text));
}

// 【任命】 / （决定免去）: alone in its row it heads a list, and is no note.
const FRAMED_VERB =
  /^[【〔［[（(](?:决定|批准)?(?:任命|任职|免去|免职|聘任|解聘)(?:人员|名单)?[】〕］\]）)]$/u;

// 【县公安局】: whose list it heads
const FRAMED_BODY = lean(/^【\p{Script=Han}{3,18}(?:[局厅部院室会府]|中心|学校|公司)】$/u);

const isFramedVerb = (text: string): boolean =>
  text.length <= 20 && (FRAMED_VERB.test(text) || FRAMED_BODY.test(text));

const evenDots = (text: string): string =>
  text.includes('.') || text.includes('．') || text.includes('-') ? text.replace(DOT, '·') : text;

function partAtNotes(text: string): string {
  return text.replace(PARTS, (note) => ' '.repeat(note.length)).replace(SECOND_POST, '、$<post> ');
}

function closeOffice(flow: Flow): Flow {
  const office = SPACED_OFFICE.exec(flow.text)?.[0];
  if (!office || !/\s/u.test(office)) return flow;
  const gaps = [...office.matchAll(/\s+/gu)].map(
    ({ index, 0: gap }) => [index, index + gap.length] as const,
  );
  return dropRanges(flow, gaps);
}

const STARTS_WORD = lean(/^\p{Script=Han}/u);

function uselessGaps(text: string): Span[] {
  const ranges: Span[] = [];
  let isJoined = false;
  let wordStart = 0;
  for (const { index, 0: gap } of text.matchAll(/\s+/gu)) {
    const end = index + gap.length;
    const before = text.slice(Math.max(wordStart, index - 8), index);
    const after = text.slice(end, end + 4);
    const isLone: boolean =
      !isJoined &&
      (LONE_NAME.test(before) || LONG_LONE.test(before) || isLoneHolder(before)) &&
      STARTS_WORD.test(after);
    const isUseless = isLone || VERB_BEFORE.test(before) || VERB_AFTER.test(after);
    if (isUseless) ranges.push([index, end]);
    else if (gap.length > 1) ranges.push([index + 1, end]);
    isJoined = isLone && isWord(text, end);
    wordStart = end;
  }
  return ranges;
}

function isLoneHolder(before: string): boolean {
  const surname = LONE_HOLDER.exec(before)?.groups?.['surname'];
  return surname !== undefined && startsWithSurname(surname);
}

/** Whether a gap, and no mark, ends what begins at `start`; a name is not longer than a dozen letters. */
function isWord(text: string, start: number): boolean {
  return /^[^，。；：、\s]{0,24}(?:\s|$)/u.test(text.slice(start, start + 25));
}
