import { z } from 'zod';
import type { Campaign } from '../store/index.ts';
import type { Rows } from './answer.ts';
import { buttonKind } from './press.ts';
import type { Texts } from './texts/index.ts';

/** As `newCampaignId` makes them. */
export const campaignId = z.string().regex(/^[\w-]{1,36}$/);

/** What an admin does to a broadcast. */
export const campaignButton = buttonKind(
  'cast',
  z.tuple([z.enum(['send', 'discard', 'pause', 'resume', 'cancel']), campaignId]),
);

/** What can be done to a campaign now. */
export function campaignRows(admin: Texts['admin'], { id, state }: Campaign): Rows {
  const cancel = { text: admin.cancel, callback: campaignButton.write('cancel', id) };
  if (state === 'running')
    return [[{ text: admin.pause, callback: campaignButton.write('pause', id) }, cancel]];
  if (state === 'paused')
    return [[{ text: admin.resume, callback: campaignButton.write('resume', id) }, cancel]];
  return [];
}
