import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const bold = (offset: number, length: number) => ({ type: 'bold', offset, length });

describe('entities', () => {
  it.each([
    ['the whole text', bold(0, 6), 'ok'],
    [
      'a negative place',
      bold(-1, 2),
      '400 Bad Request: receive an entity with incorrect offset -1',
    ],
    [
      'a negative length',
      bold(0, -1),
      '400 Bad Request: receive an entity with incorrect length -1',
    ],
    [
      'past the end',
      bold(4, 9),
      '400 Bad Request: entity beginning at UTF-16 offset 4 ends after the end of the text at UTF-16 offset 13',
    ],
    [
      'behind the end',
      bold(6, 1),
      '400 Bad Request: entity begins after the end of the text at UTF-16 offset 6',
    ],
    [
      'from within a surrogate pair',
      bold(3, 1),
      '400 Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 10',
    ],
    [
      'to within a surrogate pair',
      bold(0, 3),
      '400 Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 10',
    ],
  ])('%s', async (_, entity, expected) => {
    const body = { chat_id: WANG, text: '公报😀x.', entities: [entity] };
    expect(await outcome(createApi(), 'sendMessage', body)).toBe(expected);
  });

  it('come back in order, an empty one dropped, and move with the trimmed text', async () => {
    const api = createApi();
    const entities = [bold(5, 1), bold(3, 0), { type: 'italic', offset: 2, length: 4 }];
    await call(api, 'sendMessage', { chat_id: WANG, text: '  今日平阳', entities });
    expect(api.messages(WANG)[0]?.entities).toEqual([
      { type: 'italic', offset: 0, length: 4 },
      bold(3, 1),
    ]);
  });

  it('a bidirectional override is taken out, and what stands behind it moves up', async () => {
    const api = createApi();
    const body = { chat_id: WANG, text: 'ab\u202ecd', entities: [bold(3, 2)] };
    await call(api, 'sendMessage', body);
    expect(api.messages(WANG)[0]).toMatchObject({ text: 'abcd', entities: [bold(2, 2)] });
  });

  it('a kind nobody knows is refused, what Telegram finds by itself is not taken from the bot', async () => {
    const api = createApi();
    const send = (type: string) => {
      const body = { chat_id: WANG, text: '公报', entities: [{ type, offset: 0, length: 2 }] };
      return outcome(api, 'sendMessage', body);
    };
    expect(await send('blod')).toBe(
      "400 Bad Request: can't parse MessageEntity: Unsupported type specified",
    );
    expect(await send('url')).toBe('ok');
    expect(api.messages(WANG)[0]).not.toHaveProperty('entities');
  });

  it('a link that leads nowhere is dropped without a word, and so is what comes after a hundred', async () => {
    const api = createApi();
    const linked = { type: 'text_link', offset: 0, length: 1, url: 'javascript:alert(1)' };
    const entities = [linked, ...Array.from({ length: 101 }, (_, index) => bold(2 * index, 1))];
    await call(api, 'sendMessage', { chat_id: WANG, text: '公 '.repeat(101), entities });
    const kept = api.messages(WANG)[0]?.entities ?? [];
    expect(kept).toHaveLength(100);
    expect(new Set(kept.map(({ type }) => type))).toEqual(new Set(['bold']));
  });

  it('whatever is sent, what is kept lies inside the text, in order, nested and never across', async () => {
    const api = createApi();
    const piece = fc.constantFrom('字', 'a', '😀', ' ', '\n', '\r', '\u202e', '/go', '。');
    const place = fc.record({ offset: fc.nat(30), length: fc.nat(30) });
    const types = fc.constantFrom('bold', 'italic', 'code', 'blockquote');
    const given = fc.array(
      fc.tuple(types, place).map(([type, where]) => ({ type, ...where })),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), given, async (pieces, entities) => {
        const body = { chat_id: WANG, text: pieces.join(''), entities };
        const { ok, result, description } = await call(api, 'sendMessage', body);
        if (!ok) {
          expect(description).toMatch(/entity|message text is empty/);
          return;
        }
        const kept = result as { text: string; entities?: MessageEntity[] };
        expectSound(kept.text, kept.entities ?? []);
      }),
      { numRuns: 500 },
    );
  });
});

function expectSound(text: string, entities: readonly MessageEntity[]): void {
  expect(text).toBe(text.trim());
  for (const [index, one] of entities.entries()) {
    const end = one.offset + one.length;
    expect(one.length).toBeGreaterThan(0);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(text.slice(one.offset, end).isWellFormed()).toBe(true);
    for (const other of entities.slice(index + 1)) {
      expect(other.offset).toBeGreaterThanOrEqual(one.offset);
      const isApart = other.offset >= end;
      expect(isApart || other.offset + other.length <= end).toBe(true);
    }
  }
}
