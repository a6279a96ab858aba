import type { IsoDate } from '../../domain/index.ts';
import { FetchError } from '../web/index.ts';
import { type Collector, need } from './collector.ts';

/**
 * The front page of a day as the paper's own list has it: the number in its name is any number, and
 * another one each day. `null` without such a list.
 */
export async function frontPageOf(
  collector: Collector,
  address: string,
  day: IsoDate,
): Promise<string | 'absent' | null> {
  // …/html/2025-01/10/node_1.htm, and …/html/2025-01/period.xml beside it.
  const folder = /^(.*\/\d{4}-\d{2}\/)\d{2}\/[^/]*$/u.exec(address)?.[1];
  if (folder === undefined) return null;
  const list = await need(collector, `${folder}period.xml`, address).catch((error: unknown) => {
    if (error instanceof FetchError && error.fault === 'status') return null;
    throw error;
  });
  if (!list) return null;
  const periods = readPeriods(list.page.bytes);
  if (periods.size === 0) return null;
  const page = periods.get(day);
  if (page === undefined) return 'absent';
  return URL.canParse(page, `${folder}${day.slice(8)}/`)
    ? new URL(page, `${folder}${day.slice(8)}/`).href
    : null;
}

/** `<period_name>2025-01-10</period_name>…<front_page>node_1.htm</front_page>`. */
function readPeriods(bytes: Uint8Array): Map<IsoDate, string> {
  const periods = new Map<IsoDate, string>();
  for (const period of new TextDecoder().decode(bytes).split(/<\/period\s*>/iu)) {
    const day = /<period_name>\s*(\d{4}-\d{2}-\d{2})\s*</iu.exec(period)?.[1];
    const page = /<front_page>\s*([^<\s]{1,200})\s*</iu.exec(period)?.[1];
    if (day !== undefined && page !== undefined) periods.set(day, page);
  }
  return periods;
}
