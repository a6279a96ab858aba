import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createRuns } from '../src/runs.ts';
import {
  cancelCampaign,
  type Db,
  recordSettlements,
  settleCancelled,
  unbalancedCampaigns,
} from '../src/store/index.ts';
import { describeOnEachDialect } from './support/databases.ts';
import { addChats, claimAll, later, queueFor, T0 } from './support/outbox.ts';

const MINUTE = 60_000;

describeOnEachDialect(
  'the audit of a cancelled campaign whose last request is under way',
  (open) => {
    it('finds nothing when the machine wakes, and what is still owed ten minutes later', async () => {
      const { db } = await open();
      const machine = start(db);
      await cancelInFlight(db);
      await machine.stays('awake', 5);
      await machine.stays('asleep', 20);
      expect(await machine.audit()).toEqual([]);
      await machine.stays('awake', 9);
      expect(await machine.audit()).toEqual([]);
      await machine.stays('awake', 1);
      expect(await machine.audit()).toEqual(['c1']);
    });

    it('finds nothing of what is settled soon after the machine wakes', async () => {
      const { db } = await open();
      const machine = start(db);
      const [delivery] = await cancelInFlight(db);
      await machine.stays('asleep', 20);
      expect(await machine.audit()).toEqual([]);
      const settlement = { kind: 'again', at: machine.now(), reason: 'timeout' } as const;
      await recordSettlements(db, delivery ? [{ delivery, settlement }] : [], machine.now());
      await settleCancelled(db, machine.now());
      await machine.stays('awake', 30);
      expect(await machine.audit()).toEqual([]);
    });

    it('gives no more time where nobody slept', async () => {
      const { db } = await open();
      const machine = start(db);
      await machine.stays('awake', 1);
      await cancelInFlight(db, machine.now());
      await machine.stays('awake', 9);
      expect(await machine.audit()).toEqual([]);
      await machine.stays('awake', 1);
      expect(await machine.audit()).toEqual(['c1']);
    });

    it('gives a process that has just begun the time that it needs, and says nothing is mended that is not', async () => {
      const { db } = await open();
      await cancelInFlight(db);
      const machine = start(db, later(20 * MINUTE));
      expect(await machine.audit()).toEqual([]);
      await machine.stays('awake', 10);
      expect(await machine.audit()).toEqual(['c1']);
      expect(await start(db, later(40 * MINUTE)).audit()).toEqual(['c1']);
    });
  },
);

async function cancelInFlight(db: Db, now = T0) {
  await addChats(db, [1]);
  await queueFor(db, [1]);
  const claimed = await claimAll(db, now);
  await cancelCampaign(db, 'c1', now);
  return claimed;
}

/** A process that plans on it; time passes as it is told. */
function start(db: Db, from = T0) {
  let at = from;
  const runs = createRuns({
    ...{ db, config: readConfig({ BOT_TOKEN: '1:token' }), sources: [], now: () => at },
    ...{ logger: pino({ level: 'silent' }), wakeSender() {}, onNews() {} },
  });
  onTestFinished(() => runs.stop());
  const run = (name: string) => runs.entries.find((entry) => entry.name === name)?.run();
  return {
    now: () => at,
    async stays(how: 'awake' | 'asleep', minutes: number) {
      const step = how === 'awake' ? MINUTE / 4 : minutes * MINUTE;
      for (const until = later(minutes * MINUTE, at); at < until; ) {
        at = later(step, at);
        if (how === 'awake') await run('broadcasts');
      }
    },
    /** The campaigns it has told of by now. */
    async audit() {
      await run('audit');
      return (await unbalancedCampaigns(db)).map(({ campaignId }) => campaignId);
    },
  };
}
