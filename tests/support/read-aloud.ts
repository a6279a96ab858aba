import type { Message } from 'grammy/types';
import { expect } from 'vitest';
import { buttonsOf } from './conversation.ts';

/** A word, or an hour of the day, which is read as one. */
const WORDS = /\p{L}[\p{L}\p{M}]|\p{sc=Han}|^\d{1,2}:\d{2}$/u;
const PICTURE = /(?![\d#*])\p{Emoji}|[\u2600-\u27bf\u25a0-\u25ff\u2190-\u21ff]/u;

/** What whoever listens hears of a button: words that say by themselves what it does. */
export function expectWords(label: string): void {
  expect(label.replaceAll(new RegExp(PICTURE, 'gu'), '').trim(), label).toMatch(WORDS);
}

/** Read aloud, line after line and button after button: nothing is told by a picture alone, no two buttons sound alike. */
export function expectReadAloud(message: Message): void {
  const labels = buttonsOf(message).map(({ text }) => text);
  for (const label of labels) expectWords(label);
  const heard = labels.map((label) =>
    label
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
  expect(heard, labels.join(' | ')).toEqual([...new Set(heard)]);
  for (const line of linesOf(message)) if (PICTURE.test(line)) expectWords(line);
}

function linesOf({ text = '', rich_message: rich }: Message): string[] {
  return [...text.split('\n'), ...(rich === undefined ? [] : stringsIn(rich.blocks))];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => (key === 'type' ? [] : stringsIn(part)))
    : [];
}
