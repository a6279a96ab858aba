import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInThread } from '../../src/pipeline/read-in-thread.ts';
import { readIssues } from '../../src/pipeline/read-issues.ts';
import { SourceError } from '../../src/source/index.ts';

const sample = readFileSync(
  new URL('../fixtures/pingyang-2025-01-09/pingyang-2025-01-09.md', import.meta.url),
);
/** A name that is not a text's own: it is read in the thread. */
const name = 'issue';

describe('an issue read in the thread', () => {
  it('is what it is without one', async () => {
    const inThread = await readInThread({ name, bytes: sample });
    const here = await readIssues({ name, bytes: sample });
    expect(inThread.issues.map(({ issue }) => issue)).toEqual(
      here.issues.map(({ issue }) => issue),
    );
    expect(inThread.issues[0]?.document.sha256).toBe(here.issues[0]?.document.sha256);
  });

  it('is refused with the same error', async () => {
    const bytes = new TextEncoder().encode('Nothing in Chinese here.');
    const refusal = await readInThread({ name, bytes }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SourceError);
    expect(refusal).toMatchObject({
      fault: 'foreign',
      message: 'Cannot read issue: there is no Chinese text in it.',
    });
  });

  it('leaves the service free: a citizen is answered while 20 MB are read', async () => {
    const bytes = new TextEncoder().encode(`${'本报讯 县政协召开会议。\n\n'.repeat(550_000)}`);
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await readInThread({ name, bytes }).catch(() => undefined);
    clearInterval(ticking);
    expect(longest).toBeLessThan(1_000);
  }, 150_000);

  it('goes on with the next after one that ate its memory', async () => {
    const { issues } = await readInThread({ name, bytes: sample });
    expect(issues).toHaveLength(1);
  });
});
