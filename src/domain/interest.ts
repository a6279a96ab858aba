import type { Frequency } from './chat.ts';
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

/** A query and who follows it. */
export type Interest = {
  readonly id: number;
  readonly chatId: number;
  readonly query: Query;
  /** Its own rhythm; `null`: with the rest of the chat's digest. */
  readonly frequency: Frequency | null;
  /** Of its own rhythm, 0 to 23; `null`: the chat's. */
  readonly hour: number | null;
};
