import type { Rows } from './answer.ts';

const HOURS_IN_A_ROW = 6;

/** A button an hour of the day, in rows that fit a phone. */
export function hourGrid(callback: (hour: number) => string): Rows {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    text: `${hour}:00`,
    callback: callback(hour),
  }));
  return Array.from({ length: 24 / HOURS_IN_A_ROW }, (_, row) =>
    hours.slice(row * HOURS_IN_A_ROW, (row + 1) * HOURS_IN_A_ROW),
  );
}
