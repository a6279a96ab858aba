import type { QuietHours } from '../../domain/index.ts';
import type { Cities } from '../cities.ts';
import { type Clock, nameZone } from './calendar.ts';

export type WhenTexts = typeof whenZh;

const CITIES: Cities = {
  'Asia/Shanghai': ['北京', '上海'],
  'Asia/Hong_Kong': ['香港'],
  'Asia/Taipei': ['台北'],
  'Asia/Singapore': ['新加坡'],
  'Asia/Tokyo': ['东京'],
  'Asia/Dubai': ['迪拜'],
  'Europe/Rome': ['米兰', '罗马'],
  'Europe/Paris': ['巴黎'],
  'Europe/Madrid': ['马德里', '巴塞罗那'],
  'Europe/Lisbon': ['里斯本'],
  'Europe/Berlin': ['柏林', '法兰克福'],
  'Europe/Amsterdam': ['阿姆斯特丹'],
  'Europe/Vienna': ['维也纳'],
  'Europe/Budapest': ['布达佩斯'],
  'Europe/London': ['伦敦'],
  'Europe/Moscow': ['莫斯科'],
  'America/New_York': ['纽约'],
  'America/Los_Angeles': ['洛杉矶'],
  'America/Toronto': ['多伦多'],
  'America/Sao_Paulo': ['圣保罗'],
  'Africa/Johannesburg': ['约翰内斯堡'],
  'Australia/Sydney': ['悉尼'],
};
/** 纽约时间 */
export const cityTimeZh = (timezone: string) => {
  const [, [city] = []] = Object.entries(CITIES).find(([zone]) => zone === timezone) ?? [];
  return city && `${city}时间`;
};
/** What no city of ours stands for is named as the platform does. */
export const timeZh = (clock: Clock) => cityTimeZh(clock.timezone) ?? nameZone(clock, 'zh');
export const hoursZh = ({ from, to }: QuietHours) =>
  `${from}:00 到${to < from ? '第二天' : ''} ${to}:00`;

/** Zones, quiet hours, and what is urgent, as a citizen reads of them. */
export const whenZh = {
  cities: CITIES,
  city: (names: readonly string[]) => names.join('、'),
  /** Of the settings. */
  lines: (about: { quiet: QuietHours | null; urgent: boolean }) => [
    `免打扰：${about.quiet ? hoursZh(about.quiet) : '没有设'}`,
    `紧急内容：${about.urgent ? '立即发，免打扰时也发' : '不单独发，随摘要一起'}`,
  ],
  zone: '更改时区',
  quiet: '更改免打扰',
  urgentOn: '紧急内容立即发',
  urgentOff: '紧急内容不单独发',

  zoneAsk: (clock: Clock) =>
    `现在按${nameZone(clock, 'zh')}（${clock.timezone}）计算时间。您在哪里？\n下面没有的，可以写在命令后面，例如：/settings 时区 Europe/Rome`,
  zoneUsual: '和报社一样',
  zoneUnknown: (words: string) =>
    `没有找到“${words}”这个时区。可以写城市，例如：/settings 时区 米兰；也可以写时区的英文名，例如：/settings 时区 Europe/Rome`,
  usage:
    '只发 /settings 就能看到全部设置。要改时区，可以在后面写上，例如：/settings 时区 Europe/Rome',

  quietAsk: (about: Clock & { quiet: QuietHours | null }) =>
    `免打扰：${about.quiet ? hoursZh(about.quiet) : '没有设'}。\n这段时间里不发摘要，也不发报社的群发消息，时间一过就补上，一条不少；只有紧急的除外。时间按${nameZone(about, 'zh')}计算。`,
  quietHours: hoursZh,
  quietOff: '不设免打扰',
  quietOwn: '自己选时间',
  quietFromAsk: '免打扰从几点开始？',
  quietToAsk: (from: number) => `免打扰从 ${from}:00 开始，到几点结束？`,
};
