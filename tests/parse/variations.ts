import type { Gold } from '../../src/cli/score.ts';

/** One harmless way to print the same text otherwise. */
export type Variation = {
  readonly name: string;
  readonly vary: (text: string, gold: Pick<Gold, 'appointments'>) => string;
};

const DIGITS = '〇一二三四五六七八九';
const FULL_DATE = /([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日/gu;
const HAN = '\\p{Script=Han}';

/** Each makes of a text another that says the same to every reader. */
export const variations: readonly Variation[] = [
  {
    name: 'narrow commas, semicolons and colons',
    vary: (text) => mapLetters(text, '，；：', ',;:'),
  },
  { name: 'narrow brackets', vary: (text) => mapLetters(text, '（）', '()') },
  { name: 'wide brackets', vary: (text) => mapLetters(text, '()', '（）') },
  {
    name: 'wide digits',
    vary: unlessColumn((text) =>
      text.replace(/(?<=[年月日第])[0-9]|[0-9](?=[年月日])/gu, wideDigit),
    ),
  },
  { name: 'straight quotation marks', vary: (text) => text.replace(/[“”]/gu, '"') },
  { name: 'trailing spaces', vary: (text) => text.replace(/(?<=\S)$/gmu, ' 　') },
  { name: 'more blank lines', vary: (text) => text.replace(/\n{2,}/gu, '\n\n\n\n') },
  {
    name: 'paragraphs set in by two letters',
    vary: unlessColumn((text) => text.replace(/(?<=^|\n\n|[。；：]\n)(?=[^\s#|])/gu, '　　')),
  },
  {
    name: 'no paragraph set in',
    vary: unlessColumn((text) => text.replace(/^[　\t ]+(?=\S)/gmu, '')),
  },
  {
    name: 'a space after every mark',
    vary: (text) => text.replace(/(?<=[，。；：、])(?=[^\s”’）)】])/gu, ' '),
  },
  { name: 'spaces that do not break', vary: (text) => text.replace(/(?<=\S) (?=\S)/gu, '\u00a0') },
  { name: 'letters of no width', vary: (text) => text.replace(/(?<=[，。；：])/gu, '\u200b') },
  // 2 9日, broken by a space, is no day that a zero could stand before.
  {
    name: 'dates with zeros',
    vary: (text) => text.replace(/(?<![0-9] ?)[0-9](?=[月日])/gu, '0$&'),
  },
  {
    name: 'dates with spaces',
    vary: unlessColumn((text) => text.replace(FULL_DATE, '$1 年 $2 月 $3 日')),
  },
  { name: 'dates in words', vary: unlessColumn((text) => text.replace(FULL_DATE, inWords)) },
  { name: 'names of two letters with a gap', vary: withGaps },
  { name: '同志 after every name', vary: unlessColumn(withComrades) },
  { name: 'a note after every name', vary: unlessColumn(withNotes) },
  {
    name: 'list entries in one line',
    vary: unlessColumn((text) =>
      text.replace(/；\n+\s*(?=[^#\s（一二三四五六七八九十]{2,12}(?:为|的))/gu, '；'),
    ),
  },
  { name: 'lines broken after forty letters', vary: (text) => wrap(text, 40) },
];

/** A line of a column is as long as the column is wide: whoever makes it longer breaks it elsewhere. */
function unlessColumn(vary: Variation['vary']): Variation['vary'] {
  const broken = /[^\s，。；：、！？）”]\n(?=[^\s#|].*[，。；])/gu;
  return (text, gold) => ((text.match(broken) ?? []).length > 3 ? text : vary(text, gold));
}

function mapLetters(text: string, from: string, to: string): string {
  return text.replace(
    new RegExp(`[${from}]`, 'gu'),
    (letter) => to[from.indexOf(letter)] ?? letter,
  );
}

function wideDigit(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
}

function inWords(_: string, year: string, month: string, day: string): string {
  const letters = [...year].map((digit) => DIGITS[Number(digit)]).join('');
  return `${letters}年${numeral(Number(month))}月${numeral(Number(day))}日`;
}

function numeral(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? '' : `${tens > 1 ? DIGITS[tens] : ''}十`;
  return `${ten}${ones > 0 ? DIGITS[ones] : ''}`;
}

function peopleOf({ appointments }: Pick<Gold, 'appointments'>): string[] {
  return [...new Set(appointments.map(({ person }) => person))].filter((person) =>
    /^\p{Script=Han}{2,4}$/u.test(person),
  );
}

/** 王　芳, where the print pads: at the start of a row, after a mark or a verb. */
function withGaps(text: string, gold: Pick<Gold, 'appointments'>): string {
  return peopleOf(gold)
    .filter((person) => person.length === 2)
    .reduce((now, person) => {
      const printed = new RegExp(
        `(?<=^|[，。；：、\\n　]|任命|免去|补选|接受)${person}(?!${HAN}{0,3}代表[^大])(?=[为的、，；\\n]|$)`,
        'gmu',
      );
      return now.replace(printed, `${person[0]}　${person[1]}`);
    }, text);
}

function withComrades(text: string, gold: Pick<Gold, 'appointments'>): string {
  return peopleOf(gold).reduce(
    (now, person) =>
      now.replace(
        new RegExp(`(?<=(?:任命|免去|补选|接受|聘任|解聘))${person}(?=[为的辞因])`, 'gu'),
        `${person}同志`,
      ),
    text,
  );
}

function withNotes(text: string, gold: Pick<Gold, 'appointments'>): string {
  return peopleOf(gold).reduce(
    (now, person) =>
      now.replace(
        new RegExp(`(?<=(?:任命|免去|补选|聘任|[；\\n]))${person}(?=[为的])`, 'gu'),
        `${person}（女，畲族）`,
      ),
    text,
  );
}

/** Long lines of a text that is not marked up, broken as a column breaks them. */
function wrap(text: string, width: number): string {
  const isMarked = /^(?:#|\|)/mu.test(text) || /\t|｜/u.test(text);
  if (isMarked) return text;
  const lines = text.split('\n');
  const isBroken = lines.filter((line) => line.length > width).length < 1;
  if (isBroken) return text;
  return lines
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '')
    .join('\n');
}
