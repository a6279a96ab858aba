import { plainLetters } from '../../domain/index.ts';
import { hasLetter, lettersOf } from './letters.ts';

/** Stands where something was that is not print; a flow leaves it out. */
const GONE = '\u200b';

type Residue = {
  readonly pattern: RegExp;
  /** As long as what was found: a place in the text stays the same place. */
  readonly put: (found: string, ...groups: string[]) => string;
};

const gone = (found: string): string => GONE.repeat(found.length);
const instead = (put: string, found: string): string => put + gone(found.slice(put.length));

/** What comes along with a text from where it was kept. Tags before entities, which may stand for `<`. */
const residues: readonly Residue[] = [
  // \r\n, and the other ends of a line or page
  { pattern: /\r\n/gu, put: () => `${GONE}\n` },
  { pattern: /[\r\v\f\u0085\u2028\u2029]/gu, put: () => '\n' },
  // <td>王芳</td><td>副县长</td>
  { pattern: /<\/t[dh]>(?=\s{0,9}<t[dh]\b)/giu, put: (found) => instead('\t', found) },
  // <p style="text-indent:2em">一、任命</p> on lines of their own: the lines part enough
  { pattern: /(?<=^\s{0,9})<(?:p|div|br|li|tr|h[1-6])\b[^<>]{0,300}>/gimu, put: gone },
  { pattern: /<(?:br\b[^<>]{0,300}|\/(?:p|div|li|tr|h[1-6]))>(?=\s{0,9}$)/gimu, put: gone },
  { pattern: /<\/?(?:p|div|br|li|tr|h[1-6])\b[^<>]{0,300}>/giu, put: (f) => instead('\n', f) },
  {
    pattern:
      /<!--[^<>]{0,300}-->|<\/?(?:a|b|i|u|em|strong|span|font|center|section|article|table|thead|tbody|td|th|ul|ol|img|hr|sup|sub|o:p)\b[^<>]{0,300}>/giu,
    put: gone,
  },
  { pattern: /&(?:#[0-9]{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});/giu, put: readEntity },
  // ![图](1.png), [临溪县人大任免名单](https://…), [[王芳|王芳同志]]
  { pattern: /!\[[^[\]\n]{0,99}\]\([^()\s]{0,300}\)/gu, put: gone },
  {
    pattern: /\[([^[\]\n]{1,99})(\]\([^()\s]{1,300}\))/gu,
    put: (_, words = '', link = '') => `${GONE}${words}${gone(link)}`,
  },
  {
    pattern: /(\[\[(?:[^[\]|\n]{1,99}\|)?)([^[\]|\n]{1,99})\]\]/gu,
    put: (_, open = '', words = '') => `${gone(open)}${words}${GONE}${GONE}`,
  },
  // 📌临溪县任命一批干部, 🔹王芳: pictures among the letters. Half of one would be taken for half of a rare letter.
  { pattern: /[\u{10000}-\u{1ffff}]/gu, put: readRareSign },
  // **任命**, ***任命***, '''任命''', 1\. 王芳
  { pattern: /\*{2,3}|_{2,3}|'{3,5}|~~/gu, put: gone },
  { pattern: /\\(?=[!-/:-@[-`{-~])/gu, put: gone },
];

/** A picture says nothing; 𝟙 is a 1 all the same; a letter of another script is one that cannot be read here. */
function readRareSign(found: string): string {
  if (/\p{Extended_Pictographic}|\p{Emoji}|\p{Emoji_Component}/u.test(found)) return gone(found);
  const plain = found.normalize('NFKC');
  return instead(plain.length === 1 ? plain : '〓', found);
}

/** What any of them begins with, and what no plain letter is. */
const SIGNS = lettersOf("\r\v\f\u0085\u2028\u2029<&[*_'~\\", [
  [0x2e80, 0x2fdf],
  // The first halves of pictures.
  [0xd800, 0xd83f],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe44],
]);

/** The text as it is seen, letter for letter: a place in it is the same place in what was given. */
export function withoutResidue(text: string): string {
  if (!hasLetter(text, SIGNS)) return text;
  return plainLetters(
    residues.reduce((left, { pattern, put }) => left.replace(pattern, put), text),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: '\u3000',
  thinsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  quot: '"',
  middot: '·',
  bull: '•',
  mdash: '—',
  hellip: '…',
  lt: '<',
  gt: '>',
  amp: '&',
};

function readEntity(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase();
  const number = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isLetter = name.startsWith('#') && number >= 0x20 && number < 0xd800;
  const letter = isLetter ? String.fromCharCode(number) : ENTITIES[name];
  return letter === undefined ? entity : instead(letter, entity);
}
