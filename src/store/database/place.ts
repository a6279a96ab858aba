import type { IsoDate } from '../../domain/index.ts';

/** More items than there will ever be; days times this stay below 2^53 until the year 3355. */
const ITEMS = 2 ** 28;

/**
 * One number for where an item stands when the newest issue comes first and its items follow as printed:
 * the greatest place is the first. A search index gives its finds in this order without sorting them.
 */
export function placeOf(date: IsoDate, id: number): number {
  return dayNumber(date) * ITEMS + (ITEMS - 1 - id);
}

export function idAt(place: number): number {
  return ITEMS - 1 - (place % ITEMS);
}

/** Days of issues, both included; `null`: without end on that side. */
export type Period = { readonly since: IsoDate | null; readonly until: IsoDate | null };

/** The places of a period's items, both included. */
export function placesIn({ since, until }: Period): { readonly from: number; readonly to: number } {
  return {
    from: since === null ? 0 : dayNumber(since) * ITEMS,
    to: until === null ? Number.MAX_SAFE_INTEGER : (dayNumber(until) + 1) * ITEMS - 1,
  };
}

function dayNumber(date: IsoDate): number {
  return Number(date.replaceAll('-', ''));
}
