import type { CanaryReason, CanaryTally } from '../store/index.ts';

/**
 * Refusals are the message's fault: chats that are gone are counted apart. One or two may be odd
 * chats; three, and one in twenty, would be thousands of the whole audience.
 */
const REFUSED_AT_LEAST = 3;
const REFUSED_OVER = 0.05;
/**
 * People leave, but not half of them since the last broadcast: then it is another bot's token or list
 * of chats, and going on would freeze everybody.
 */
const GONE_OVER = 0.5;

/** What is wrong with how a broadcast was taken by those who got it first; `null`: nothing. */
export function judgeCanary({ settled, refused, gone }: CanaryTally): CanaryReason | null {
  if (refused >= REFUSED_AT_LEAST && refused > settled * REFUSED_OVER) return 'canary-refused';
  return gone > settled * GONE_OVER ? 'canary-gone' : null;
}
