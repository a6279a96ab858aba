import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/source/pdf/index.ts';
import { withPdf } from '../../../src/source/pdf/open-pdf.ts';
import { SourceError } from '../../../src/source/source-error.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { pdfOf, setColumns } from './typeset.ts';

const words = setColumns(
  [
    {
      title: '县委召开常委会会议',
      paragraphs: ['会议强调，要坚持以人民为中心。', '会议还研究了其他事项。'],
    },
  ],
  { left: 40, top: 60, count: 2, measure: 18, depth: 20, size: 10, gutter: 20 },
);
const sheet = { width: 500, height: 700, words };
const small = pdfOf([sheet]);
const printed = new Uint8Array(
  readFileSync(new URL('../../fixtures/pdf/two-column.pdf', import.meta.url)),
);

/** A text, or the one line that says why there is none. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { text, marks = [] } = (await readPdf({ name: 'page.pdf', bytes })).raw;
    for (const { span } of marks) expect(span[1]).toBeLessThanOrEqual(text.length);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    expect(error instanceof Error ? error.message : '\n').not.toContain('\n');
    return 'refused';
  }
}

const damaged = (whole: Uint8Array) =>
  fc
    .record({
      flips: fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
        maxLength: 40,
      }),
      end: fc.oneof(fc.constant(whole.length), fc.nat({ max: whole.length })),
    })
    .map(({ flips, end }) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of flips) bytes[at] = value;
      return bytes.slice(0, end);
    });

describe('a damaged PDF', () => {
  it('is read or refused, whatever bytes were changed', async () => {
    process.env['PATH'] = '/nowhere'; // No page here is worth a minute of guessing letters.
    await fc.assert(
      fc.asyncProperty(damaged(small), async (bytes) => {
        expect(await outcomeOf(bytes)).toMatch(/read|refused/u);
      }),
      { numRuns: 120 },
    );
    await fc.assert(
      fc.asyncProperty(damaged(printed), async (bytes) => {
        expect(await outcomeOf(bytes)).toMatch(/read|refused/u);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

describe('what is refused', () => {
  const reasonOf = (bytes: Uint8Array) =>
    readPdf({ name: 'page.pdf', bytes }).then(
      () => 'it was read',
      (error: unknown) => String(error),
    );

  it('bytes that only begin like a PDF', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.7\nnothing of the kind');
    expect(await reasonOf(bytes)).toContain('it is a damaged PDF');
  });

  it('a PDF locked with a password', async () => {
    const text = new TextDecoder('latin1').decode(small);
    const key = `<${'00'.repeat(32)}>`;
    const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<00> <00>]`;
    const locked = text.replace('/Root 1 0 R', `/Root 1 0 R ${lock}`);
    expect(await reasonOf(new TextEncoder().encode(locked))).toContain('locked with a password');
  });

  it('more pages than an issue has', async () => {
    const bytes = pdfOf(Array.from({ length: 201 }, () => ({ ...sheet, words: [] })));
    expect(await reasonOf(bytes)).toContain('it has 201 pages, and 200 is the limit');
  });

  it('what does not end', async () => {
    const file = { name: 'page.pdf', bytes: small };
    const never = new Promise<never>(() => undefined);
    const reading = withPdf(file, { withPictures: false, timeLimitMs: 50 }, () => never);
    await expect(reading).rejects.toThrow('takes too long');
  });
});

it('a page crowded with strokes and letters is read in a moment', async () => {
  const many = Array.from({ length: 5000 }, (_, at) => ({
    left: (at * 37) % 480,
    down: (at * 91) % 690,
    size: 4 + (at % 9),
    text: '人大',
  }));
  const rules = Array.from({ length: 4000 }, (_, at) => ({
    left: at % 480,
    top: at % 690,
    width: at % 2 ? 300 : 0.5,
    height: at % 2 ? 0.5 : 300,
  }));
  const crowded = pdfOf([{ ...sheet, words: many, rules }]);
  expect(await cpuTime(() => outcomeOf(crowded))).toBeLessThan(15_000);
}, 30_000);
