import pino from 'pino';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createRuns } from '../src/runs.ts';
import { type Db, readMessages, saveChat, saveIssue, subscribe } from '../src/store/index.ts';
import { createTimetable } from '../src/timetable.ts';
import { describeOnEachDialect } from './support/databases.ts';
import { aDecision, anIngest } from './support/samples.ts';

const EVENING = new Date('2025-01-09T12:00:00Z');
const EIGHT = new Date('2025-01-10T00:00:00Z'); // in Shanghai
const DAY_MS = 86_400_000;

describeOnEachDialect('digests by a clock that jumps', (open) => {
  beforeEach(() => void vi.useFakeTimers({ now: EVENING, toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('are one after five days asleep, and none after the clock was set back and forth', async () => {
    const { db } = await open();
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, EVENING);
    await subscribe(db, { chatId: 1, kinds: ['decision'], dueAt: EIGHT }, EVENING);
    const clock = await tick(db);
    await ingest(db, '2025-01-09', '第一天');
    await ingest(db, '2025-01-10', '第二天');
    expect(await told(db)).toEqual([]);
    await clock.jump(5 * DAY_MS);
    const once = [expect.stringMatching(/第一天.*第二天/su)];
    expect(await told(db)).toEqual(once);
    for (const days of [-5, 5, -1, 1]) await clock.jump(days * DAY_MS);
    expect(await told(db)).toEqual(once);
  });
});

/** The digests of a service at work; after a jump, half a minute passes. */
async function tick(db: Db) {
  const logger = pino({ enabled: false });
  const runs = createRuns({
    ...{ db, config: readConfig({ BOT_TOKEN: '1:token' }), sources: [], now: () => new Date() },
    ...{ logger, wakeSender() {}, onNews() {} },
  });
  const entries = runs.entries.filter(({ name }) => name === 'digests');
  const deps = { logger, observe() {}, timezone: 'Asia/Shanghai' };
  const { start, idle } = createTimetable(entries, deps);
  // Not before the database is open, which waits by timers.
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  const { begun, stop } = start();
  onTestFinished(async () => {
    stop();
    await idle();
    await runs.stop();
  });
  await begun;
  return {
    async jump(ms: number) {
      vi.setSystemTime(Date.now() + ms);
      for (let second = 0; second < 30; second += 1) {
        vi.advanceTimersByTime(1_000);
        await idle();
      }
    },
  };
}

async function ingest(db: Db, date: string, title: string): Promise<void> {
  await saveIssue(db, anIngest({ items: [aDecision({ title })], date, text: `${date} ${title}` }));
}

async function told(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('deliveries').select('message_id').execute();
  const ids = rows.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  return ids.map((id) => {
    const message = messages.get(id);
    return message?.style === 'classic' ? message.text : '';
  });
}
