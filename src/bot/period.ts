import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { IsoDate } from '../domain/index.ts';
import type { Period } from '../store/index.ts';
import { readDate } from './dates.ts';

export const ANY_TIME: Period = { since: null, until: null };

type Clock = { readonly now: Date; readonly timezone: string };

/** 2024 · 2024年 */
const YEAR = /^(\d{4})\s*年?$/;
/** 2024-06 · 2024年6月 */
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
/** 2024-01..2024-06 · 2024年1月至6月30日 */
const RANGE = /^(.+?)\s*(?:\.{2,3}|~|至|到)\s*(.+)$/;
/** since 2024 · 自2024年 · 2024年以来 */
const SINCE = /^(?:since|from|自|从)\s*(.+?)(?:以来|起)?$|^(.+?)(?:以来|起)$/;

/** Reads days as people write them: a year, a month, a day, from one to another, or since one. */
export function readPeriod(words: string, clock: Clock): Period | undefined {
  const text = words.normalize('NFKC').trim().toLowerCase();
  const since = SINCE.exec(text);
  if (since) return openEnded(spanOf(since[1] ?? since[2] ?? '', clock));
  const range = RANGE.exec(text);
  if (!range) return spanOf(text, clock);
  const [from, to] = [spanOf(range[1] ?? '', clock), spanOf(range[2] ?? '', clock)];
  if (!from || !to || (from.since ?? '') > (to.until ?? '')) return undefined;
  return { since: from.since, until: to.until };
}

function openEnded(span: Period | undefined): Period | undefined {
  return span && { since: span.since, until: null };
}

function spanOf(text: string, { now, timezone }: Clock): Period | undefined {
  const year = YEAR.exec(text)?.[1];
  if (year) return { since: `${year}-01-01`, until: `${year}-12-31` };
  const month = MONTH.exec(text);
  if (month) return monthOf(Number(month[1]), Number(month[2]));
  const day = readDate(text, now, timezone);
  return day === undefined ? undefined : { since: day, until: day };
}

function monthOf(year: number, month: number): Period | undefined {
  if (month < 1 || month > 12) return undefined;
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  const head = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  return { since: `${head}-01`, until: `${head}-${daysInMonth}` };
}

/** A number alone is a word that may be looked for; so is anything short of a year with a mark. */
const PLAIN = /^\d*$|^\D*$/;

type Taken = { readonly words: string; readonly period: Period };

/**
 * Takes the days out of what is looked for, wherever they stand between its words. Days by themselves are
 * what is looked for.
 */
export function takePeriod(sought: string, clock: Clock): Taken {
  const words = sought.split(' ');
  for (const length of [2, 1])
    for (let at = 0; at + length <= words.length; at++) {
      const rest = words.toSpliced(at, length).join(' ');
      const taken = words.slice(at, at + length).join(' ');
      const period = rest === '' || PLAIN.test(taken) ? undefined : readPeriod(taken, clock);
      if (period) return { words: rest, period };
    }
  return { words: sought, period: ANY_TIME };
}

/**
 * The same where names are looked for, which hold no numbers: a year or a day by itself is since when, and
 * may stand alone.
 */
export function takeSince(sought: string, clock: Clock): Taken {
  const words = sought.split(' ');
  for (const length of [2, 1])
    for (let at = 0; at + length <= words.length; at++) {
      const taken = words.slice(at, at + length).join(' ');
      const period = /\d/.test(taken) ? readPeriod(taken, clock) : undefined;
      if (!period) continue;
      const isRange = RANGE.test(taken.normalize('NFKC'));
      return {
        words: words.toSpliced(at, length).join(' '),
        period: isRange ? period : { since: period.since, until: null },
      };
    }
  return { words: sought, period: ANY_TIME };
}

/** A day as a button carries it. */
export const dayField = z.string().regex(/^(?:\d{8}|any)$/);

export function dayFields({ since, until }: Period): [since: string, until: string] {
  return [packDay(since), packDay(until)];
}

export function periodOf(since: string, until: string): Period {
  return { since: unpackDay(since), until: unpackDay(until) };
}

export function isAnyTime({ since, until }: Period): boolean {
  return since === null && until === null;
}

function packDay(date: IsoDate | null): string {
  return date?.replaceAll('-', '') ?? 'any';
}

function unpackDay(field: string): IsoDate | null {
  return field === 'any' ? null : field.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}
