import type { MessageEntity } from 'grammy/types';
import { badRequest } from '../refusal.ts';
import { readKinds } from './entity-kinds.ts';

/** Telegram writes these as a blank: control characters but the line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant.
const BLANKED = /[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g;
/** And drops these: carriage returns, line separators and bidirectional overrides. */
const DROPPED = /[\r\u2028-\u202e]/;
const MOST = 1_000_000;
/** Telegram shows the first hundred and forgets the rest. */
const MOST_ENTITIES = 100;

type Tidy = { readonly text: string; readonly entities: readonly MessageEntity[] };

/** Cleans and trims a text, moves its entities along, and refuses entities that cannot be. */
export function tidyEntities(text: string, entities: readonly MessageEntity[]): Tidy {
  for (const entity of entities) refuseNumbers(entity);
  const ordered = readKinds(entities)
    .filter(({ length }) => length > 0)
    .toSorted(byPlace);
  for (const entity of ordered) refusePlace(text, entity);
  const apart = splitOverlaps(withoutNestedQuotes(ordered));
  const cleaned = dropCharacters(text.replace(BLANKED, ' '), apart);
  const trimmed = trim(cleaned);
  return { ...trimmed, entities: trimmed.entities.slice(0, MOST_ENTITIES) };
}

function byPlace(one: MessageEntity, other: MessageEntity): number {
  return one.offset - other.offset || other.length - one.length;
}

function refuseNumbers({ offset, length }: MessageEntity): void {
  if (offset < 0 || offset > MOST) {
    throw badRequest(`receive an entity with incorrect offset ${offset}`);
  }
  if (length < 0 || length > MOST) {
    throw badRequest(`receive an entity with incorrect length ${length}`);
  }
}

function refusePlace(text: string, { offset, length }: MessageEntity): void {
  const end = offset + length;
  if (offset >= text.length) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (isInsidePair(text, offset)) {
    throw badRequest(
      `entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset + 1)}`,
    );
  }
  if (end > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (isInsidePair(text, end)) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, end + 1)}`,
    );
  }
}

function isInsidePair(text: string, offset: number): boolean {
  return (
    /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset))
  );
}

function byteOffset(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset));
}

/** A quotation within a quotation is none. */
function withoutNestedQuotes(ordered: readonly MessageEntity[]): readonly MessageEntity[] {
  let quotedTo = 0;
  return ordered.filter((entity) => {
    if (!entity.type.endsWith('blockquote')) return true;
    const isNested = entity.offset < quotedTo;
    quotedTo = Math.max(quotedTo, endOf(entity));
    return !isNested;
  });
}

/** Entities may lie in each other, never across: one that crosses a border is cut there. */
function splitOverlaps(ordered: readonly MessageEntity[]): readonly MessageEntity[] {
  const waiting = [...ordered];
  const settled: MessageEntity[] = [];
  let open: MessageEntity[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const entity = next;
    open = open.filter((outer) => endOf(outer) > entity.offset);
    const border = Math.min(...open.map(endOf));
    if (endOf(entity) <= border) {
      open.push(entity);
      settled.push(entity);
      continue;
    }
    const pieces = [
      { ...entity, length: border - entity.offset },
      { ...entity, offset: border, length: endOf(entity) - border },
    ];
    waiting.push(...pieces);
    waiting.sort(byPlace);
  }
  return settled;
}

function endOf({ offset, length }: MessageEntity): number {
  return offset + length;
}

function dropCharacters(text: string, entities: readonly MessageEntity[]): Tidy {
  if (!DROPPED.test(text)) return { text, entities };
  const before: number[] = [0];
  let kept = '';
  for (const unit of text.split('')) {
    const dropped = DROPPED.test(unit);
    before.push((before.at(-1) ?? 0) + (dropped ? 1 : 0));
    if (!dropped) kept += unit;
  }
  const moved = (offset: number) => offset - (before[offset] ?? 0);
  return { text: kept, entities: moveEntities(entities, moved) };
}

function trim({ text, entities }: Tidy): Tidy {
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = (offset: number) => Math.min(Math.max(offset - lead, 0), trimmed.length);
  return { text: trimmed, entities: moveEntities(entities, moved) };
}

function moveEntities(
  entities: readonly MessageEntity[],
  moved: (offset: number) => number,
): readonly MessageEntity[] {
  return entities
    .map((entity) => {
      const offset = moved(entity.offset);
      return { ...entity, offset, length: moved(endOf(entity)) - offset };
    })
    .filter(({ length }) => length > 0);
}
