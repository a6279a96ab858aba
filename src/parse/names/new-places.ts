import { lean } from '../lines/lean.ts';
import { startsWithSurname } from './names.ts';

/** What a place of which nobody has heard does not contain: the words that stand before places. */
const NO_PLACE =
  /[届级本该出的这是了在将由对把被从以并还等向经及与会席省市县区盟为任全部分个别年度月日讯有们每上下]|^[我各某两多新历原至报]|^自治|和$|听取|审议|表决|根据|关于|决定|免去|选举|罢免|同志|出席|召开|接受|辞去|补选|提请|撤销|聘任|解聘|通过|代理|担任|批准|推进|当选|选出|推选|增选|产生|^(?:要闻|综合|时政|新闻|导读|专题|视点|民生|公告|广告|报讯|视察|邀请|协助|陪同|主持|参加|列席|建议|要求|希望|感谢|祝贺|围绕|按照|依照|针对|通报|传达|学习|贯彻|落实|配合|支持|欢迎|组织|慰问|走访|观看|公布|发布|印发|转发|撤回|否决|成立|设立|召集|改选|其中|另外|首先|最后|接着|随即|目前|今天|昨天|首次|再次|第二|仍由|改由|兼任|确认|确定|举行|宣布|颁布|审查|审定|讨论|研究|检查|督查|调研|汇报|报告)$/u;
/** After these a place's name may begin. */
const BEFORE = lean(
  /(?:^|[^\p{Script=Han}]|[《在为由任了对向将于至原和及与是等的从经据省市县区州盟]|会议|听取|审议|表决|根据|关于|决定|免去|选举|任命|罢免|同志|出席|召开|接受|辞去|补选|提请|撤销|聘任|解聘|通过|代理|担任|批准|中共|政协|中国共产党|共青团|[0-9一二三四五六七八九十]\s?日)$/u,
);
/** Whether a place's name may begin here, by what stands before. */
export function begins(text: string, at: number): boolean {
  return BEFORE.test(text.slice(Math.max(0, at - 6), at));
}

const LENGTHS = [4, 3];
const LONGEST_NEW = 4;
/** Peoples whose counties and prefectures bear their name without 族, and how those with it end. */
const PEOPLE =
  '(?:哈萨克|蒙古|柯尔克孜|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|维吾尔|乌孜别克|塔塔尔|俄罗斯|裕固|撒拉|东乡|保安|土家|布依|傈僳|纳西|景颇|哈尼|拉祜|仫佬|毛南|仡佬|朝鲜|\\p{Script=Han})族|哈萨克|蒙古|柯尔克孜|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|维吾尔';
const OWN_RULE = lean(
  new RegExp(`(?<stem>\\p{Script=Han}{1,8}?)(?<rest>(?:${PEOPLE}){1,3}自治[州县旗区])$`, 'u'),
);

/** 云岭彝族自治县, 塔尔金哈萨克自治县: from where a name may begin, of two letters and more before the people's. */
function ownRuleBefore(text: string, end: number): string | undefined {
  if (!/自治[州县旗区]$/u.test(text.slice(end - 3, end))) return undefined;
  const { stem, rest } = OWN_RULE.exec(text.slice(Math.max(0, end - 18), end))?.groups ?? {};
  if (!stem || !rest) return undefined;
  const lengths = [2, 3, 4, 5, 6, 7, 8].filter((length) => length <= stem.length);
  const length = lengths.find((one) => begins(text, end - rest.length - one));
  return `${stem.slice(-(length ?? stem.length))}${rest}`;
}

/** 库什塔木县, 多尔玛乡: a longer name, of the letters with which names of other languages are written. */
function ofOtherTongueBefore(text: string, end: number): string | undefined {
  const sounds = SOUNDS.exec(text.slice(Math.max(0, end - 8), end))?.[0] ?? '';
  for (let length = sounds.length; length > LONGEST_NEW; length -= 1)
    if (begins(text, end - length)) return sounds.slice(-length);
  return undefined;
}

const SOUNDS =
  /(?!江西|青海|吉林|西安|大连)(?:和(?=硕|静|布|林)|[阿艾爱奥敖安昂巴拜彦硕翁浩赉班贝本比毕博布查察达大当道德迪地丁都多额俄鄂恩尔尕嘎噶干岗格根古果哈海呼吉嘉加江杰卡康柯科克孔库拉兰朗勒雷里理利林隆鲁罗洛玛马麦曼芒米墨莫木穆纳奈尼努诺帕皮普其奇恰钦青沁曲热仁日若萨赛桑色沙善什石斯苏索塔台坦塘特提图吐托瓦旺维温乌西希喜夏锡雅亚扬叶依伊英尤于扎泽则斋卓孜子宗佐]){4,7}[县市区旗镇乡]$/u;

/** 临溪县, 澜江市, 云岭彝族自治县: two or three letters and the kind, at the start, a mark or a word before it. */
export function newBefore(text: string, end: number): string | undefined {
  const longer = ownRuleBefore(text, end) ?? ofOtherTongueBefore(text, end);
  if (longer) return longer;
  return LENGTHS.map((length) => text.slice(Math.max(0, end - length), end)).find(
    (name, index) =>
      name.length === LENGTHS[index] &&
      isNewPlace(name) &&
      begins(text, end - name.length) &&
      !isPerson(text, end - name.length),
  );
}

/** 免去|李明县|教育局副局长职务: a person, where a family name follows a verb that takes people. */
function isPerson(text: string, start: number): boolean {
  return (
    startsWithSurname(text.slice(start, start + 2)) &&
    /(?:任命|免去|同志|接受|辞去|补选|聘任|解聘|罢免)$/u.test(
      text.slice(Math.max(0, start - 2), start),
    )
  );
}

const ALL_HAN = lean(/^\p{Script=Han}+$/u);

function isNewPlace(name: string): boolean {
  return ALL_HAN.test(name) && !NO_PLACE.test(name.slice(0, -1));
}
