import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { auditAndTell } from '../../src/pipeline/audit-campaigns.ts';
import {
  auditCampaigns,
  cancelCampaign,
  type Db,
  finishCampaigns,
  forgetChat,
  recordSettlements,
} from '../../src/store/index.ts';
import { readNumbers } from '../../src/vital-signs.ts';
import { createMetrics } from '../../src/web/index.ts';
import { ENGLISH_ADMIN, takeTexts, withAdmins } from '../support/admins.ts';
import { addSubscribers, sendAll } from '../support/broadcasts.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const HOUR = 3_600_000;

/** Three chats have theirs, and the campaign is finished. */
async function finished(db: Db): Promise<void> {
  await addChats(db, [1, 2, 3]);
  await queueFor(db, [1, 2, 3]);
  await sendAll(db, T0);
  await finishCampaigns(db, later(1));
}

/** What nothing in the program does. */
const corruptions = {
  'a settled row with another state': sql`update deliveries set state = 'refused' where chat_id = 1`,
  'a settled row that is open again': sql`update deliveries set state = 'pending' where chat_id = 1`,
  'a row that is no more': sql`delete from deliveries where chat_id = 1`,
  'two mistakes that even out': sql`
    update deliveries set state = case chat_id when 1 then 'gone' else 'unknown' end
    where chat_id < 3`,
  'an account that counts too much': sql`update campaign_accounts set sent = 4, expected = 4`,
  'no account': sql`delete from campaign_accounts`,
};

describeOnEachDialect('the auditor', (open) => {
  it.each(Object.keys(corruptions) as (keyof typeof corruptions)[])('finds %s', async (what) => {
    const { db } = await open();
    await finished(db);
    expect(await auditCampaigns(db, later(2))).toEqual([]);
    await corruptions[what].execute(db);
    expect(await auditCampaigns(db, later(2))).toMatchObject([{ campaignId: 'c1', title: 'c1' }]);
  });

  it('finds what has ended and still owes something', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1]);
    await sql`update campaigns set state = 'finished'`.execute(db);
    expect(await auditCampaigns(db, T0)).toMatchObject([
      { account: { open: 1 }, rows: { open: 1 } },
    ]);
  });

  it('gives what was on its way when its campaign was cancelled time to come', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    await claimAll(db, T0);
    await cancelCampaign(db, 'c1', T0);
    expect(await auditCampaigns(db, later(9 * 60_000))).toEqual([]);
    expect(await auditCampaigns(db, later(10 * 60_000))).toHaveLength(1);
  });

  it('finds nothing in what is sent, forgotten and queued while it counts', async () => {
    const { db } = await open();
    const ids = Array.from({ length: 11_000 }, (_, index) => index + 1);
    await addSubscribers(db, ids);
    await queueFor(db, ids);
    let isSending = true;
    const sending = async () => {
      for (let ms = 0; ms < 6_000; ms += 100) {
        const claimed = await claimAll(db, later(ms), 50);
        const [again, ...taken] = claimed;
        const settled = taken.map((delivery) => ({
          delivery,
          settlement: { kind: 'sent', messageId: 1 } as const,
        }));
        await recordSettlements(db, settled, later(ms));
        if (again) {
          const settlement = { kind: 'again', at: later(ms), reason: '429' } as const;
          await recordSettlements(db, [{ delivery: again, settlement }], later(ms));
        }
        await forgetChat(db, 11_000 - ms / 100);
      }
      isSending = false;
    };
    const auditing = async () => {
      do expect(await auditCampaigns(db, later(1))).toEqual([]);
      while (isSending);
    };
    await Promise.all([sending(), auditing()]);
    expect(await auditCampaigns(db, later(1))).toEqual([]);
  }, 60_000);

  it('leaves what ended long ago for the night', async () => {
    const { db } = await open();
    await finished(db);
    await sql`delete from deliveries`.execute(db);
    expect(await auditCampaigns(db, later(HOUR), { endedSince: later(2) })).toEqual([]);
    expect(await auditCampaigns(db, later(HOUR), { endedSince: later(0) })).toHaveLength(1);
  });
});

describeOnEachDialect('accounts that do not add up', (open) => {
  it('are told and measured if and only if, and once each way', async () => {
    const { db } = await open();
    await finished(db);
    let now = later(HOUR);
    const tell = await withAdmins(db, () => now);
    const metrics = createMetrics(() => readNumbers(db, undefined, []));
    const measured = async () =>
      /^gongbao_campaigns_unbalanced (\d+)$/m.exec(await metrics.render())?.[1];
    const look = () => {
      now = later(HOUR, now);
      return auditAndTell({ tell }, {});
    };
    expect(await look()).toEqual({ broken: 0, mended: 0 });
    expect(await takeTexts(db, now)).toEqual([]);
    expect(await measured()).toBe('0');

    await sql`update deliveries set state = 'refused' where chat_id = 1`.execute(db);
    expect(await look()).toEqual({ broken: 1, mended: 0 });
    expect(await measured()).toBe('1');
    expect(await takeTexts(db, now)).toEqual([
      '“c1”（c1）的账目对不上。请保留数据库，查明原因：\n已送达：账上 3，明细 2\n被拒绝：账上 0，明细 1',
    ]);
    expect(await look()).toEqual({ broken: 0, mended: 0 });
    expect(await takeTexts(db, now)).toEqual([]);

    await sql`update deliveries set state = 'sent' where chat_id = 1`.execute(db);
    expect(await look()).toEqual({ broken: 0, mended: 1 });
    expect(await measured()).toBe('0');
    expect(await takeTexts(db, now, ENGLISH_ADMIN)).toEqual([
      'The account of “c1” (c1) adds up again.',
    ]);
    expect(await look()).toEqual({ broken: 0, mended: 0 });
    expect(await takeTexts(db, now)).toEqual([]);
  });
});
