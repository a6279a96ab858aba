import { z } from 'zod';
import type { OwnWhen } from '../../../domain/index.ts';
import { CITY_ZONES } from '../../cities.ts';

/** Hour, zone and quiet hours, a letter each of them and `-` for the chat's: a button has no room for more. */
export const shortWhen = z.string().regex(/^[0-9a-n-][0-9a-z-](?:--|[0-9a-n]{2})$/);

type Clock = Omit<OwnWhen, 'frequency'>;

export function writeShort({ hour, timezone, quiet }: Clock): string {
  const zones: readonly string[] = CITY_ZONES;
  const zone = timezone === null ? -1 : zones.indexOf(timezone);
  const { from, to } = quiet === 'none' ? { from: 0, to: 0 } : (quiet ?? { from: null, to: null });
  return [hour, zone < 0 ? null : zone, from, to].map((n) => n?.toString(36) ?? '-').join('');
}

export function readShort(letters: string): Clock {
  const [hour, zone, from, to] = [...letters].map((letter) =>
    letter === '-' ? null : Number.parseInt(letter, 36),
  );
  return { hour: hour ?? null, timezone: CITY_ZONES[zone ?? -1] ?? null, quiet: quiet(from, to) };
}

function quiet(from: number | null = null, to: number | null = null): OwnWhen['quiet'] {
  if (from === null || to === null) return null;
  return from === to ? 'none' : { from, to };
}
