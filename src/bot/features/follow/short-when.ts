import { z } from 'zod';
import type { OwnWhen } from '../../../domain/index.ts';
import { CITY_ZONES } from '../../cities.ts';
import { markOf } from '../../mark.ts';

/**
 * Hour, zone and quiet hours, a letter each of them and `-` for the chat's: a button has no room for more.
 * A zone that no city of ours stands for has four.
 */
export const shortWhen = z.string().regex(/^[0-9a-n-](?:[0-9a-z-]|[0-9a-z]{4})(?:--|[0-9a-n]{2})$/);

type Clock = Omit<OwnWhen, 'frequency'>;

export function writeShort({ hour, timezone, quiet }: Clock): string {
  const { from, to } = quiet === 'none' ? { from: 0, to: 0 } : (quiet ?? { from: null, to: null });
  const [h, f, t] = [hour, from, to].map((n) => n?.toString(36) ?? '-');
  return `${h}${writeZone(timezone)}${f}${t}`;
}

export function readShort(letters: string): Clock {
  const [hour, from, to] = [letters.slice(0, 1), letters.slice(-2, -1), letters.slice(-1)].map(
    (letter) => (letter === '-' ? null : Number.parseInt(letter, 36)),
  );
  return { hour: hour ?? null, timezone: readZone(letters.slice(1, -2)), quiet: quiet(from, to) };
}

function writeZone(timezone: string | null): string {
  if (timezone === null) return '-';
  const cities: readonly string[] = CITY_ZONES;
  const place = cities.indexOf(timezone);
  return place < 0 ? shortMark(timezone) : place.toString(36);
}

/** A zone the platform has no more is the chat's again. */
function readZone(letters: string): string | null {
  if (letters.length === 1) return CITY_ZONES[Number.parseInt(letters, 36)] ?? null;
  return allZones().find((zone) => shortMark(zone) === letters) ?? null;
}

function allZones(): string[] {
  return [...Intl.supportedValuesOf('timeZone'), 'UTC'];
}

const MARK_LETTERS = 4;

function shortMark(timezone: string): string {
  const mark = Number.parseInt(markOf(timezone), 16) % 36 ** MARK_LETTERS;
  return mark.toString(36).padStart(MARK_LETTERS, '0');
}

function quiet(from: number | null = null, to: number | null = null): OwnWhen['quiet'] {
  if (from === null || to === null) return null;
  return from === to ? 'none' : { from, to };
}
