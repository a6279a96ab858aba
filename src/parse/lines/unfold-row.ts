import { FULL_DATE } from '../days/dates.ts';
import { lean } from './lean.ts';
import { mayHold } from './matches.ts';
import { type Row, withFlow } from './rows.ts';
import { seamsOf } from './seams.ts';

// 某某公告（第二号） / 主席令　第四号 / 某某公告〔十三届〕第七号 / 某某公告（第一号）关于…的公告
const NUMBERED = lean(
  /^(?<title>[^。；，：]{2,60}?(?:公告|通告|令|决定|决议))\s*(?<number>[（(]?(?:[〔[［][^〕\]］]{1,6}[〕\]］]|[0-9]{4}年)?第[0-9〇○零一二三四五六七八九十百]{1,6}号[）)]?)\s*(?<rest>[^。]{0,120})$/u,
);
// …出席会议。|某某人民代表大会常务委员会任命名单|（2020年7月28日…通过）|决定任命：…
const PASSED = lean(
  new RegExp(
    `(?<=^|[。\\s])(?<title>[^\\s。，；：（(]{6,40}(?:名单|公告|决定))\\s*(?<passed>[（(]${FULL_DATE}[^（）()。]{6,80}通过[）)])\\s*`,
    'u',
  ),
);
// 特此公告。|某某人民代表大会常务委员会|2019年12月24日
const SIGNED = lean(
  new RegExp(
    `(?<=[。\\s])(?<body>\\p{Script=Han}{4,30}(?:委员会|主席团|人民政府|办公室|办公厅))\\s*(?<date>${FULL_DATE})$`,
    'u',
  ),
);
// 现予公告。|某某第一次会议主席团2013年3月15日于北京。
const SIGNED_AT = lean(
  new RegExp(
    `(?<=公告。)\\s*\\p{Script=Han}{4,40}主席团，?${FULL_DATE}于\\p{Script=Han}{2,6}。?$`,
    'u',
  ),
);
// 某某公告　第六号　某某第一次会议…: with its head in the same row it is cut as an article
const HEADED = lean(
  /^[^。；]{4,80}公告\s*第[0-9〇○零一二三四五六七八九十百]{1,6}号\s*\p{Script=Han}/u,
);
// 2024年1月9日| 【编辑：王芳】 / 2024年1月9日|（责任编辑：王芳）
const CREDITED = lean(
  new RegExp(
    `(?<date>${FULL_DATE})\\s*[（(【［[]?\\s*(?:(?:责任)?编辑|责编|(?:稿件|文章|信息)?来源|审核|校对|供稿)\\s?[:：/|｜][^。，；]{1,60}$`,
    'u',
  ),
);
const LONGEST = 20_000;
/** No row that is shorter holds two lines of a document. */
const SHORTEST = 10;

/** What a carrier set on one line and the print on several: a title and its number, a document's frame. */
export function unfoldRow(row: Row, index: number): Row[] {
  if (row.text.length < SHORTEST || row.text.length > LONGEST) return [row];
  return cutAt(row, [
    ...(index === 0 ? seamsOf(row.text) : []),
    ...datelinePlace(row.text),
    ...orderPlaces(row.text),
    ...numberPlaces(row.text),
    ...framePlaces(row.text),
  ]);
}

/** Who edited what stands above is printed behind the day on which it was signed. */
function splitCredit(text: string): readonly [text: string, places: readonly number[]] {
  const credited = /[:：/|｜]/u.test(text.slice(-80)) ? CREDITED.exec(text.slice(-160)) : null;
  if (!credited) return [text, []];
  const date = credited.groups?.['date'] ?? '';
  const at = Math.max(0, text.length - 160) + credited.index + date.length;
  return [text.slice(0, at), [at]];
}

// 新华社北京12月28日电|　某某人民代表大会常务委员会关于…的决定
const DATELINE = lean(
  /^(?:新华社|中新社|本报)[^。，：]{2,16}[电讯]\s+(?=[^。]{0,40}关于[^。]{2,80}的(?:决定|决议)$|[^。，]{6,60}(?:任免|任命|免职)名单$)/u,
);

function datelinePlace(text: string): number[] {
  const dateline = text.length < 160 ? DATELINE.exec(text)?.[0] : undefined;
  return dateline ? [dateline.length] : [];
}

// …签署了第十九号和第二十号主席令。|第十九号主席令说，… |第二十号主席令说，…
const ORDER = /(?<=[。；])(?:第?[0-9〇○零一二三四五六七八九十百]{1,6}号)?主席令(?:说|指出)/gu;

function orderPlaces(text: string): number[] {
  return text.includes('主席令') ? [...text.matchAll(ORDER)].map(({ index }) => index) : [];
}

function numberPlaces(text: string): number[] {
  if (text.length > 200 || !text.includes('号')) return [];
  const { title, number, rest } = NUMBERED.exec(text)?.groups ?? {};
  if (!title || !number || rest === undefined || !/^(?:关于.*的.{2,4})?$/u.test(rest)) return [];
  const at = text.indexOf(number, title.length);
  return [at, at + number.length];
}

function framePlaces(printed: string): number[] {
  const [text, credit] = splitCredit(printed);
  const places = [...credit];
  const passed = text.includes('通过') && mayHold(text, PASSED) ? PASSED.exec(text) : null;
  if (passed?.groups) {
    const { title = '', passed: line = '' } = passed.groups;
    const at = text.indexOf(line, passed.index + title.length);
    places.push(passed.index, at, at + line.length);
  }
  const signed = text.endsWith('日') ? SIGNED.exec(text) : null;
  if (signed?.groups) {
    places.push(signed.index, text.lastIndexOf(signed.groups['date'] ?? ''));
  }
  const isOfOne = text.includes('主席团') && !HEADED.test(text);
  const signedAt = isOfOne ? SIGNED_AT.exec(text)?.index : undefined;
  return signedAt === undefined ? places : [...places, signedAt];
}

function cutAt(row: Row, places: readonly number[]): Row[] {
  if (places.length === 0) return [row];
  const cuts = [...new Set([0, ...places, row.text.length])].sort((one, other) => one - other);
  if (cuts.length === 2) return [row];
  return cuts.slice(0, -1).flatMap((from, index) => {
    const to = cuts[index + 1] ?? row.text.length;
    const text = row.flow.text.slice(from, to);
    if (text.trim() === '') return [];
    const part = withFlow(row, { text, at: row.flow.at.slice(from, to) });
    return [index === 0 ? part : { ...part, isApart: false, level: 0 }];
  });
}
