import { isOrganization, isPassedBy, isSignedDate, isSignedInOne } from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';
import type { Head } from './head.ts';

/** What stands around a document's text: above it how it was passed, below it who signed it. */
export type Frame = {
  readonly passedBy: string | null;
  readonly text: readonly Row[];
  readonly signature: string | null;
};

export function frameOf(head: Pick<Head, 'passedBy'>, rows: readonly Row[]): Frame {
  const [first] = rows;
  const isPassed = head.passedBy !== null && first !== undefined && isPassedBy(first);
  const signed = countOfSignature(rows);
  const [from, to] = [isPassed ? 1 : 0, rows.length - signed];
  // A text of nothing but its frame is a text.
  if (from >= to) return { passedBy: null, text: rows, signature: null };
  return {
    passedBy: head.passedBy?.text ?? null,
    text: rows.slice(from, to),
    signature:
      signed > 0
        ? rows
            .slice(to)
            .map((row) => row.text)
            .join('\n')
        : null,
  };
}

/** The last rows: one or several bodies, and the day; or both in one. */
function countOfSignature(rows: readonly Row[]): number {
  const last = rows.at(-1);
  if (!last) return 0;
  if (isSignedInOne(last)) return 1;
  const day = isSignedDate(last) ? 1 : 0;
  let bodies = 0;
  for (let row = rows.at(-1 - day); row && isOrganization(row); bodies += 1)
    row = rows.at(-2 - day - bodies);
  return day + bodies;
}
