import { expect, it, onTestFinished } from 'vitest';
import type { BotContext } from '../../src/bot/index.ts';
import { chooseKinds, subscribeTo } from '../../src/bot/subscription.ts';
import { ITEM_KINDS, type ItemKind } from '../../src/domain/index.ts';
import { type Db, findSubscription, openDatabase } from '../../src/store/index.ts';
import { describeOnPostgres } from '../support/databases.ts';
import { T0 } from '../support/outbox.ts';

const press = { chatId: 1, chat: { id: 1, type: 'private' }, language: 'zh' } as BotContext;

function processOn(db: Db) {
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  return {
    db,
    now: () => T0,
    defaults: { style: 'classic', publication: '今日平阳', schedule },
  } as const;
}

describeOnPostgres('updates of one chat that reach two processes', (open) => {
  it('both count, whatever was read before the other was written', async () => {
    const { db, url } = await open();
    const other = await openDatabase(url);
    onTestFinished(other.close);
    const without = (kind: ItemKind) => (before: readonly ItemKind[]) =>
      before.filter((each) => each !== kind);
    for (let round = 0; round < 5; round++) {
      await subscribeTo(processOn(db), press, ITEM_KINDS);
      await Promise.all([
        chooseKinds(processOn(db), press, without('news')),
        chooseKinds(processOn(other.db), press, without('notice')),
        chooseKinds(processOn(db), press, without('decision')),
      ]);
      expect((await findSubscription(db, 1))?.kinds).toEqual(['appointment']);
    }
  });

  it('subscribe a new chat once', async () => {
    const { db, url } = await open();
    const other = await openDatabase(url);
    onTestFinished(other.close);
    const done = await Promise.all(
      [db, other.db, db, other.db].map((each) => subscribeTo(processOn(each), press, ITEM_KINDS)),
    );
    expect(done).toHaveLength(4);
    expect((await findSubscription(db, 1))?.kinds).toEqual([...ITEM_KINDS]);
  });
});
