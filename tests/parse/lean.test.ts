import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lean } from '../../src/parse/lines/lean.ts';

const PATTERNS: readonly RegExp[] = [
  /^\p{Script=Han}{2,4}(?=任|为)/u,
  /[\p{Script=Han}、]{2,6}[：\s](?<post>[^，。；]{2,8}?)(?:职务|$)/u,
  /(?:^|[^\p{Script=Han}]|任命)\p{Script=Han}$/u,
  /(?<=\p{Script=Han}\s?)\P{Script=Han}{1,3}\[[\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}·]/u,
  /\\|[^[\]\\]{3}\p{Script=Han}/u,
];

const text = fc
  .array(fc.constantFrom(...'王芳李〇々任命为职务，。；：、·[]\\ \t09ab县长'))
  .map((letters) => letters.join(''));

it('a pattern made lean finds the same', () => {
  for (const pattern of PATTERNS) {
    const made = lean(pattern);
    expect(made.flags).toBe('');
    fc.assert(
      fc.property(text, (one) => {
        expect(made.exec(one)).toEqual(pattern.exec(one));
      }),
    );
  }
});

it('a rare letter is a letter of a name still', () => {
  expect(lean(/^\p{Script=Han}{2,4}(?=任)/u).exec('张\u{2c0a9}任局长')?.[0]).toBe('张\u{2c0a9}');
});

it('what needs the flag stays as it is', () => {
  for (const pattern of [/\p{L}$/u, /[^\P{Script=Han}]/u, /\u{1f600}/u])
    expect(lean(pattern)).toBe(pattern);
});
