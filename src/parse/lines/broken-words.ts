import { lean } from './lean.ts';

/** Words that stand on every page of this kind, and that no line should end in the middle of. */
const WORDS = [
  ...['人民代表大会', '常务委员会', '代表大会', '委员会', '常委会', '人民政府', '人民法院'],
  ...['人民检察院', '检察院', '主席团', '办公室', '工作委员会', '审判员', '检察员', '检察长'],
  ...['副主任', '副局长', '副县长', '副市长', '副区长', '副院长', '副庭长', '副主席', '副书记'],
  ...['主任', '局长', '县长', '市长', '区长', '院长', '庭长', '部长', '主席', '书记', '职务'],
  ...['会议', '决定', '任命', '免去', '通过', '同志', '公告', '名单', '通知', '办法', '委员'],
];

const splitsOf = (word: string): string[] =>
  [...word].slice(1).map((_, at) => `${word.slice(0, at + 1)}\n${word.slice(at + 1)}`);
const BROKEN_BY_LINE = lean(new RegExp([...new Set(WORDS.flatMap(splitsOf))].join('|'), 'u'));
/** The letters on both sides of the break. */
const SEAMS = new Set(
  WORDS.flatMap((word) => [...word].slice(1).map((letter, at) => `${word.charAt(at)}${letter}`)),
);
/** 副 主 任 and 局 长 are set apart to be as wide as the names below them. */
const NEVER_PADDED = WORDS.filter((word) => word.length > 2 && !word.startsWith('副'));
const BROKEN_BY_SPACE = lean(
  new RegExp(
    [...new Set(NEVER_PADDED.flatMap(splitsOf))].join('|').replace(/\n/gu, '[ \\u00a0]'),
    'gu',
  ),
);
/** 〔2 0 1 4〕, 1 7 号, 2 9日: so is a number. */
const BROKEN_NUMBER =
  /(?<![0-9０-９] ?)[0-9０-９](?:[ \u00a0][0-9０-９]){1,3}[ \u00a0]?(?=[年月日号〕])|第(?:十|[一二三四五六七八九]十)[ \u00a0][一二三四五六七八九](?=[次届号])/gu;
const LONGEST = 6;

/** 云岭县人民政|府县长职务: one of those words begins on one line and ends on the next. */
export function breaksWord(line: string, next: string): boolean {
  if (!SEAMS.has(`${line.slice(-1)}${next.slice(0, 1)}`)) return false;
  return BROKEN_BY_LINE.test(`${line.slice(-LONGEST)}\n${next.slice(0, LONGEST)}`);
}

/** How many of them, and how many numbers, have a space within: 云岭县人 民政府. */
export function countOfSpaced(text: string): number {
  return (text.match(BROKEN_BY_SPACE)?.length ?? 0) + (text.match(BROKEN_NUMBER)?.length ?? 0);
}
