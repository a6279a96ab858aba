import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { type Db, importChats, rescheduleDefaults } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { later, T0 } from '../support/outbox.ts';

const DAY = 86_400_000;

function addSubscribers(db: Db, count: number) {
  const chats = Array.from({ length: count }, (_, index) => ({
    ...{ chatId: index + 1, language: null, kinds: null, hour: null, timezone: null },
  }));
  return importChats(db, chats, { now: T0, nextDue: () => later(DAY) });
}

/** How many statements change a table, and how often others run between two of them or two looks. */
async function watch(db: Db, next: () => Date) {
  let updates = 0;
  let turns = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind === 'UpdateQueryNode') updates++;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  let isOver = false;
  const tick = () => {
    turns++;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await rescheduleDefaults(db.withPlugin(counting), next, T0);
  isOver = true;
  return { updates, turns };
}

describeOnEachDialect('12,000 subscriptions', (open) => {
  it('are not written to where the timetable is what it was, and let others run', async () => {
    const { db } = await open();
    await addSubscribers(db, 12_000);
    const { updates, turns } = await watch(db, () => later(DAY));
    expect(updates).toBe(0);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('are moved a stretch at a time where it is another', async () => {
    const { db } = await open();
    await addSubscribers(db, 12_000);
    const { updates, turns } = await watch(db, () => later(2 * DAY));
    expect(updates).toBe(3);
    expect(turns).toBeGreaterThanOrEqual(3);
    const rows = await db.selectFrom('subscriptions').select('due_at').distinct().execute();
    expect(rows).toEqual([{ due_at: later(2 * DAY).toISOString() }]);
  });
});
