import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTimetable, type Entry } from '../src/timetable.ts';

const NEVER = '0 0 29 2 *';

function timetable(run: Entry['run']) {
  const seen: string[] = [];
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const observe = (name: string, ok: boolean) => void seen.push(`${name} ${ok ? 'ok' : 'failed'}`);
  const made = createTimetable([{ name: 'digest', cron: NEVER, run }], {
    logger,
    observe,
    timezone: 'Asia/Shanghai',
  });
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

describe('a timetable by the clock', () => {
  const DAY_MS = 86_400_000;
  // Twenty seconds before the night's entry is due in Shanghai.
  const BEGUN = new Date('2025-01-08T19:29:50.400Z');
  const CRONS = {
    second: '* * * * * *',
    quarter: '*/15 * * * * *',
    minutes: '40 */10 * * * *',
    night: '10 30 3 * * *',
  };
  let ran: string[] = [];
  let stop = () => {};

  beforeEach(async () => {
    vi.useFakeTimers({ now: BEGUN, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const entries = Object.entries(CRONS).map(([name, cron]) => ({
      ...{ name, cron },
      run: async () => void ran.push(name),
    }));
    const ticking = createTimetable(entries, {
      logger: pino({ enabled: false }),
      observe: () => {},
      timezone: 'Asia/Shanghai',
    }).start();
    stop = ticking.stop;
    await ticking.begun;
    ran = [];
  });
  afterEach(() => {
    stop();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** As when the machine sleeps, or somebody sets the clock: no timer is nearer its end. */
  const setClock = (byMs: number) => vi.setSystemTime(Date.now() + byMs);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const count = () => Object.keys(CRONS).map((name) => ran.filter((each) => each === name).length);

  it('runs each entry in the seconds that its cron names, in the zone it is told', async () => {
    await pass(60_000);
    expect(count()).toEqual([60, 4, 1, 1]);
  });

  it.each([1, 5, 365])('asleep for %i days, runs each entry once', async (days) => {
    setClock((days + 1 / 24) * DAY_MS);
    await pass(600);
    expect(ran).toEqual(['second', 'quarter', 'minutes', 'night']);
    await pass(60_000);
    expect(count()).toEqual([61, 5, 2, 1]);
  });

  it('calculates no tick that was slept through', async () => {
    const reckoned = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    await pass(600);
    const awake = reckoned.mock.calls.length;
    setClock(5 * DAY_MS);
    await pass(1_000);
    expect(awake).toBeGreaterThan(0);
    expect(reckoned.mock.calls.length).toBeLessThan(awake * 20); // a tick's worth for each entry
  });

  it('goes on where the clock was set back', async () => {
    setClock(-5 * DAY_MS);
    await pass(60_000);
    expect(count()).toEqual([59, 4, 1, 1]); // in its first second that is noticed
  });

  it('stopped, ticks no more', async () => {
    stop();
    await pass(60_000);
    expect(ran).toEqual([]);
  });
});
