import type { IsoDate } from '../domain/index.ts';

/** First and last day, as MMDD. */
type Days = readonly [number, number];

const SOLAR: readonly Days[] = [
  [101, 103], // 元旦
  [404, 406], // 清明
  [501, 505], // 劳动节
  [1001, 1008], // 国庆
];

const LUNAR: readonly Days[] = [
  [1229, 1230], // 除夕
  [101, 107], // 春节
  [505, 505], // 端午
  [815, 815], // 中秋
];

/** Made when it is first asked for: that takes longer than a command should need to begin. */
let lunarDay: Intl.DateTimeFormat | undefined;

/** A day on which papers pause. Days are moved about every year, so that this is only about so. */
export function isHoliday(date: IsoDate): boolean {
  const solar = Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
  lunarDay ??= new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const parts = lunarDay.formatToParts(Date.parse(`${date}T00:00:00Z`));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const lunar = part('month') * 100 + part('day'); // no number in a leap month
  return isAmong(SOLAR, solar) || isAmong(LUNAR, lunar);
}

function isAmong(holidays: readonly Days[], day: number): boolean {
  return holidays.some(([first, last]) => first <= day && day <= last);
}
