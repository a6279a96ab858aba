/** A paper for every day of ten years, made of one issue: other days, people, numbers and words. */
import { type Chance, chanceOf } from '../tests/hardness/chance.ts';

const FAMILIES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹'];
const GIVEN = [...'明芳伟娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂兰建国华文辉玲志海燕宇晨'];
const LETTERS = [
  ...'山水田园村路桥河新旧东西南北春夏秋冬花木金石城乡街巷农工商学校医院书法茶米鱼果林海岛',
];
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;
/** Who is named in the sample issue. */
const PEOPLE = /张峻榕|陈国翰|金宗来|徐顺兵|周泳|曾上俊|陈栋|李凌峰|曹文倩|赵哲璐/gu;
const FIRST_DAY = Date.UTC(2015, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** The issue of a day; the same day gives the same issue. */
export function anIssueOf(
  sample: string,
  index: number,
): { readonly name: string; readonly text: string } {
  const chance = chanceOf(3650, index);
  const day = new Date(FIRST_DAY + index * DAY_MS);
  const people = new Map<string, string>();
  const text = sample
    .replace(PEOPLE, (name) => {
      const other = people.get(name) ?? aName(chance);
      people.set(name, other);
      return other;
    })
    .replace(/2025年(\d+)月(\d+)日/gu, (_, month: string, date: string) =>
      printed(day, Date.UTC(2025, Number(month) - 1, Number(date)) - Date.UTC(2025, 0, 9)),
    )
    .replace(/第77号/gu, `第${index + 1}号`)
    .replace(/第二十二次/gu, `第${oneOf(NUMERALS, chance)}十${oneOf(NUMERALS, chance)}次`)
    .replace(/\d{2,}(?=[个家名元万条])/gu, () => String(10 + chance.upTo(9_000)))
    .replace(/^[^#\n]{40,}$/gmu, (paragraph) => otherWords(paragraph, chance));
  const iso = day.toISOString().slice(0, 10);
  return { name: `paper-${iso}.md`, text };
}

/** Every twelfth letter is another: no two paragraphs are the same, and no wording is spoilt on purpose. */
function otherWords(paragraph: string, chance: Chance): string {
  return paragraph.replace(/\p{Script=Han}/gu, (letter) =>
    chance.next() < 1 / 12 ? oneOf(LETTERS, chance) : letter,
  );
}

function aName(chance: Chance): string {
  return oneOf(FAMILIES, chance) + oneOf(GIVEN, chance) + oneOf(GIVEN, chance);
}

function oneOf(list: readonly string[], chance: Chance): string {
  return list[chance.upTo(list.length)] ?? '';
}

function printed(day: Date, laterMs: number): string {
  const date = new Date(day.getTime() + laterMs);
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}
