import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseIssue } from '../../src/parse/index.ts';
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

const NOTICE = `临溪县人民政府关于王芳等职务任免的通知

任命王芳为临溪县民政局局长；
任命欧阳春为临溪县教育局副局长；
免去李明的临溪县财政局副局长职务。

临溪县人民政府
2025年1月9日`;
const actsOf = (text: string) =>
  parseIssue({ name: 'notice.txt', carrier: 'text', text }).items.flatMap(({ acts }) =>
    acts.map(({ person, action, post, organization }) => ({ person, action, post, organization })),
  );

it('pictures among the letters are no letters', () => {
  const plain = actsOf(NOTICE);
  expect(plain).toHaveLength(3);
  for (const picture of ['\u{1f4cc}', '\u{1f539}\u{1f539}', '\u{1f1e8}\u{1f1f3}'])
    for (const place of [/^(?=.)/gmu, /(?<=[，。；])/gu, /(?=王芳|临溪县民政局)/gu])
      expect(actsOf(NOTICE.replace(place, picture))).toEqual(plain);
});

it('a name or a body is never cut within a rare letter', () => {
  const rare = ['张小\u{2c0a9}', '\u{20bb7}芳', '李\u{2b4fd}'];
  for (const name of rare)
    for (const wording of [
      `任命${name}为清河县财政局副局长。`,
      `免去${name}清河县财政局副局长职务。`,
    ])
      for (const { person, organization } of actsOf(`${NOTICE.slice(0, 20)}\n\n${wording}`)) {
        expect(person.isWellFormed()).toBe(true);
        expect(organization.isWellFormed()).toBe(true);
      }
});
