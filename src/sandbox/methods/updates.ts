import type { Update, WebhookInfo } from 'grammy/types';
import { z } from 'zod';
import { flag, integer, json, type RawParameters, readParameters } from '../parameters.ts';
import { badRequest, conflict } from '../refusal.ts';
import { confirmThrough, pollUpdates } from '../world/updates.ts';
import type { World } from '../world/world.ts';

const LONGEST_POLL_S = 50;

const allowedUpdates = json(z.array(z.string())).optional();

const pollShape = z.object({
  offset: integer.default(0),
  limit: integer.default(100),
  timeout: integer.default(0),
  allowed_updates: allowedUpdates,
});

export function getUpdates(
  world: World,
  raw: RawParameters,
  signal: AbortSignal | null,
): Promise<readonly Update[]> {
  const read = readParameters(pollShape, raw);
  if (world.webhook !== null) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  keepAllowed(world, read.allowed_updates);
  if (read.offset !== 0) confirmThrough(world, read.offset);
  const limit = Math.min(Math.max(read.limit, 1), 100);
  const timeoutMs = Math.min(Math.max(read.timeout, 0), LONGEST_POLL_S) * 1000;
  const ends = signal === null ? [] : [signal];
  return pollUpdates(world, {
    limit,
    timeoutMs,
    signal: AbortSignal.any([world.stopping.signal, ...ends]),
  });
}

const webhookShape = z.object({
  url: z.string().default(''),
  secret_token: z.string().optional(),
  allowed_updates: allowedUpdates,
  drop_pending_updates: flag,
});

/** An `http:` address is taken too, as a local server does. */
export function setWebhook(world: World, raw: RawParameters): true {
  const read = readParameters(webhookShape, raw);
  if (read.url !== '' && !/^https?:\/\/\S+$/.test(read.url)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (read.secret_token !== undefined && !/^[\w-]{1,256}$/.test(read.secret_token)) {
    throw badRequest('secret token contains unallowed characters');
  }
  if (read.drop_pending_updates) world.pending.length = 0;
  keepAllowed(world, read.allowed_updates);
  world.dismissPoller?.();
  world.webhook =
    read.url === ''
      ? null
      : { url: read.url, secret: read.secret_token ?? null, lastErrorAt: null, lastError: null };
  for (const listener of [...world.updateListeners]) listener();
  return true;
}

export function deleteWebhook(world: World, raw: RawParameters): true {
  const read = readParameters(webhookShape.pick({ drop_pending_updates: true }), raw);
  if (read.drop_pending_updates) world.pending.length = 0;
  world.webhook = null;
  return true;
}

export function getWebhookInfo({ webhook, pending, allowedUpdates: allowed }: World): WebhookInfo {
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pending.length,
    ...(webhook?.lastErrorAt == null ? {} : { last_error_date: webhook.lastErrorAt }),
    ...(webhook?.lastError == null ? {} : { last_error_message: webhook.lastError }),
    ...(allowed === null ? {} : { allowed_updates: [...allowed] }),
  } as WebhookInfo;
}

/** Stays as it was until it is given anew; an empty list is Telegram's default. */
function keepAllowed(world: World, allowed: readonly string[] | undefined): void {
  if (allowed !== undefined) world.allowedUpdates = allowed.length === 0 ? null : allowed;
}
