import { z } from 'zod';
import type { FactRef } from '../domain/index.ts';
import { buttonKind, wholeNumber } from './press.ts';

const STEPS = ['right', 'wrong', 'correct', 'skip', 'back', 'confirm'] as const;
type Step = (typeof STEPS)[number];

/** What the database counts in four bytes. */
const smallNumber = wholeNumber.pipe(z.number().max(2 ** 31 - 1));
const LETTER = { act: 'a', 'key-date': 'd' } as const;

/** An answer to a fact, named by where it stands. */
export const factButton = buttonKind(
  'review',
  z.tuple([z.enum(STEPS), wholeNumber, smallNumber, z.enum(['a', 'd']), smallNumber]),
);

export function factCallback(step: Step, { itemId, revision, kind, position }: FactRef): string {
  return factButton.write(step, itemId, revision, LETTER[kind], position);
}

export function refOf(
  itemId: number,
  revision: number,
  letter: 'a' | 'd',
  position: number,
): FactRef {
  return { itemId, revision, kind: letter === 'a' ? 'act' : 'key-date', position };
}

/** An answer to a part that could not be read. */
export const unreadButton = buttonKind('unread', z.tuple([z.enum(['done', 'skip']), wholeNumber]));

/** From the first that waits. */
export const againButton = buttonKind('review-again', z.tuple([]));
