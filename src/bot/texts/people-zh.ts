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
};
