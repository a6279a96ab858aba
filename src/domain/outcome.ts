/** What came of one send. All are expected, so none is an exception. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: number }
  /** Blocked, kicked, deactivated, or never there: the chat is frozen. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** 429: nothing was processed; come back after. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** No connection came about: nothing was sent for certain. */
  | { readonly kind: 'unreached'; readonly retryAfterMs: number }
  /** The message's own fault: another chat would refuse it too. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The group became a supergroup: same message, new address. */
  | { readonly kind: 'migrated'; readonly chatId: number }
  /** The forum topic was closed or deleted; the group it was in is still there. */
  | { readonly kind: 'topicless'; readonly topicId: number }
  /** The server has no such method: send the fallback. */
  | { readonly kind: 'unsupported' }
  /** A time-out, a reset, a 5xx: it may have arrived. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What is written down of it. */
export type Settlement =
  | { readonly kind: 'sent'; readonly messageId: number }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may have arrived, and is not sent again. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Owed again, from then on. */
  | { readonly kind: 'again'; readonly at: Date; readonly reason: string }
  /** No request was made: as if it had never been claimed. */
  | { readonly kind: 'released' }
  /** Owed to the chat's new address. */
  | { readonly kind: 'moved'; readonly chatId: number }
  /** Owed to the whole group: this topic of it takes no messages any more. */
  | { readonly kind: 'topicless'; readonly topicId: number }
  /** Owed as the message's fallback. */
  | { readonly kind: 'fallback' };
