import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { startLocalBotApi } from '../src/sandbox/index.ts';
import { inTransaction, openDatabase } from '../src/store/index.ts';
import { addSubscribers, confirmed } from './support/broadcasts.ts';
import { workFolder } from './support/command-line.ts';
import { describeOnPostgres } from './support/databases.ts';
import { waiting } from './support/interleaving.ts';
import { launch } from './support/service-process.ts';

const WHILE = { timeout: 20_000, interval: 20 };

async function launchOn(url: string) {
  const telegram = await startLocalBotApi({ port: 0 });
  onTestFinished(() => telegram.close());
  const settings = { DATABASE_URL: url, BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.url };
  const folder = await workFolder(settings);
  onTestFinished(folder.remove);
  const service = launch(folder.dir, settings);
  onTestFinished(async () => void (await service.end('SIGKILL')));
  return { ...service, said: () => service.lines().map((line) => line['msg']) };
}

describeOnPostgres('the service, asked to stop before it is ready', (open) => {
  it('waits for no more than the step of queueing in hand', async () => {
    const { db, url } = await open();
    const other = await openDatabase(url);
    onTestFinished(other.close);
    await addSubscribers(
      db,
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    const id = await confirmed(db, { now: new Date() });
    const stopping = await inTransaction(db, async (tx) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      await sql`select 1 from campaigns where id = ${id} for update`.execute(tx);
      const service = await launchOn(url);
      await expect.poll(() => waiting(other.db), WHILE).toBeGreaterThan(0);
      const end = service.end('SIGTERM');
      await expect.poll(service.said, WHILE).toContain('stopping');
      return { service, end };
    });
    const { code, ms } = await stopping.end;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    expect(stopping.service.said().at(-1)).toBe('stopped');
  }, 60_000);
});
