import { dateOf } from './english.ts';
import { peopleZh } from './people-zh.ts';
import type { DayParts, Texts } from './texts.ts';

const days = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' });

const kind = { decision: '决定', appointment: '任免', notice: '通知', news: '新闻' };

export const zh: Texts = {
  day,
  dayWithWeekday: (parts) => `${day(parts)}（${weekdays.format(dateOf(parts))}）`,
  days: (first, last, issues) => `${first}至${withoutSameYear(last, first)}，共 ${issues} 期`,
  section: kind,
  sectionLine: (section) => `【${section}】`,
  continued: (section) => `${section}（续）`,
  continuedTitle: (title) => `${title}（续）`,
  kind,
  summary: (total, counts) =>
    counts.length === 1
      ? `共 ${total} 条${counts.map((each) => kind[each.kind]).join('')}`
      : `共 ${total} 条：${counts.map((each) => `${kind[each.kind]} ${each.count}`).join('，')}`,
  followedSection: '您关注的',
  confirmedSection: '经核实补充',
  misread: '此前因辨认有误，曾告知：',
  confirmedSummary: (facts) => `经核实补充 ${facts} 项`,
  adopted: (adoptedOn) => `${adoptedOn}通过`,
  aside: (words) => `（${words}）`,
  enumeration: '、',
  listed: '，',
  titled: (title) => `《${title}》`,
  keyDate: {
    选举日: '选举日',
    施行日期: '施行日期',
    召开日期: '召开日期',
    闭幕日期: '闭幕日期',
    报到日期: '报到日期',
    就职日期: '就职日期',
    任职起始日期: '任职起始日期',
    选民登记截止日期: '选民登记截止日期',
    选民名单公布日期: '选民名单公布日期',
    候选人公布日期: '候选人公布日期',
    截止日期: '截止日期',
  },
  keyDateLine: (label, date) => `${label}：${date}`,
  act: {
    appoint: ['任命', '为', ''],
    remove: ['免去', '的', '职务'],
    'accept-resignation': ['接受', '辞去', '职务'],
    elect: ['选举', '为', ''],
    acting: ['', '代理', ''],
    dismiss: ['撤销', '的', '职务'],
    recall: ['罢免', '的', '职务'],
    'approve-appointment': ['批准任命', '为', ''],
    'approve-removal': ['批准免去', '的', '职务'],
    terminate: ['', '的', '资格终止'],
    other: ['', '的', '职务有变动，详见全文'],
  },
  actLabel: {
    appoint: '任命',
    remove: '免去',
    'accept-resignation': '接受辞职',
    elect: '选举',
    acting: '代理',
    dismiss: '撤职',
    recall: '罢免',
    'approve-appointment': '批准任命',
    'approve-removal': '批准免去',
    terminate: '资格终止',
    other: '其他变动',
  },
  office: (organization, post) => `${organization}${post}`,
  actColumns: ['姓名', '任免', '职务', '机构', '日期'],
  numberColumn: '序号',
  sourceColumn: '出处',
  factsRead: '本文要点',
  moreActs: (acts) => `另有 ${acts} 项任免，见全文。`,
  onPage: (page) => `第 ${page} 版`,
  printedIn: (name, line) => `报上是这样印的（文件 ${name}，从第 ${line} 行起）：`,
  onLine: (line) => `原文在第 ${line} 行`,
  source: (publication, date) => `来源：${publication}，${date}`,
  fullTextButton: (position) => `全文 ${position}`,
  fullTextByButton: (button) => `全文较长，请按下方“${button}”按钮阅读。`,
  whyButton: '为什么收到',
  olderHint: (articles) =>
    `另有较早的 ${articles} 条没有列出，可以用 /issue 加日期查看，或用 /search 查找。更改订阅内容或推送时间：/settings`,
  urgent: '【紧急】',
  urgentWhy: (word) =>
    `标题里有“${word}”，所以不等摘要，立即告诉您。不想这样收到，请到 /settings 更改。`,
  digestHint: '按下方按钮阅读全文。更改订阅内容或推送时间：/settings',
  page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  previousPage: '上一页',
  nextPage: '下一页',
  nothing: '没有找到相关内容。',
  people: peopleZh,
};

function day(parts: DayParts): string {
  return days.format(dateOf(parts));
}

/** 2025年1月7日至1月9日. */
function withoutSameYear(date: string, other: string): string {
  const year = /^\d{4}年/u.exec(date)?.[0] ?? '';
  return other.startsWith(year) ? date.slice(year.length) : date;
}
