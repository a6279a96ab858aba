import { Composer } from 'grammy';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import type { Progress } from '../../progress.ts';
import { broadcastFeature } from './broadcast.ts';
import { campaignsFeature } from './campaigns.ts';
import { ingestFeature } from './ingest.ts';
import { previewFeature } from './preview.ts';
import { reviewFeature } from './review.ts';
import { statsFeature } from './stats.ts';
import { urgentFeature } from './urgent.ts';

/** What only admins can do, and only in their own chat with the bot: for everybody else it is not there. */
export function adminFeature(
  deps: Omit<BotDeps, 'rate'> & { readonly progress: Progress },
): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature
    .chatType('private')
    .filter((ctx) => deps.adminIds.includes(ctx.from.id))
    .use(
      ingestFeature(deps),
      previewFeature(deps),
      broadcastFeature(deps),
      campaignsFeature(deps),
      reviewFeature(deps),
      urgentFeature(deps),
      statsFeature(deps),
    );
  return feature;
}
