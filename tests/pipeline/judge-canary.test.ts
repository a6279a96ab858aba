import { describe, expect, it } from 'vitest';
import { judgeCanary } from '../../src/pipeline/judge-canary.ts';

describe('judgeCanary', () => {
  it.each([
    ['all is well', { settled: 20, refused: 0, gone: 0 }, null],
    ['two odd chats', { settled: 20, refused: 2, gone: 0 }, null],
    ['three of twenty', { settled: 20, refused: 3, gone: 0 }, 'canary-refused'],
    ['one in twenty of many', { settled: 10_000, refused: 500, gone: 0 }, null],
    ['more than that', { settled: 10_000, refused: 501, gone: 0 }, 'canary-refused'],
    ['half have left', { settled: 20, refused: 0, gone: 10 }, null],
    ['over half have left', { settled: 20, refused: 0, gone: 11 }, 'canary-gone'],
    ['nothing came of any yet', { settled: 0, refused: 0, gone: 0 }, null],
  ] as const)('%s', (_, tally, verdict) => {
    expect(judgeCanary(tally)).toBe(verdict);
  });
});
