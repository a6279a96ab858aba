import { readColumns } from '../acts/tables.ts';
import { joinFlows } from './flow.ts';
import { type Row, withFlow } from './rows.ts';

const LONGEST_CELL = 60;
const MOST_COLUMNS = 6;

/**
 * A table whose cells came each on a row of its own: 序号 / 姓名 / 任命职务 / 免去职务 / 1 / 王芳 / …
 * Its rows are put together again for as long as they are numbered.
 */
export function foldCells(rows: readonly Row[]): Row[] {
  const at = rows.findIndex((row) => row.tight === '序号');
  const count = at < 0 ? 0 : countOfColumns(rows.slice(at, at + MOST_COLUMNS));
  if (count < 3) return [...rows];
  const folded = rows.slice(0, at);
  let next = at;
  for (let number = 0; isOfTable(rows.slice(next, next + count), number); number += 1) {
    folded.push(joinCells(rows.slice(next, next + count)));
    next += count;
  }
  return [...folded, ...rows.slice(next)];
}

/** How many rows from 序号 on name columns. */
function countOfColumns(rows: readonly Row[]): number {
  const end = rows.findIndex((row) => /^[0-9]{1,3}$/u.test(row.tight));
  const names = rows.slice(0, end < 0 ? rows.length : end).map((row) => row.tight);
  return end > 0 && readColumns(names) ? names.length : 0;
}

function isOfTable(cells: readonly Row[], number: number): boolean {
  const [first] = cells;
  const isFull = first !== undefined && cells.every((cell) => cell.text.length <= LONGEST_CELL);
  return isFull && (number === 0 ? first.tight === '序号' : first.tight === String(number));
}

function joinCells(cells: readonly Row[]): Row {
  const [first] = cells;
  if (!first) throw new RangeError('a row is made of cells');
  return withFlow(
    first,
    joinFlows(
      cells.map(({ flow }) => flow),
      ' | ',
    ),
  );
}
