import { type Line, widthsOf } from './column.ts';
import { joinRows } from './rows.ts';

/** Fewer may be the cells of a table. */
const LEAST = 12;

/** 关 / 于 / 王 / 芳 / …: letters set one below the other are one line, and not thousands that say nothing each. */
export function mendLetters(lines: readonly Line[]): Line[] {
  const mended: Line[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (isLetter(lines[end - 1]) && isLetter(lines[end])) end += 1;
    const run = lines.slice(start, end);
    mended.push(...(run.length < LEAST ? run : joinLetters(run)));
    start = end;
  }
  return mended;
}

function isLetter(line: Line | undefined): boolean {
  return line?.text.length === 1 && line.level === 0 && line.role === null;
}

function joinLetters(run: readonly Line[]): Line[] {
  const joined = joinRows(run);
  return run.slice(0, 1).map((first) => ({ ...first, ...joined, ...widthsOf(joined.text) }));
}
