import type { Rows } from './answer.ts';

const HOURS_IN_A_ROW = 6;

/** A button an hour, of the whole day or of these, in rows that fit a phone. */
export function hourGrid(callback: (hour: number) => string, hours = hoursFrom(0)): Rows {
  const buttons = hours.map((hour) => ({ text: `${hour}:00`, callback: callback(hour) }));
  return Array.from({ length: Math.ceil(hours.length / HOURS_IN_A_ROW) }, (_, row) =>
    buttons.slice(row * HOURS_IN_A_ROW, (row + 1) * HOURS_IN_A_ROW),
  );
}

/** Once around the clock. */
export function hoursFrom(first: number): number[] {
  return Array.from({ length: 24 }, (_, index) => (first + index) % 24);
}
