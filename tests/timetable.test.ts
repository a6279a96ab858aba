import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createTimetable, type Entry } from '../src/timetable.ts';

const NEVER = '0 0 29 2 *';

function timetable(run: Entry['run']) {
  const seen: string[] = [];
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const observe = (name: string, ok: boolean) => void seen.push(`${name} ${ok ? 'ok' : 'failed'}`);
  const made = createTimetable([{ name: 'digest', cron: NEVER, run }], { logger, observe });
  return { ...made, seen, lines };
}

describe('the timetable', () => {
  it('runs every entry once on start, for what came due meanwhile', async () => {
    const { start, seen } = timetable(async () => undefined);
    const { begun, stop } = start();
    await begun;
    stop();
    expect(seen).toEqual(['digest ok']);
  });

  it('stopped before it has begun, runs nothing more', async () => {
    const { start, idle, seen } = timetable(async () => undefined);
    const { begun, stop } = start();
    stop();
    await begun;
    await idle();
    expect(seen).toHaveLength(1);
  });

  it('outlives a run that fails, says so, and runs it again', async () => {
    let attempts = 0;
    const { start, runSoon, idle, seen, lines } = timetable(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('the disk is full');
      return { chats: 3 };
    });
    const { begun, stop } = start();
    await begun;
    runSoon('digest');
    stop();
    await idle();
    expect(seen).toEqual(['digest failed', 'digest ok']);
    expect(lines[0]).toContain('the disk is full');
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ run: 'digest', chats: 3 });
  });

  it('never lets runs of one entry overlap, and one run serves all who wait for it', async () => {
    let under = 0;
    let most = 0;
    const finish: (() => void)[] = [];
    const { start, runSoon, idle, seen } = timetable(async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise<void>((resolve) => finish.push(resolve));
      under -= 1;
      return undefined;
    });
    const { begun, stop } = start();
    await expect.poll(() => finish.length).toBe(1);
    for (let i = 0; i < 5; i += 1) runSoon('digest');
    finish[0]?.();
    await begun;
    await expect.poll(() => finish.length).toBe(2);
    finish[1]?.();
    stop();
    await idle();
    expect(most).toBe(1);
    expect(seen).toHaveLength(2);
  });

  it('is idle only when the run under way has ended', async () => {
    let ended = false;
    const { runSoon, idle } = timetable(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      ended = true;
      return undefined;
    });
    runSoon('digest');
    await idle();
    expect(ended).toBe(true);
  });
});
