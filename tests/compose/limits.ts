import { expect } from 'vitest';
import type {
  Button,
  ClassicMessage,
  Entity,
  Message,
  RichBlock,
  RichMessage,
  RichText,
} from '../../src/domain/index.ts';

/** What Telegram asks of a message, in the words of its documentation. */
export function expectSendable(message: Message): void {
  expectButtons(message);
  if (message.style === 'classic') {
    expectClassic(message);
    return;
  }
  expectRich(message);
  expect(message.fallback.length).toBeGreaterThan(0);
  for (const part of message.fallback) expectSendable(part);
}

function expectClassic({ text, entities }: ClassicMessage): void {
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(text).toBe(text.trim());
  expect(text.isWellFormed()).toBe(true);
  expect(entities.length).toBeLessThanOrEqual(100);
  for (const { offset, length } of entities) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(length).toBeGreaterThan(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
    expect(text.slice(offset, offset + length).trim()).not.toBe('');
    expect(text.slice(offset, offset + length).isWellFormed()).toBe(true);
  }
  const clashes = entities.filter((one) => entities.some((other) => clash(one, other)));
  expect(clashes).toEqual([]);
  for (const entity of entities) if (entity.type === 'date_time') expectMoment(entity);
}

/** The moments Telegram takes, as long as nobody reads a paper from before it was printed. */
function expectMoment({ unixTime }: Entity): void {
  expect(unixTime).toBeGreaterThan(0);
  expect(unixTime).toBeLessThan(2 ** 31);
}

/** One across another, or a quotation in a quotation. */
function clash(one: Entity, other: Entity): boolean {
  if (one === other) return false;
  return crosses(one, other) || (isQuoted(one) && isQuoted(other) && overlaps(one, other));
}

function isQuoted({ type }: Entity): boolean {
  return type === 'blockquote' || type === 'expandable_blockquote';
}

function overlaps(one: Range, other: Range): boolean {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}

type Range = { readonly offset: number; readonly length: number };

/** They share some of the text, and neither holds the other. */
function crosses(one: Range, other: Range): boolean {
  const [oneEnd, otherEnd] = [one.offset + one.length, other.offset + other.length];
  return one.offset < other.offset && other.offset < oneEnd && oneEnd < otherEnd;
}

function expectButtons({ buttons }: Message): void {
  expect(buttons.flat().length).toBeLessThanOrEqual(100);
  for (const row of buttons) {
    expect(row.length).toBeGreaterThan(0);
    expect(row.length).toBeLessThanOrEqual(4);
    for (const button of row) {
      expect(button.text.trim()).not.toBe('');
      expectButton(button);
    }
  }
}

function expectButton(button: Button): void {
  if ('callback' in button) {
    const bytes = new TextEncoder().encode(button.callback).length;
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(64);
  } else if ('copy' in button) {
    expect(button.copy.length).toBeGreaterThan(0);
    expect(button.copy.length).toBeLessThanOrEqual(256);
    expect(button.copy.isWellFormed()).toBe(true);
  } else if ('share' in button) expect(button.share.length).toBeLessThanOrEqual(256);
  else expect(URL.canParse(button.url)).toBe(true);
}

function expectRich({ blocks }: RichMessage): void {
  const all = withNested(blocks);
  const rows = all.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const texts = all.flatMap(textsOf);
  expect(texts.join('').length).toBeLessThanOrEqual(32_768);
  expect(all.length + rows.length).toBeLessThanOrEqual(500);
  for (const row of rows) expect(row.length).toBeLessThanOrEqual(20);
  for (const text of texts) expect(text.isWellFormed()).toBe(true);
  for (const block of all) if ('text' in block) expect(plainText(block.text)).not.toBe('');
  expect(depthOf(blocks)).toBeLessThanOrEqual(16);
}

function withNested(blocks: readonly RichBlock[]): RichBlock[] {
  return blocks.flatMap((block) =>
    block.kind === 'details' ? [block, ...withNested(block.blocks)] : [block],
  );
}

function textsOf(block: RichBlock): string[] {
  if (block.kind === 'table') return block.rows.flat().map((cell) => plainText(cell.text));
  if (block.kind === 'details') return [plainText(block.summary)];
  return 'text' in block ? [plainText(block.text)] : [];
}

function plainText(text: RichText): string {
  if (typeof text === 'string') return text;
  return 'type' in text ? plainText(text.text) : text.map(plainText).join('');
}

function depthOf(blocks: readonly RichBlock[]): number {
  const depths = blocks.map((block) => (block.kind === 'details' ? 1 + depthOf(block.blocks) : 1));
  return Math.max(0, ...depths);
}

/** Every word of a rich message, in order. */
export function richText(blocks: readonly RichBlock[]): string {
  return withNested(blocks).flatMap(textsOf).join('\n');
}

/** The words of several parts as one text, without the marks «(1/2)» between them. */
export function wholeText(parts: readonly { readonly text: string }[]): string {
  return parts.map(({ text }) => text.replace(/\n\n\(\d+\/\d+\)$/u, '')).join('\n');
}

/** Letters alone: what a cut may change is white space. */
export function letters(text: string): string {
  return text.replace(/\s+/gu, '');
}
