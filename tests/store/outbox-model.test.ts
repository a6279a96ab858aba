import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Settlement } from '../../src/domain/index.ts';
import {
  auditCampaigns,
  type Claimed,
  cancelCampaign,
  claimDue,
  type Db,
  deliveryCounts,
  finishCampaigns,
  forgetChat,
  markGone,
  migrateChat,
  pauseCampaign,
  recordSettlements,
  recoverLeases,
  resumeCampaign,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, later, queueFor } from '../support/outbox.ts';

/** What may happen next, and when. */
const step = fc.record({
  what: fc.constantFrom(
    ...['queue', 'claim', 'claim', 'answer', 'answer', 'lose', 'hold', 'late', 'pause', 'cancel'],
    ...['forget', 'move', 'leave', 'return'],
  ),
  campaign: fc.integer({ min: 1, max: 3 }),
  outcome: fc.constantFrom('sent', 'sent', 'gone', 'refused', 'unknown', 'again', 'released'),
  ms: fc.constantFrom(1, 40, 1_200, 70_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const CHATS = [1, 2, 3, 4];
const PARTS = ['一', '二'];

/** Plays the steps, and checks after each what must always hold. */
async function play(db: Db, steps: readonly Step[]): Promise<void> {
  await addChats(db, CHATS);
  const inHand: Claimed[] = [];
  const given: Claimed[] = [];
  const sent = new Set<number>();
  let [queued, ms] = [0, 0];
  for (const { what, campaign, outcome, ms: passed } of steps) {
    ms += passed;
    const [now, campaignId] = [later(ms), `c${campaign}`];
    if (what === 'queue')
      queued += await queueFor(db, CHATS, { campaignId, texts: PARTS, dueAt: now });
    if (what === 'claim') {
      const options = { botId: 1, now, limit: 3, leaseMs: 60_000, rate: 30 };
      const claimed = await claimDue(db, options);
      for (const { id } of claimed) expect(sent.has(id)).toBe(false);
      for (const each of claimed) expect(await isFirstOfItsChat(db, each)).toBe(true);
      inHand.push(...claimed);
    }
    if (what === 'answer') {
      const settled = inHand.splice(0, 2).map((delivery) => {
        if (outcome === 'sent') sent.add(delivery.id);
        return { delivery, settlement: settlementOf(outcome, now) };
      });
      await recordSettlements(db, settled, now);
      given.push(...settled.map(({ delivery }) => delivery));
    }
    if (what === 'late') {
      const settled = given.splice(0, 1).map((delivery) => {
        sent.add(delivery.id);
        return { delivery, settlement: settlementOf('sent', now) };
      });
      await recordSettlements(db, settled, now);
    }
    if (what === 'hold') await recoverLeases(db, { now, policy: 'hold' });
    if (what === 'forget' && passed === 40) await forgetChat(db, CHATS[campaign] ?? 1);
    if (what === 'move' && passed === 40)
      await migrateChat(db, CHATS[campaign] ?? 1, campaign, now);
    if (what === 'leave') await markGone(db, campaign, 'blocked', now);
    if (what === 'return') await addChats(db, CHATS);
    if (what === 'lose') await recoverLeases(db, { now, policy: 'resend' });
    if (what === 'pause' && !(await pauseCampaign(db, campaignId)))
      await resumeCampaign(db, campaignId);
    if (what === 'cancel' && passed === 40) await cancelCampaign(db, campaignId, now);
    await finishCampaigns(db, now);
    await check(db, { queued, sent, now });
  }
}

function settlementOf(kind: Step['outcome'], now: Date): Settlement {
  switch (kind) {
    case 'sent':
      return { kind, messageId: 1 };
    case 'gone':
    case 'refused':
    case 'unknown':
      return { kind, reason: 'so' };
    case 'again':
      return { kind, at: later(500, now), reason: 'busy' };
    case 'released':
      return { kind };
  }
}

/** A part goes out only when the parts before it are settled. */
async function isFirstOfItsChat(db: Db, { campaignId, chatId, part }: Claimed): Promise<boolean> {
  const before = await db
    .selectFrom('deliveries')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('chat_id', '=', chatId)
    .where('part', '<', part)
    .where('state', 'in', ['pending', 'claimed'])
    .execute();
  return before.length === 0;
}

type Happened = {
  readonly queued: number;
  readonly sent: ReadonlySet<number>;
  readonly now: Date;
};

async function check(db: Db, { queued, sent, now }: Happened): Promise<void> {
  expect(await auditCampaigns(db, now)).toEqual([]);
  const counts = await deliveryCounts(db);
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(queued);
  const rows = await db.selectFrom('deliveries').select(['id', 'state']).execute();
  const kept = rows.filter(({ id }) => sent.has(id));
  expect(kept.every(({ state }) => state === 'sent')).toBe(true);
  expect(counts.sent).toBe(kept.length);
  const claimed = await db
    .selectFrom('deliveries')
    .select('chat_id')
    .where('state', '=', 'claimed')
    .execute();
  expect(new Set(claimed.map((row) => row.chat_id)).size).toBe(claimed.length);
}

describeOnEachDialect('whatever happens to the outbox', (open) => {
  it('every delivery is counted, sent once, in order, and one at a time of a chat', async () => {
    const database = await open();
    const runs = database.dialect === 'sqlite' ? 150 : 10;
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) =>
          play(database.db, [{ what: 'queue', campaign: 1, outcome: 'sent', ms: 1 }, ...steps]),
        )
        .beforeEach(() => empty(database.db)),
      { numRuns: runs },
    );
  }, 120_000);
});

async function empty(db: Db): Promise<void> {
  for (const table of [
    'deliveries',
    'campaign_accounts',
    'campaigns',
    'send_budgets',
    'chats',
  ] as const)
    await db.deleteFrom(table).execute();
}
