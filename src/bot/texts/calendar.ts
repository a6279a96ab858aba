import type { IsoDate, Language } from '../../domain/index.ts';

const LOCALES: Record<Language, string> = {
  zh: 'zh-CN',
  'zh-hant': 'zh-TW',
  en: 'en-GB',
};

/** 2025年1月9日 · 9 January 2025 */
export function writeDate(date: IsoDate, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** 1月10日 周五 08:00 · Friday 10 January 08:00, as the clocks of that zone show it. */
export function writeMoment(moment: Date, timezone: string, language: Language): string {
  const zoned = { timeZone: timezone };
  const locale = LOCALES[language];
  const day = new Intl.DateTimeFormat(locale, { ...zoned, month: 'long', day: 'numeric' });
  const weekday = new Intl.DateTimeFormat(locale, {
    ...zoned,
    weekday: language === 'en' ? 'long' : 'short',
  });
  const hour = new Intl.DateTimeFormat(locale, {
    ...zoned,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [date, name, time] = [day, weekday, hour].map((format) => format.format(moment));
  return language === 'en' ? `${name} ${date} ${time}` : `${date} ${name} ${time}`;
}

/** 17:00, as the clocks of that zone show it. */
export function writeHour(moment: Date, timezone: string): string {
  const format = {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(moment);
}

/** 8:00, from the minutes since midnight. */
export function writeTime(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Whether it is the same day on the clocks of that zone. */
export function isToday(moment: Date, { timezone, now }: Clock): boolean {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' });
  return day.format(moment) === day.format(now);
}

/** By whose clock something is told, and when: zones have had other names and offsets at other times. */
export type Clock = { readonly timezone: string; readonly now: Date };

/** 中国标准时间, United Kingdom Time: what people call the zone all year, not its key in a database. */
export function nameZone({ timezone, now }: Clock, language: Language): string {
  const name = (timeZoneName: 'longGeneric' | 'long') =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: timezone, timeZoneName })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timezone;
  const generic = name('longGeneric');
  // UTC has no name but its own.
  return generic.startsWith('GMT') ? name('long') : generic;
}
