import type { IsoDate } from '../../domain/index.ts';
import { writeDate } from './calendar.ts';

export type PeopleTexts = typeof peopleZh;

const date = (day: IsoDate) => writeDate(day, 'zh');

/** What /who, /person and /dates say. */
export const peopleZh = {
  whoUsage:
    '请在命令后面写上职务或单位，例如：/who 副县长，或 /who 民政局。查某个人请用 /person 加姓名。',
  whoTitle: (words: string) => `根据已收录的任免公告，“${words}”现任`,
  formerTitle: (words: string) => `根据已收录的任免公告，“${words}”已离任`,
  archiveNote: (begins: IsoDate | null) =>
    begins === null ? '' : `公告收录自${date(begins)}起；没有登出的变动不在其中。`,
  nobodyNow: '没有见到现任的公告。',
  nobody: (words: string) =>
    `已收录的任免公告里没有“${words}”。可以只写职务或单位里的几个字，例如：/who 副县长`,
  seeFormer: '看已离任的',
  seePresent: '看现任的',

  personUsage: '请在命令后面写上姓名，例如：/person 张峻榕',
  personTitle: (name: string) => `“${name}”的任免公告`,
  namesakes: (places: readonly string[]) =>
    places.length > 0
      ? `其中有${places.join('、')}等不同地方的单位：同名的可能不止一人，请看全文分辨。`
      : '只按姓名对照，同名的可能不止一人。',
  unknownPerson: (name: string) =>
    `没有找到“${name}”的任免公告。请写全名；只记得一部分时，可以用 /search 查找，例如：/search ${name}`,

  datesTitle: '将到的日期',
  pastDatesTitle: '已过的日期',
  noDates: '目前没有将到的日期。报纸登出选举日、施行日期、截止日期等以后，这里就能看到。',
  noPastDates: '目前没有已过的日期。报纸登出的日期过了以后，会移到这里。',
  seePastDates: '看已过的日期',
  seeComingDates: '看将到的日期',
  myReminders: '我的提醒',
  remindersTitle: '我的提醒',
  noReminders: '没有订提醒。发送 /dates，在日期下面点“提醒我”就能订。',
  dateGone: '这篇文章里已经没有这个日期，发送 /dates 可以看现在的日期。',
  tooLate: '这个日期已到或已过，来不及提醒了。',
  remindersOff: '好的，不再提醒这个日期。',
  reminderSet: (about: {
    label: string;
    date: IsoDate;
    title: string;
    times: readonly string[];
    zone: string;
  }) =>
    [
      `提醒：${about.label}，${date(about.date)}`,
      `《${about.title}》`,
      '',
      ...(about.times.length > 0
        ? [`会在这些时候提醒（${about.zone}）：`, ...about.times]
        : ['现在没有选任何时候，不会提醒。']),
      '日期更正时提醒会跟着改。点下面的按钮可以增减。',
    ].join('\n'),
  daysBefore: (days: number) => ({ 0: '当天', 1: '前一天', 7: '七天前' })[days] ?? `${days} 天前`,
  time: (when: string, moment: string) => `${when}：${moment}`,
  chosen: (when: string) => `☑ ${when}：提醒`,
  notChosen: (when: string) => `☐ ${when}：不提醒`,
  stopAll: '都不提醒',
  calendarCaption: (label: string, day: IsoDate) =>
    `${label}，${date(day)}。点开文件，就能加到手机或电脑的日历里。`,
};
