import { Composer } from 'grammy';
import {
  archiveCounts,
  chatCounts,
  type Db,
  deliveryCounts,
  latestIssue,
  listAccounted,
} from '../../../store/index.ts';
import { say } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { shorten } from '../../listed.ts';

type Deps = { readonly db: Db };

const CAMPAIGNS_SHOWN = 5;

/** /stats: chats, archive, outbox and the last deliveries. */
export function statsFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('stats', async (ctx) => {
    const { admin } = ctx.texts;
    const { byKind, ...chats } = await chatCounts(db);
    const { issues, items } = await archiveCounts(db);
    const newest = (await latestIssue(db))?.date ?? null;
    const { pending, claimed } = await deliveryCounts(db);
    const stats = admin.stats({ chats, byKind, issues, items, newest, outbox: pending + claimed });
    const campaigns = await campaignLines(db, ctx);
    await say(
      ctx,
      campaigns.length > 0 ? [stats, '', admin.lastCampaigns, ...campaigns].join('\n') : stats,
    );
  });
  return feature;
}

async function campaignLines(db: Db, { texts: { admin } }: BotContext): Promise<string[]> {
  const { campaigns } = await listAccounted(db, { limit: CAMPAIGNS_SHOWN, offset: 0 });
  return campaigns.map(({ campaign: { title, state }, account }) =>
    admin.campaignLine(shorten(title), admin.campaigns.state(state), account),
  );
}
