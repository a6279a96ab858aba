import type { Frequency, QuietHours, Rhythm } from './chat.ts';
import type { ItemKind } from './issue.ts';

/**
 * In what a follower is interested. `word`: text that contains the words; `person`: who is named in an
 * act or in the text; `office`: acts about a post (副县长); `body`: what an organization issues, and acts
 * in it; `place`: text that names the place.
 */
export const INTEREST_KINDS = ['word', 'person', 'office', 'body', 'place'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

/** What is looked for in every new article. */
export type Query = {
  readonly by: InterestKind;
  /**
   * As its follower wrote it, tidied: words apart by spaces must all be there; `甲|乙` is either; `-甲` must
   * not be there. Never a pattern.
   */
  readonly text: string;
  /** `null`: of any kind. */
  readonly kinds: readonly ItemKind[] | null;
  /** `null`: of any publication. */
  readonly publication: string | null;
};

/** Of one chat. */
export const MOST_INTERESTS = 50;

/** When something that is followed comes. */
export type OwnWhen = {
  /** Its own rhythm; `null`: with the rest of the chat's digest, and so is all below. */
  readonly frequency: Frequency | null;
  /** Of its own rhythm, 0 to 23; `null`: the chat's. */
  readonly hour: number | null;
  /** IANA name; `null`: the chat's. */
  readonly timezone: string | null;
  /** `none`: it may come at any hour; `null`: the chat's. */
  readonly quiet: QuietHours | 'none' | null;
};

export const WITH_DIGEST: OwnWhen = { frequency: null, hour: null, timezone: null, quiet: null };

/** A query and who follows it. */
export type Interest = OwnWhen & {
  readonly id: number;
  readonly chatId: number;
  readonly query: Query;
};

/** What it leaves open is the chat's: its quiet hours too, by the chat's own clock. */
export function ownRhythm({ frequency, hour, timezone, quiet }: OwnWhen, chat: Rhythm): Rhythm {
  return {
    frequency: frequency ?? chat.frequency,
    hour: hour ?? chat.hour,
    timezone: timezone ?? chat.timezone,
    quiet: quiet === 'none' ? null : (quiet ?? chat.quiet),
    quietZone: quiet === null ? chat.timezone : undefined,
  };
}
