import { z } from 'zod';
import { pageNumber } from './paging.ts';
import { buttonKind } from './press.ts';

/**
 * `broadcast:0123456789ab` and `digest:2025-01-09T00:00:00.000Z:0a1b2c` do not fit between a button's
 * colons; digests of older versions have no such end.
 */
const BROADCAST = 'broadcast:';
const DIGEST = 'digest:';
const MOMENT = /^at(?<ms>\d{1,13})(?:x(?<end>[0-9a-f]{6}))?$/;
const DIGEST_ID = /^digest:(?<moment>.*Z)(?::(?<end>[0-9a-f]{6}))?$/;

export const campaignKey = z
  .string()
  .regex(/^(?:[0-9a-f]{12}|at\d{1,13}(?:x[0-9a-f]{6})?)$/)
  .refine((key) => !MOMENT.test(key) || !Number.isNaN(momentOf(key).getTime()));

export function keyOf(campaignId: string): string {
  if (campaignId.startsWith(BROADCAST)) return campaignId.slice(BROADCAST.length);
  const { moment = '', end } = DIGEST_ID.exec(campaignId)?.groups ?? {};
  return `at${Date.parse(moment)}${end ? `x${end}` : ''}`;
}

export function campaignOf(key: string): string {
  const { end } = MOMENT.exec(key)?.groups ?? {};
  if (!MOMENT.test(key)) return `${BROADCAST}${key}`;
  return `${DIGEST}${momentOf(key).toISOString()}${end ? `:${end}` : ''}`;
}

function momentOf(key: string): Date {
  return new Date(Number(MOMENT.exec(key)?.groups?.['ms']));
}

/** What is done to a draft. */
export const draftButton = buttonKind(
  'cast',
  z.tuple([z.enum(['send', 'urgent', 'urgent-yes', 'discard']), campaignKey]),
);

/** What is done to a campaign; `cancel` and `now` ask first. */
const ACTS = ['pause', 'resume', 'cancel', 'now', 'resend', 'leave'] as const;
export type CampaignAct = (typeof ACTS)[number];

/** From the message that shows a broadcast's progress. */
export const steerButton = buttonKind('cast', z.tuple([z.enum(ACTS), campaignKey]));

const PAGE_ACTS = [...ACTS, 'show', 'cancel-yes', 'now-yes'] as const;
export type PageAct = (typeof PAGE_ACTS)[number];

/** From a campaign's page, which knows the page of the list it was opened from. */
export const campaignButton = buttonKind(
  'campaign',
  z.tuple([z.enum(PAGE_ACTS), campaignKey, pageNumber]),
);

/** A page of the list. */
export const campaignsButton = buttonKind('campaigns', z.tuple([pageNumber]));
