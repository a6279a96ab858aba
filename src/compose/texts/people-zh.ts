export type PeopleTexts = typeof peopleZh;

/** Of holders of offices, coming dates, reminders. */
export const peopleZh = {
  /** How somebody came into an office or left it: 任命, 2025年1月8日. */
  did: (how: string, when: string) => `${when}${how}`,
  /** The act says no day. */
  printed: (when: string) => `${when}见报（原文未注明日期）`,
  notEnded: '未见免去的公告',
  beforeArchive: '任职早于收录',
  acting: '代理',
  between: '，',
  /** Of a table: 2025年1月8日任命，未见免去的公告. */
  course: '任职情况',

  /** Of a table of dates: what they are, and how far. */
  dateColumn: '日期',
  leftColumn: '离今天',

  /** How far it is to a day; negative: it has passed. */
  daysLeft: (days: number) => {
    if (days < 0) return days === -1 ? '昨天' : `已过 ${-days} 天`;
    return ['今天', '明天', '后天'][days] ?? `还有 ${days} 天`;
  },
  remind: (position: number) => `提醒我 ${position}`,
  calendar: (position: number) => `日历文件 ${position}`,
  stop: (position: number) => `不再提醒 ${position}`,
  reminder: (label: string, left: string) => `提醒：${label}，${left}`,
  corrected: (label: string) => `更正：${label}改期`,
  toldBefore: (when: string) => `此前提醒您的是${when}，报纸已经更正。`,
  vanished: (label: string, when: string) =>
    `${label}（${when}）的提醒已取消：更正后的文章里没有这个日期了，请以全文为准。`,
  fullText: '看全文',
  calendarFile: '日历文件',
  stopThis: '不再提醒',
  printedIn: (publication: string, when: string) => `《${publication}》${when}`,
};
