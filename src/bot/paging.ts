import { z } from 'zod';
import { LIST_PAGE_SIZE } from '../compose/index.ts';
import type { ClassicMessage, Message } from '../domain/index.ts';
import { wholeNumber } from './press.ts';

/** A page's number as a button carries it, from 1. */
export const pageNumber = wholeNumber.pipe(z.number().min(1).max(1_000_000));

type Found<T> = { readonly entries: readonly T[]; readonly total: number };

type List<T, M> = {
  readonly find: (range: { limit: number; offset: number }) => Promise<Found<T>>;
  readonly compose: (entries: readonly T[], place: { page: number; pages: number }) => M;
};

/** One page of a list, `undefined` if it is empty. Past its end, which may have moved, it is the last page. */
export async function composePage<T, M extends Message = ClassicMessage>(
  { find, compose }: List<T, M>,
  page: number,
): Promise<M | undefined> {
  const { entries, total } = await find(rangeOf(page));
  if (total === 0) return undefined;
  const pages = Math.ceil(total / LIST_PAGE_SIZE);
  if (page <= pages) return compose(entries, { page, pages });
  return compose((await find(rangeOf(pages))).entries, { page: pages, pages });
}

/** Of a list that is there as a whole. */
export function pageOf<T>(
  all: readonly T[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Found<T> {
  return { entries: all.slice(offset, offset + limit), total: all.length };
}

function rangeOf(page: number): { limit: number; offset: number } {
  return { limit: LIST_PAGE_SIZE, offset: (page - 1) * LIST_PAGE_SIZE };
}
