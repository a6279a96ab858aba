import { clean } from '../../../compose/index.ts';
import { type InterestKind, normalise, type Query } from '../../../domain/index.ts';
import { readQuery } from '../../../match/index.ts';
import type { BotContext } from '../../context.ts';
import { pressedWords } from '../../quoted-words.ts';

/** As much as a phone shows in one line. */
const SHORT = 30;

/** What somebody writes, in one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/gu, ' ').trim();
}

/** The words quoted in the message that was pressed, taken as that; from anywhere else nothing is. */
export function quotedQuery(ctx: BotContext, by: InterestKind): Query | undefined {
  const words = pressedWords(ctx);
  const read = words === undefined ? undefined : readQuery(words);
  return read && 'text' in read ? queryOf(by, read.text) : undefined;
}

export function queryOf(by: InterestKind, text: string): Query {
  return { by, text, kinds: null, publication: null };
}

/** With its words short enough for a button or one of many lines. */
export function inShort(query: Query): Query {
  const letters = [...query.text];
  if (letters.length <= SHORT) return query;
  return { ...query, text: `${letters.slice(0, SHORT - 1).join('')}…` };
}

/** The same thing to follow, whichever letters it is written in and however it is restricted. */
export function isSameWish(one: Query, other: Query): boolean {
  return one.by === other.by && normalise(one.text) === normalise(other.text);
}
