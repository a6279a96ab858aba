export type PeopleTexts = typeof peopleZh;

/** Of holders of offices. */
export const peopleZh = {
  /** How somebody came into an office or left it: 任命, 2025年1月8日. */
  did: (how: string, when: string) => `${when}${how}`,
  /** The act says no day. */
  printed: (when: string) => `${when}见报（原文未注明日期）`,
  notEnded: '未见免去的公告',
  beforeArchive: '任职早于收录',
  acting: '代理',
  between: '，',
};
