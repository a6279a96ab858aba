import type { IsoDate, ItemKind } from '../../domain/index.ts';
import { writeDate } from './calendar.ts';

type Days = { readonly since: IsoDate | null; readonly until: IsoDate | null };

const KINDS: Record<ItemKind, string> = {
  decision: '决定',
  appointment: '任免',
  notice: '通知',
  news: '新闻',
};
const date = (day: IsoDate) => writeDate(day, 'zh');

/** 《今日平阳》《今日苍南》 */
const papers = (titles: readonly string[]) => {
  const named = titles
    .slice(0, MOST_NAMED)
    .map((title) => `《${title}》`)
    .join('');
  return titles.length > MOST_NAMED ? `${named}等 ${titles.length} 份报纸` : named;
};
const MOST_NAMED = 5;

export const readingZh = {
  papers,
  sameDayPaper: (title: string) => `看《${title}》同一天的一期`,
  severalPapers: (words: string) => `名字里有“${words}”的报纸不止一份。要看哪一份的最新一期？`,
  noPaper: (words: string, titles: readonly string[]) =>
    `没有叫“${words}”的报纸。这里有${papers(titles)}，点下面的按钮看最新一期。`,
  original: '看报上的原文',
  copy: '复制标题和出处',
  share: '转给别人看',
  noOriginal: '没有找到印这一篇的文件。发送 /latest 可以看最新一期。',
  onlyKind: (kind: ItemKind) => `只看${KINDS[kind]}`,
  everyKind: '各类都看',
  days: ({ since, until }: Days) => {
    if (since === until && since !== null) return date(since);
    if (since === null) return until === null ? '' : `截至${date(until)}`;
    return until === null ? `${date(since)}以来` : `${date(since)}至${date(until)}`;
  },
  filtered: (title: string, filters: readonly string[]) => `${title}（${filters.join('，')}）`,
  nothingIn: (words: string, filters: readonly string[]) =>
    `${filters.join('，')}里没有“${words}”。可以放宽日期或类别再找，例如：/search ${words}`,
  onlyNot: '只写了不要的词，还要写上要找的词，例如：/search 招聘 -教师',
  nothingThen: (kind: string, days: string, command: string) =>
    `${days}没有${kind}。只发 ${command} 可以看全部${kind}，最新的在前。`,
  noActsThen: (words: string, days: string) =>
    `${days}没有找到“${words}”的任免。可以不写日期再找，例如：/appointments ${words}`,
  periodUsage: '没有看懂日期。可以写年、月、日，例如：/decisions 2024、/news 昨天、/news 2024-06',
};
