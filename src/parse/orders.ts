import type { Row } from './rows.ts';

/** Rows of an article that make one item, and the number of the order they quote, if they do. */
export type Part = { readonly rows: readonly Row[]; readonly order: string | null };

// 第一三〇号主席令说，根据…的决定：免去…
const ORDER =
  /^(?<number>第[0-9〇○零一二三四五六七八九十百]{1,6}号)主席令(?:说|指出|公布|全文|如下|，|：)/u;

/** An order of the President that a report quotes whole is a document of its own. */
export function cutOrders(rows: readonly Row[]): Part[] {
  const parts: { rows: Row[]; order: string | null }[] = [{ rows: [], order: null }];
  for (const row of rows) {
    const number = ORDER.exec(row.tight)?.groups?.['number'];
    if (number) parts.push({ rows: [row], order: number });
    else parts.at(-1)?.rows.push(row);
  }
  return parts.filter((part) => part.rows.length > 0);
}
