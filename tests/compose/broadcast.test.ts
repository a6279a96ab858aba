import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, composeBroadcast } from '../../src/compose/index.ts';
import type { Entity, EntityType } from '../../src/domain/index.ts';
import { expectSendable, letters, wholeText } from './limits.ts';

describe('composeBroadcast', () => {
  it('is what the admin wrote, formatted as it was', () => {
    const entities: Entity[] = [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'text_link', offset: 3, length: 4, url: 'https://www.zjpy.gov.cn/' },
    ];
    expect(composeBroadcast({ text: '停水 详见通知', entities })).toEqual([
      { style: 'classic', text: '停水 详见通知', entities, buttons: [] },
    ]);
  });

  it('does not read markup', () => {
    const [part] = composeBroadcast({ text: '<b>停水</b> *明天* [x](y)', entities: [] });
    expect(part).toMatchObject({ text: '<b>停水</b> *明天* [x](y)', entities: [] });
  });

  it('keeps the format on its words when invisible characters before them go', () => {
    const entities: Entity[] = [{ type: 'bold', offset: 4, length: 3 }];
    const [part] = composeBroadcast({ text: '\u202E请\u200B于明\u0000天', entities });
    expect(part).toMatchObject({
      text: '请于明天',
      entities: [{ type: 'bold', offset: 2, length: 2 }],
    });
  });

  it.each<[string, Entity[]]>([
    ['empty', [{ type: 'bold', offset: 1, length: 0 }]],
    ['beyond the text', [{ type: 'bold', offset: 90, length: 5 }]],
    ['a link to nowhere', [{ type: 'text_link', offset: 0, length: 2 }]],
  ])('leaves out a format that is %s', (_, entities) => {
    expect(composeBroadcast({ text: '明天停水', entities })[0]?.entities).toEqual([]);
  });

  it('cuts the later of two formats that cross', () => {
    const [part] = composeBroadcast({
      text: '明天全县停水',
      entities: [
        { type: 'italic', offset: 2, length: 4 },
        { type: 'bold', offset: 0, length: 4 },
      ],
    });
    expect(part?.entities).toEqual([
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 4, length: 2 },
    ]);
  });

  it('says nothing when nothing is written', () => {
    expect(composeBroadcast({ text: ' \u200B\n', entities: [] })).toEqual([]);
  });

  it('is in parts, if long, with every word and valid formats', () => {
    fc.assert(
      fc.property(texts, fc.array(entities, { maxLength: 30 }), (text, formats) => {
        const parts = composeBroadcast({ text, entities: formats });
        for (const part of parts) expectSendable(part);
        expect(letters(wholeText(parts))).toBe(letters(clean(text)));
      }),
      { numRuns: 200 },
    );
  });
});

const texts = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 50 }), fc.integer({ min: 1, max: 400 }))
  .map(([text, times]) => text.repeat(times));
const entities: fc.Arbitrary<Entity> = fc.record({
  type: fc.constantFrom<EntityType>('bold', 'italic', 'underline', 'blockquote'),
  offset: fc.nat({ max: 9000 }),
  length: fc.nat({ max: 9000 }),
});
