import type { Dispatcher } from '../deliver/index.ts';
import { type Claimed, campaignsAtRest, type Db } from '../store/index.ts';

/** Takes back what has not left yet of campaigns that were paused or cancelled since it was claimed. */
export async function withdraw(db: Db, dispatcher: Dispatcher<Claimed>): Promise<Claimed[]> {
  const waiting = new Set(dispatcher.listWaiting().map(({ campaignId }) => campaignId));
  if (waiting.size === 0) return [];
  const atRest = new Set(await campaignsAtRest(db, [...waiting]));
  if (atRest.size === 0) return [];
  return dispatcher.takeWaiting(({ campaignId }) => atRest.has(campaignId));
}
