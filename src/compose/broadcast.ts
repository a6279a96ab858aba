import type { ClassicMessage, Entity } from '../domain/index.ts';
import { clean, oneLine } from './clean.ts';
import type { Formatted } from './formatted.ts';
import { splitClassic } from './split.ts';

const TITLE_LENGTH = 50;

/** What an admin wrote, in as many parts as it takes, the formatting as it was. */
export function composeBroadcast({ text, entities }: Formatted): ClassicMessage[] {
  const whole = cleanFormatted({ text, entities });
  return splitClassic({ style: 'classic', ...whole, buttons: [] });
}

/**
 * The beginning of what it says, for the middle of sentences; no word of letters is cut. Empty where
 * there is nothing to be seen.
 */
export function titleOfBroadcast([first]: readonly ClassicMessage[]): string {
  const whole = oneLine(first?.text ?? '');
  const words = whole.replace(/[。．.，,；;：:]+$/u, '') || whole;
  const characters = [...words];
  if (characters.length <= TITLE_LENGTH) return words;
  const beginning = characters.slice(0, TITLE_LENGTH).join('');
  return `${beginning.replace(/(?<=.{20})\s+\S{1,20}$/u, '').trimEnd()}…`;
}

/** As `clean`; what stands before an entity says where it is afterwards. */
function cleanFormatted({ text, entities }: Formatted): Formatted {
  const cleaned = clean(text);
  const moved = (offset: number) => {
    const before = clean(text.slice(0, offset).toWellFormed()).length;
    return Math.min(before, cleaned.length);
  };
  const ranges = entities.map((entity) => {
    const offset = wholeCharacter(cleaned, moved(entity.offset));
    const end = wholeCharacter(cleaned, moved(entity.offset + entity.length));
    return { ...entity, offset, length: end - offset };
  });
  const formats = nested(ranges).filter((range) => isFormat(cleaned, range));
  return { text: cleaned, entities: formats.filter(isNoInnerQuotation) };
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const isTorn = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
  return isTorn ? offset + 1 : offset;
}

/** A format of white space alone, or a link to nowhere, is none. */
function isFormat(text: string, { type, offset, length, url }: Entity): boolean {
  const isSeen = text.slice(offset, offset + length).trim() !== '';
  return isSeen && (type !== 'text_link' || (url !== undefined && url !== ''));
}

/** Of two that overlap without one holding the other, the later one is cut. */
function nested(entities: readonly Entity[]): Entity[] {
  const kept: Entity[] = [];
  for (const entity of entities.toSorted(inOrder)) {
    const start = kept
      .filter((outer) => endOf(outer) > entity.offset && endOf(outer) < endOf(entity))
      .reduce((latest, outer) => Math.max(latest, endOf(outer)), entity.offset);
    kept.push({ ...entity, offset: start, length: endOf(entity) - start });
  }
  return kept.toSorted(inOrder);
}

/** Telegram knows no quotation in a quotation: the outer one stays. */
function isNoInnerQuotation(entity: Entity, index: number, inOrder: readonly Entity[]): boolean {
  if (!isQuotation(entity)) return true;
  return !inOrder
    .slice(0, index)
    .some((outer) => isQuotation(outer) && endOf(outer) > entity.offset);
}

function isQuotation({ type }: Entity): boolean {
  return type === 'blockquote' || type === 'expandable_blockquote';
}

function inOrder(one: Entity, other: Entity): number {
  return one.offset - other.offset || other.length - one.length;
}

function endOf(entity: Entity): number {
  return entity.offset + entity.length;
}
