import type { IsoDate } from '../../domain/index.ts';

/** The papers' own zone: where a date names none, and the one whose days are counted. */
const HOME_MINUTES = 8 * 60;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
// 2025-01-10 / 2025/1/10 / 2025年1月10日
const NUMERIC =
  /^\s*(?<year>[0-9]{4})(?:[-/.]|年)(?<month>[0-9]{1,2})(?:[-/.]|月)(?<day>[0-9]{1,2})/u;
// Fri, 10 Jan 2025
const DAY_FIRST =
  /(?:^|[\s,])(?<day>[0-9]{1,2})[\s-](?<month>[a-z]{3})[a-z]*[\s-](?<year>[0-9]{4}|[0-9]{2})(?![0-9])/iu;
// Fri Jan 10 08:00:00 CST 2025
const MONTH_FIRST = /(?<month>[a-z]{3})[a-z]*\s+(?<day>[0-9]{1,2})\b.*\b(?<year>[0-9]{4})\s*$/iu;
const TIME =
  /(?:[T\s日])(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?\s*(?<zone>[-+][0-9]{2}:?[0-9]{2}|[-+][0-9]{2}|[A-Z]{1,4}\b)?/u;
/** CST is China's time here, not Chicago's. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...['Z', 'GMT', 'UTC', 'UT'].map((name) => [name, 0] as const),
  ...[
    ['EST', -5],
    ['EDT', -4],
    ['CDT', -5],
    ['MST', -7],
    ['MDT', -6],
    ['PST', -8],
    ['PDT', -7],
  ].map(([name, hours]) => [String(name), Number(hours) * 60] as const),
]);

/** The day in China of a date as feeds write it; `undefined` if it is none. */
export function dayOf(printed: string | undefined): IsoDate | undefined {
  const text = printed?.slice(0, 80) ?? '';
  const parts = (NUMERIC.exec(text) ?? DAY_FIRST.exec(text) ?? MONTH_FIRST.exec(text))?.groups;
  if (!parts) return undefined;
  const [year, month, day] = [yearOf(parts), monthOf(parts), Number(parts['day'])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // 30 February is the second of March to `Date`.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const minutes = midnight.getTime() / 60_000 + minutesInto(text);
  return new Date(minutes * 60_000).toISOString().slice(0, 10);
}

/** From midnight of the date's own zone to its moment in China's time. */
function minutesInto(text: string): number {
  const time = TIME.exec(text)?.groups;
  if (!time) return 0;
  const zone = zoneOf(time['zone'] ?? '');
  return Number(time['hour']) * 60 + Number(time['minute']) - zone + HOME_MINUTES;
}

function zoneOf(printed: string): number {
  const [, sign, hours, minutes = '0'] = /^([-+])([0-9]{2}):?([0-9]{2})?$/u.exec(printed) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return ZONES.get(printed) ?? HOME_MINUTES;
}

function yearOf({ year = '' }: { readonly [name: string]: string }): number {
  return Number(year) + (year.length === 2 ? 2_000 : 0);
}

function monthOf({ month = '' }: { readonly [name: string]: string }): number {
  return /^[0-9]/u.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase()) + 1;
}
