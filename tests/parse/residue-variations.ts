import type { Variation } from './variations.ts';

const isMarked = (text: string): boolean => /^#|^\s*\||\t|｜/mu.test(text);
const unlessMarked = (vary: (text: string) => string) => (text: string) =>
  isMarked(text) ? text : vary(text);

/** 　　任命王芳为…； */
const ENTRY = /^[　 ]*(?=(?:任命|免去)?\p{Script=Han}{2,4}(?:为|的).*；$)/gmu;

/** What a text carries along from where it was kept: each leaves what it says as it is. */
export const residueVariations: readonly Variation[] = [
  { name: 'soft hyphens', vary: (text) => text.replace(/(?<=[县的会命])/gu, '\u00ad') },
  { name: 'radicals', vary: (text) => mapRadicals(text) },
  { name: 'separators for line ends', vary: (text) => text.replace(/\n/gu, '\u2028') },
  { name: '<br> at every line end', vary: unlessMarked((text) => text.replace(/\n/gu, '<br>\n')) },
  {
    name: 'every line in a <p>',
    vary: unlessMarked((text) => text.replace(/^(?=.)(.*)$/gmu, '<p class="a">$1</p>')),
  },
  {
    name: 'short lines in bold',
    vary: (text) => text.replace(/^(?=[^\s#|])(.{1,30})$/gmu, '***$1***'),
  },
  { name: 'a quotation of mail', vary: unlessMarked((text) => text.replace(/^(?=\S)/gmu, '> ')) },
  {
    name: 'bullets before list entries',
    vary: unlessMarked((text) => text.replace(ENTRY, '● ')),
  },
  {
    name: 'circled numbers before list entries',
    vary: unlessMarked((text) => text.replace(ENTRY, '①')),
  },
  {
    name: 'its headline as a link',
    vary: unlessMarked((text) =>
      text.replace(/^(.+)(?=\n\n)/u, '[$1](https://example.cn/a/1.html)'),
    ),
  },
];

function mapRadicals(text: string): string {
  return text
    .replace(/人/gu, '⼈')
    .replace(/大/gu, '⼤')
    .replace(/长/gu, '⻓')
    .replace(/民/gu, '⺠');
}
