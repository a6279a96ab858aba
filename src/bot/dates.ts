import { Temporal } from 'temporal-polyfill';
import { type IsoDate, simplify } from '../domain/index.ts';

/** 2025-01-09 · 2025/1/9 · 2025.1.9 · 2025年1月9日 */
const FULL = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
/** 20250109 */
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
/** 1月9日 · 1-9 · 1/9 */
const DAY = /^(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*[日号]?$/;
const DAYS_AGO = new Map([
  ['今天', 0],
  ['今日', 0],
  ['today', 0],
  ['昨天', 1],
  ['昨日', 1],
  ['yesterday', 1],
  ['前天', 2],
]);

/** Reads a day as people write it. Without a year it is the last one that has passed. */
export function readDate(words: string, now: Date, timezone: string): IsoDate | undefined {
  const text = simplify(words).normalize('NFKC').trim().toLowerCase();
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  const daysAgo = DAYS_AGO.get(text);
  if (daysAgo !== undefined) return today.subtract({ days: daysAgo }).toString();
  const full = FULL.exec(text) ?? DIGITS.exec(text);
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]))?.toString();
  const day = DAY.exec(text);
  return day ? lastPassed(Number(day[1]), Number(day[2]), today) : undefined;
}

function lastPassed(month: number, day: number, today: Temporal.PlainDate): IsoDate | undefined {
  // 29 February is at most eight years back.
  for (let back = 0; back <= 8; back += 1) {
    const found = dayOf(today.year - back, month, day);
    if (found && Temporal.PlainDate.compare(found, today) <= 0) return found.toString();
  }
  return undefined;
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
