import type { IsoDate } from '../domain/index.ts';

/** More items than there will ever be; days times this stay below 2^53 until the year 3355. */
const ITEMS = 2 ** 28;

/**
 * One number for where an item stands when the newest issue comes first and its items follow as printed:
 * the greatest place is the first. A search index gives its finds in this order without sorting them.
 */
export function placeOf(date: IsoDate, id: number): number {
  return Number(date.replaceAll('-', '')) * ITEMS + (ITEMS - 1 - id);
}

export function idAt(place: number): number {
  return ITEMS - 1 - (place % ITEMS);
}
