import type { IsoDate, KeyDate, KeyDateLabel } from '../../domain/index.ts';
import { doubted } from '../confidence.ts';
import { dropMatches, type Flow, spanIn } from '../lines/flow.ts';
import { hasLetter, lettersOf, WHITE } from '../lines/letters.ts';
import { matchesOf } from '../lines/matches.ts';
import { evenWidths } from '../lines/widths.ts';
import { type DateWording, dateSigns, dateWordings, ownDay } from './date-wordings.ts';
import { findDates } from './dates.ts';

export type DateScene = {
  /** A date the text prints: what has no year takes its own from it, what lies before it is past. */
  readonly reference: IsoDate | null;
  readonly adoptedOn: IsoDate | null;
  /** Of an announcement or an order: when it is signed, what it promulgates is published. */
  readonly publishedOn: IsoDate | null;
  readonly isDocument: boolean;
};

/** The dates of a text that readers have to keep, each once. */
export function readKeyDates(rows: readonly Flow[], scene: DateScene): KeyDate[] {
  const found = new Map<string, KeyDate>();
  for (const row of rows) {
    if (!hasLetter(row.text, ENDS_DAY) || row.text.length > 20_000) continue;
    const even = { text: evenWidths(row.text), at: row.at };
    const flow = hasLetter(even.text, SET_BETWEEN) ? dropMatches(even, BETWEEN) : even;
    for (const date of readRow(flow, scene)) {
      const name = `${date.label} ${date.date}`;
      if (!found.has(name)) found.set(name, date);
    }
  }
  return [...found.values()].sort((one, other) => one.span[0] - other.span[0]);
}

const SET_BETWEEN = lettersOf('（(', WHITE);
const ENDS_DAY = lettersOf('日号');

/** 1月17日|（星期五）|上午: nothing that a wording of a date reads. */
const BETWEEN = /[（(](?:星期|周)[一二三四五六日天][）)]|(?<![0-9])\s+|\s+(?![0-9])/gu;

function readRow(flow: Flow, scene: DateScene): KeyDate[] {
  const days = findDates(flow.text, scene.reference);
  const taken: number[] = [];
  const found: KeyDate[] = [];
  for (const { label, pattern, mustBeAhead } of days.length > 0 ? wordingsOf(flow.text) : []) {
    for (const match of matchesOf(pattern, flow.text)) {
      const at = match.index + match[0].lastIndexOf(match.groups?.['day'] ?? '');
      const date = days.find((day) => day.start === at)?.date;
      if (
        !date ||
        taken.includes(at) ||
        isPast(date, { label, mustBeAhead }, scene, /[将定拟]|开幕/u.test(match[0])) ||
        isNoPlan(flow.text, match.index)
      )
        continue;
      taken.push(at);
      const span = spanIn(flow, match.index, match.index + match[0].length);
      found.push({ label, date, span, ...doubted(scene.isDocument ? [] : ['told-in-report']) });
    }
  }
  return [...found, ...readOwnDay(flow, scene)];
}

const labels = Object.keys(dateSigns) as KeyDateLabel[];

/** Those of the labels whose signs a text has. */
function wordingsOf(text: string): readonly DateWording[] {
  const told = new Set(labels.filter((label) => dateSigns[label].test(text)));
  return dateWordings.filter(({ label }) => told.has(label));
}

/** What closes on the day it is told is over; what opens on it is not. */
function isPast(
  date: IsoDate,
  { label, mustBeAhead }: Pick<DateWording, 'label' | 'mustBeAhead'>,
  { reference, isDocument }: DateScene,
  isPlanned: boolean,
): boolean {
  const isOver = label === '闭幕日期' || !isPlanned;
  return (
    mustBeAhead &&
    ((label === '召开日期' && !isPlanned && !isDocument) ||
      reference === null ||
      reference.length < 10 ||
      date < reference ||
      (isOver && date === reference))
  );
}

/** 建议, 草案: nobody has fixed the day yet. */
function isNoPlan(text: string, at: number): boolean {
  const clause = text.slice(Math.max(0, at - 40), at);
  return /(?:拟|草案)[^，。；]{0,12}$|建议(?!提[交出]|报送|征集|截)[^，。；]{0,30}$|统计$|原(?:定|确定|计划)[^，。；]{0,16}$|追溯[^，。；]{0,8}$/u.test(
    clause,
  );
}

function readOwnDay(flow: Flow, scene: DateScene): KeyDate[] {
  const { adoptedOn, isDocument, reference } = scene;
  if (!flow.text.includes('之日起')) return [];
  const passed = isDocument && adoptedOn ? ownDay.passed.exec(flow.text) : null;
  const published = ownDay.published.exec(flow.text);
  const printed = published ? ownDay.printed.exec(flow.text)?.groups?.['day'] : undefined;
  const match = passed ?? published;
  const own = /现予以?[公发]布/u.test(flow.text) ? scene.publishedOn : null;
  const date = passed
    ? adoptedOn
    : printed
      ? (findDates(printed, reference)[0]?.date ?? null)
      : own;
  if (!match || !date) return [];
  const span = spanIn(flow, match.index, match.index + match[0].length);
  return [{ label: '施行日期', date, span, ...doubted(['day-of-text']) }];
}
