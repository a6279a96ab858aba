import type { Chance } from './chance.ts';

export type MutateText = (text: string, chance: Chance, other: string) => string;

/** Directions, joiners, marks, lines of other systems, letters beyond the first plane. */
const STRANGE = words(
  '\u202e \u2066 \u200b \u200d \ufeff \u2028 \u0301 \ue000 \u2f00 \u{e0101} \u{20bb7} \u{10ffff} \u3000 \r \u0085 \t \u2003 İ ﷺ 𝟙 ① ％ ｡ ︵ ㎡',
);
/** A text with one of these is none: halves of characters, and what only machines send each other. */
const FORBIDDEN = words('\u0000 \u001b \u007f \ud83d \udc00 \ufffd');

const WORDS = words(
  '任命 免去 王芳、 任命王芳为 （ ） 《 》 “ 、 ， 。 ： 公告\n #\u0020 ##\u0020 关于 的决定 第77号 2025年1月9日 接受其辞去 代表资格 一、 （下转第2版） （上接第1版） 　 \n | |---|\n 王 1 县 <div> &amp; [[ {"a": <b \u0301',
);

function words(list: string): readonly [string, ...string[]] {
  const [first = '', ...others] = list.split(/(?<=[^#]) /u);
  return [first, ...others];
}

export const textMutations: Readonly<Record<string, MutateText>> = {
  'strange characters': (text, chance) => {
    let changed = text;
    for (let times = 1 + chance.upTo(30); times > 0; times -= 1) {
      const at = chance.upTo(changed.length + 1);
      changed = changed.slice(0, at) + chance.pick(STRANGE) + changed.slice(at);
    }
    return changed;
  },
  'a character no text has': (text, chance) => {
    const at = chance.upTo(text.length + 1);
    return text.slice(0, at) + chance.pick(FORBIDDEN) + text.slice(at);
  },
  'one line': (text) => text.replace(/\s*\n\s*/gu, ''),
  'one giant line': (text, chance) =>
    text
      .replace(/\n/gu, '')
      .repeat(1 + Math.min(60, Math.floor((chance.next() * 250_000) / (text.length + 1)))),
  'a line a character': (text) => [...text.slice(0, 60_000)].join('\n'),
  'lines in any order': (text, chance) => shuffled(text.split('\n'), chance).join('\n'),
  'lines left out': (text, chance) =>
    text
      .split('\n')
      .filter(() => chance.next() > 0.2)
      .join('\n'),
  'lines doubled': (text, chance) =>
    text
      .split('\n')
      .flatMap((line) => (chance.next() > 0.7 ? [line, line] : [line]))
      .join('\n'),
  'no punctuation': (text) => text.replace(/\p{P}/gu, ''),
  'no spaces': (text) => text.replace(/[^\S\n]/gu, ''),
  'without headings': (text) => text.replace(/^#+ /gmu, ''),
  'all headings': (text) => text.replace(/^(?=.)/gmu, '# '),
  'a word over and over': (text, chance) => {
    const at = chance.upTo(text.length + 1);
    return text.slice(0, at) + chance.pick(WORDS).repeat(1 + chance.upTo(20_000)) + text.slice(at);
  },
  'nested deeply': (text, chance) => {
    const [open, close] = chance.pick([
      ['（', '）'],
      ['《', '》'],
      ['“', '”'],
      ['<div>', '</div>'],
      ['[', ']'],
      ['> ', '\n'],
    ] as const);
    const depth = 1 + chance.upTo(20_000);
    return open.repeat(depth) + text + close.repeat(depth);
  },
  'words put in': (text, chance) => {
    let changed = text;
    for (let times = 1 + chance.upTo(40); times > 0; times -= 1) {
      const at = chance.upTo(changed.length + 1);
      changed = changed.slice(0, at) + chance.pick(WORDS) + changed.slice(at);
    }
    return changed;
  },
  'numbers changed': (text, chance) =>
    text.replace(/[0-9]+/gu, (number) =>
      chance.pick([number, number, '0', '-1', '99', '4294967296', '9'.repeat(400)]),
    ),
  'mixed with another': (text, chance, other) => {
    const at = chance.upTo(text.length + 1);
    return text.slice(0, at) + other.slice(chance.upTo(other.length + 1)) + text.slice(at);
  },
  'characters lost': (text, chance) =>
    text.replace(/./gsu, (letter) => (chance.next() < 0.02 ? '' : letter)),
};

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((value) => ({ value, place: chance.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
