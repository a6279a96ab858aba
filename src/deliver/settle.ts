import type { SendOutcome, Settlement } from '../domain/index.ts';

export type Circumstances = {
  /** With the one just made. */
  readonly attempts: number;
  readonly now: Date;
  /** What becomes of a message that may have arrived. */
  readonly policy: 'resend' | 'hold';
};

/** A server that fails for a quarter of a day gets every message yet: waits grow up to ten minutes. */
const MAX_ATTEMPTS = 40;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 600_000;

/** What is written down of an outcome. */
export function settle(outcome: SendOutcome, { attempts, now, policy }: Circumstances): Settlement {
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', messageId: outcome.messageId };
    case 'gone':
    case 'refused':
      return { kind: outcome.kind, reason: outcome.reason };
    case 'busy':
    case 'unreached':
      return { kind: 'again', at: after(outcome.retryAfterMs), reason: outcome.kind };
    case 'migrated':
      return { kind: 'moved', chatId: outcome.chatId };
    case 'topicless':
      return { kind: 'topicless', topicId: outcome.topicId };
    case 'unsupported':
      return { kind: 'fallback' };
    case 'unknown': {
      if (policy === 'hold' || attempts >= MAX_ATTEMPTS)
        return { kind: 'unknown', reason: outcome.reason };
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
      return { kind: 'again', at: after(wait), reason: outcome.reason };
    }
  }
}
