import type { FloodLimits } from '../options.ts';
import { tooManyRequests } from '../refusal.ts';

const PAID_PER_SECOND = 1000;

/** Times in order, the old ones forgotten as they leave the window. */
type Window = { readonly times: number[]; first: number };

export type Counters = {
  calls: number;
  /** Messages that went out. */
  sent: number;
  /** The most messages that went out in any one second. */
  peakPerSecond: number;
  readonly byMethod: Map<string, number>;
  /** Answers that were not 200, by their code. */
  readonly refusals: Map<number, number>;
  readonly overall: Window;
  readonly groups: Map<number, Window>;
  readonly privates: Map<number, { tokens: number; at: number }>;
};

export function createCounters(): Counters {
  return {
    calls: 0,
    sent: 0,
    peakPerSecond: 0,
    byMethod: new Map(),
    refusals: new Map(),
    overall: { times: [], first: 0 },
    groups: new Map(),
    privates: new Map(),
  };
}

type Sending = {
  readonly chatId: number;
  readonly isPrivate: boolean;
  readonly paid: boolean;
  readonly now: number;
};

/** Lets a message through and counts it, or refuses it with the seconds to wait. A refused one is not counted. */
export function admitMessage(
  counters: Counters,
  limits: FloodLimits | 'off',
  sending: Sending,
): void {
  const { now, chatId } = sending;
  if (limits !== 'off') {
    const perSecond = sending.paid ? PAID_PER_SECOND : limits.perSecond;
    refuseFor(waitOf(counters.overall, { now, length: 1000, limit: perSecond }));
    refuseFor(
      sending.isPrivate
        ? takeToken(counters, { chatId, now, burst: limits.privateBurst })
        : enterGroup(counters, { chatId, now, limit: limits.perGroupMinute }),
    );
  }
  forget(counters.overall, now - 1000);
  counters.overall.times.push(now);
  counters.sent += 1;
  counters.peakPerSecond = Math.max(counters.peakPerSecond, sizeOf(counters.overall));
}

function refuseFor(waitMs: number): void {
  if (waitMs > 0) throw tooManyRequests(Math.max(1, Math.ceil(waitMs / 1000)));
}

/** One token a second, up to the burst. */
function takeToken(
  counters: Counters,
  { chatId, now, burst }: { chatId: number; now: number; burst: number },
): number {
  const before = counters.privates.get(chatId) ?? { tokens: burst, at: now };
  const tokens = Math.min(burst, before.tokens + (now - before.at) / 1000);
  const admitted = tokens >= 1;
  counters.privates.set(chatId, { tokens: admitted ? tokens - 1 : tokens, at: now });
  return admitted ? 0 : (1 - tokens) * 1000;
}

function enterGroup(
  counters: Counters,
  { chatId, now, limit }: { chatId: number; now: number; limit: number },
): number {
  const window = counters.groups.get(chatId) ?? { times: [], first: 0 };
  counters.groups.set(chatId, window);
  const wait = waitOf(window, { now, length: 60_000, limit });
  if (wait === 0) window.times.push(now);
  return wait;
}

/** Milliseconds until the window has room. */
function waitOf(
  window: Window,
  { now, length, limit }: { now: number; length: number; limit: number },
): number {
  forget(window, now - length);
  const blocking = window.times[window.times.length - limit];
  return sizeOf(window) < limit || blocking === undefined ? 0 : blocking + length - now;
}

function forget(window: Window, through: number): void {
  while (window.first < window.times.length && (window.times[window.first] ?? 0) <= through) {
    window.first += 1;
  }
  if (window.first > 1024) {
    window.times.splice(0, window.first);
    window.first = 0;
  }
}

function sizeOf(window: Window): number {
  return window.times.length - window.first;
}
