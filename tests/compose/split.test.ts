import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitClassic } from '../../src/compose/index.ts';
import type { ClassicMessage, Entity, EntityType } from '../../src/domain/index.ts';
import { expectSendable, letters, wholeText } from './limits.ts';

const message = (text: string, entities: readonly Entity[] = []): ClassicMessage => ({
  style: 'classic',
  text,
  entities,
  buttons: [[{ text: '全文', callback: 'item:1' }]],
});
const texts = (parts: readonly ClassicMessage[]) => parts.map(({ text }) => text);

describe('splitClassic', () => {
  it('leaves a message that fits as it is', () => {
    const whole = message('字'.repeat(4096), [{ type: 'bold', offset: 0, length: 4096 }]);
    expect(splitClassic(whole)).toEqual([whole]);
  });

  it('makes nothing of nothing', () => {
    expect(splitClassic(message(' \n\u3000'))).toEqual([]);
  });

  it.each([
    ['paragraph', `${'甲'.repeat(3000)}\n\n`, `乙${'。'.repeat(1500)}`],
    ['line', `${'甲'.repeat(3000)}。\n`, '乙'.repeat(1500)],
    ['sentence', `${'甲'.repeat(3000)}。”`, '乙'.repeat(1500)],
    ['word', `${'a'.repeat(3000)} `, 'b'.repeat(1500)],
  ])('cuts at the end of a %s', (_, first, second) => {
    expect(texts(splitClassic(message(first + second)))).toEqual([
      `${first.trim()}\n\n(1/2)`,
      `${second}\n\n(2/2)`,
    ]);
  });

  it('cuts between two characters where nothing else is to be had', () => {
    const [first] = splitClassic(message('👨‍👩‍👧'.repeat(600)));
    expect(first?.text).toBe(`${'👨‍👩‍👧'.repeat(Math.floor(4072 / 8))}\n\n(1/2)`);
  });

  it('cuts a character of endless accents, but never a surrogate pair', () => {
    const parts = splitClassic(message(`a${'\u0301'.repeat(5000)}${'😀'.repeat(3000)}`));
    for (const part of parts) expectSendable(part);
    expect(parts.length).toBeGreaterThan(2);
  });

  it('carries the format over the cut', () => {
    const bold: Entity = { type: 'bold', offset: 2990, length: 20 };
    const [first, second] = splitClassic(
      message(`${'甲'.repeat(3000)}\n${'乙'.repeat(1500)}`, [bold]),
    );
    expect(first?.entities).toEqual([{ type: 'bold', offset: 2990, length: 10 }]);
    expect(second?.entities).toEqual([{ type: 'bold', offset: 0, length: 9 }]);
  });

  it('counts from where the text begins, not from the blanks before it', () => {
    const [part] = splitClassic(message('\n  标题', [{ type: 'bold', offset: 0, length: 5 }]));
    expect(part).toMatchObject({
      text: '标题',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
    });
  });

  it('begins a new part where more would be formatted than Telegram heeds', () => {
    const entities = Array.from(
      { length: 250 },
      (_, n): Entity => ({ type: 'bold', offset: n * 3, length: 2 }),
    );
    const parts = splitClassic(message('张三 '.repeat(250), entities));
    for (const part of parts) expectSendable(part);
    expect(parts.flatMap((part) => part.entities)).toHaveLength(250);
  });

  it('puts the buttons under the last part', () => {
    const parts = splitClassic(message('字。'.repeat(5000)));
    expect(parts.map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
  });

  it('loses no letter and no format of any text', () => {
    fc.assert(
      fc.property(formattedTexts, ({ text, entities }) => {
        const parts = splitClassic(message(text, entities));
        for (const part of parts) expectSendable(part);
        expect(letters(wholeText(parts))).toBe(letters(text));
        for (const type of ['bold', 'blockquote'] as const)
          expect(parts.map((part) => formatted(part, type)).join('')).toBe(
            formatted(message(text, entities), type),
          );
      }),
      { numRuns: 150 },
    );
  });
});

function formatted({ text, entities }: ClassicMessage, type: EntityType): string {
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => letters(text.slice(offset, offset + length)))
    .join('');
}

const bits = fc.constantFrom(
  '国',
  '。',
  '，”',
  ' ',
  '\n',
  '\n\n',
  '😀',
  '👨‍👩‍👧',
  '🇨🇳',
  'e\u0301',
  'عرب',
  'word',
  '\t',
);
/** Bold stretches in a row and, over them, quotations in a row. */
const formattedTexts = fc
  .record({
    unit: fc.array(bits, { minLength: 1, maxLength: 40 }),
    times: fc.integer({ min: 1, max: 300 }),
    bold: fc.integer({ min: 3, max: 900 }),
    quote: fc.integer({ min: 50, max: 6000 }),
  })
  .map(({ unit, times, bold, quote }) => {
    const text = unit.join('').repeat(times).slice(0, 30_000).toWellFormed();
    const row = (type: EntityType, length: number) =>
      Array.from(
        { length: Math.floor(text.length / length) },
        (_, n): Entity => ({ type, offset: n * length, length }),
      )
        .filter(({ offset }) => text.slice(offset, offset + length).isWellFormed())
        .filter(({ offset }) => text.slice(offset, offset + length).trim() !== '');
    const entities = [...row('blockquote', quote - (quote % bold) + bold), ...row('bold', bold)];
    return {
      text,
      entities: entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length),
    };
  });
