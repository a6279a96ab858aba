import type { ItemKind } from './issue.ts';

/** What is told at once, whatever a chat's rhythm: articles of these kinds with one of the words in their title. */
export type UrgentRule = {
  readonly isOn: boolean;
  readonly words: readonly string[];
  readonly kinds: readonly ItemKind[];
};

/** Until an admin chooses otherwise. */
export const DEFAULT_URGENT: UrgentRule = {
  isOn: true,
  words: ['紧急', '预警', '停水', '停电', '疏散', '防汛', '台风'],
  kinds: ['notice', 'news'],
};

export const MOST_URGENT_WORDS = 50;
/** Letters of one word. */
export const LONGEST_URGENT_WORD = 20;
