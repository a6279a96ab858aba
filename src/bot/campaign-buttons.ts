import { z } from 'zod';
import type { Campaign } from '../store/index.ts';
import type { Rows } from './answer.ts';
import { buttonKind } from './press.ts';
import type { Texts } from './texts/index.ts';

/** Of `broadcast:0123456789ab`, which would not fit between the colons of a button, the digits. */
const PREFIX = 'broadcast:';

export const campaignKey = z.string().regex(/^[0-9a-f]{12}$/);

export function keyOf(campaignId: string): string {
  return campaignId.slice(PREFIX.length);
}

export function campaignOf(key: string): string {
  return `${PREFIX}${key}`;
}

/** What an admin does to a broadcast. */
export const campaignButton = buttonKind(
  'cast',
  z.tuple([z.enum(['send', 'discard', 'pause', 'resume', 'cancel']), campaignKey]),
);

/** What can be done to a broadcast now. */
export function campaignRows(admin: Texts['admin'], { id, state }: Campaign): Rows {
  const button = (text: string, act: 'pause' | 'resume' | 'cancel') => ({
    text,
    callback: campaignButton.write(act, keyOf(id)),
  });
  const cancel = button(admin.cancel, 'cancel');
  if (state === 'running') return [[button(admin.pause, 'pause'), cancel]];
  if (state === 'paused') return [[button(admin.resume, 'resume'), cancel]];
  return [];
}
