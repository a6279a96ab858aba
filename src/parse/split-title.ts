import { type Row, withFlow } from './rows.ts';

// 某某公告（第二号） / 主席令　第四号 / 某某公告〔十三届〕第七号 / 某某公告（第一号）关于…的公告
const NUMBERED =
  /^(?<title>[^。；，：]{2,60}?(?:公告|通告|令|决定|决议))\s*(?<number>[（(]?(?:[〔[［][^〕\]］]{1,6}[〕\]］])?第[0-9〇○零一二三四五六七八九十百]{1,6}号[）)]?)\s*(?<rest>[^。]{0,120})$/u;

/** A number set on one line with its title, or with two, stands on a line of its own. */
export function splitTitle(row: Row): Row[] {
  if (row.text.length > 200 || !row.text.includes('号')) return [row];
  const { title, number, rest } = NUMBERED.exec(row.text)?.groups ?? {};
  if (!title || !number || rest === undefined || !/^(?:关于.*的.{2,4})?$/u.test(rest)) return [row];
  const at = row.text.indexOf(number, title.length);
  const part = (from: number, to: number): Row => ({
    ...withFlow(row, { text: row.flow.text.slice(from, to), at: row.flow.at.slice(from, to) }),
    isApart: from === 0 && row.isApart,
  });
  const rows = [part(0, at), { ...part(at, at + number.length), level: 0 }];
  return rest === '' ? rows : [...rows, part(at + number.length, row.text.length)];
}
