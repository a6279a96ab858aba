import type { Update } from 'grammy/types';
import { findMethod } from './methods/index.ts';
import type { RawParameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { unixTime, type Webhook, type World } from './world/world.ts';

const ATTEMPT_TIMEOUT_MS = 60_000;

/**
 * Delivers updates to the webhook, in order, one at a time, each until it is taken.
 */
export function runWebhook(world: World): void {
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;
  const stopping = world.stopping.signal;
  const deliver = async () => {
    const update = world.pending[0];
    if (isBusy || world.webhook === null || update === undefined || stopping.aborted) return;
    isBusy = true;
    const isTaken = await post(world, world.webhook, { update, signal: stopping });
    isBusy = false;
    if (isTaken) {
      if (world.pending[0] === update) world.pending.shift();
      await deliver();
    } else if (!stopping.aborted) {
      timer = setTimeout(wake, world.options.webhookRetryMs);
    }
  };
  const wake = () => void deliver();
  world.updateListeners.add(wake);
  stopping.addEventListener('abort', () => clearTimeout(timer));
}

async function post(
  world: World,
  webhook: Webhook,
  { update, signal }: { update: Update; signal: AbortSignal },
): Promise<boolean> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secret === null ? {} : { 'X-Telegram-Bot-Api-Secret-Token': webhook.secret }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
    });
    const answer = await response.text();
    if (!response.ok)
      return fail(world, webhook, `Wrong response from the webhook: ${response.status}`);
    await callBack(world, answer);
    return true;
  } catch (error) {
    return fail(world, webhook, error instanceof Error ? error.message : String(error));
  }
}

function fail(world: World, webhook: Webhook, reason: string): false {
  webhook.lastErrorAt = unixTime(world);
  webhook.lastError = reason;
  return false;
}

/** A webhook may call one method in its answer, and never learns what came of it. */
async function callBack(world: World, answer: string): Promise<void> {
  if (!answer.startsWith('{')) return;
  const call = JSON.parse(answer) as RawParameters;
  const found = typeof call['method'] === 'string' ? findMethod(world, call['method']) : undefined;
  try {
    await found?.method(world, call, null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
