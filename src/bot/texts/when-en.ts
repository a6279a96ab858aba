import type { QuietHours } from '../../domain/index.ts';
import type { Cities } from '../cities.ts';
import { type Clock, nameZone } from './calendar.ts';
import type { WhenTexts } from './when-zh.ts';

const CITIES: Cities = {
  'Asia/Shanghai': ['Beijing', 'Shanghai'],
  'Asia/Hong_Kong': ['Hong Kong'],
  'Asia/Taipei': ['Taipei'],
  'Asia/Singapore': ['Singapore'],
  'Asia/Tokyo': ['Tokyo'],
  'Asia/Dubai': ['Dubai'],
  'Europe/Rome': ['Milan', 'Rome'],
  'Europe/Paris': ['Paris'],
  'Europe/Madrid': ['Madrid', 'Barcelona'],
  'Europe/Lisbon': ['Lisbon'],
  'Europe/Berlin': ['Berlin', 'Frankfurt'],
  'Europe/Amsterdam': ['Amsterdam'],
  'Europe/Vienna': ['Vienna'],
  'Europe/Budapest': ['Budapest'],
  'Europe/London': ['London'],
  'Europe/Moscow': ['Moscow'],
  'America/New_York': ['New York'],
  'America/Los_Angeles': ['Los Angeles'],
  'America/Toronto': ['Toronto'],
  'America/Sao_Paulo': ['São Paulo'],
  'Africa/Johannesburg': ['Johannesburg'],
  'Australia/Sydney': ['Sydney'],
};
/** New York time. */
export const cityTimeEn = (timezone: string) => {
  const [, [city] = []] = Object.entries(CITIES).find(([zone]) => zone === timezone) ?? [];
  return city && `${city} time`;
};
/** What no city of ours stands for is named as the platform does. */
export const timeEn = (clock: Clock) => cityTimeEn(clock.timezone) ?? nameZone(clock, 'en');
export const hoursEn = ({ from, to }: QuietHours) =>
  `from ${from}:00 to ${to}:00${to < from ? ' the next day' : ''}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const whenEn: WhenTexts = {
  cities: CITIES,
  city: (names) => names.join(', '),
  lines: ({ quiet, urgent }) => [
    `Quiet hours: ${quiet ? hoursEn(quiet) : 'none'}`,
    `Urgent news: ${urgent ? 'at once, in quiet hours too' : 'with the digest, not by itself'}`,
  ],
  zone: 'Change the time zone',
  quiet: 'Change quiet hours',
  urgentOn: 'Urgent news at once',
  urgentOff: 'Urgent news with the digest',

  zoneAsk: (clock) =>
    `Times are now in ${nameZone(clock, 'en')} (${clock.timezone}). Where are you?\nIf your place is not below, write it after the command, for example: /settings timezone Europe/Rome`,
  zoneUsual: 'The same as the paper',
  zoneUnknown: (words) =>
    `I do not know the time zone “${words}”. You can name a city, for example: /settings timezone Milan; or the zone, for example: /settings timezone Europe/Rome`,
  usage:
    'Just /settings shows all settings. To change the time zone, add it, for example: /settings timezone Europe/Rome',

  quietAsk: ({ quiet, ...clock }) =>
    `Quiet hours: ${quiet ? hoursEn(quiet) : 'none'}.\nNeither a digest nor what the editors write to everybody is sent in them. It comes as soon as they are over, with nothing left out; only what is urgent comes at any hour. The time is ${nameZone(clock, 'en')}.`,
  quietHours: (quiet) => capital(hoursEn(quiet)),
  quietOff: 'No quiet hours',
  quietOwn: 'Choose the hours',
  quietFromAsk: 'From which hour should it be quiet?',
  quietToAsk: (from) => `Quiet from ${from}:00, until which hour?`,
};
