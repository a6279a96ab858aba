import type { Entity, EntityType } from '../domain/index.ts';

/*
 * Why not @grammyjs/parse-mode: compose must not know Telegram's library (the arrows of STYLE section 1
 * forbid it), its entities are not the domain's, it re-sorts and copies all entities at every join
 * (quadratic over a long digest), and what we need most, cutting with entities carried over, it lacks.
 */

/** A text and its formatting, before it is a message. */
export type Formatted = { readonly text: string; readonly entities: readonly Entity[] };

/** What may be joined: plain words are themselves, never markup. */
export type Words = string | Formatted;

const NOTHING: Formatted = { text: '', entities: [] };

/** Puts texts one after the other, `separator` between them; the entities move along. */
export function join(parts: readonly Words[], separator = ''): Formatted {
  const texts: string[] = [];
  const entities: Entity[] = [];
  let offset = 0;
  for (const part of parts.map(toFormatted)) {
    if (texts.length > 0) offset += separator.length;
    for (const entity of part.entities) {
      entities.push({ ...entity, offset: entity.offset + offset });
    }
    texts.push(part.text);
    offset += part.text.length;
  }
  return { text: texts.join(separator), entities };
}

/** As `join`, without the empty ones. */
export function joinFilled(parts: readonly (Words | null)[], separator: string): Formatted {
  return join(
    parts.filter((part) => part !== null).filter((part) => toFormatted(part).text !== ''),
    separator,
  );
}

/** The whole of a text in one format, around what is in it already. */
export function styled(type: EntityType, words: Words): Formatted {
  const { text, entities } = toFormatted(words);
  if (text === '') return NOTHING;
  return { text, entities: [{ type, offset: 0, length: text.length }, ...entities] };
}

export function bold(words: Words): Formatted {
  return styled('bold', words);
}

export function toFormatted(words: Words): Formatted {
  return typeof words === 'string' ? { text: words, entities: [] } : words;
}

/** Quotations that follow each other, nothing but white space between them, are read as one. */
export function uniteQuotes({ text, entities }: Formatted): Formatted {
  const united: Entity[] = [];
  let open = -1;
  for (const entity of entities) {
    const last = united[open];
    const isQuote = entity.type === 'expandable_blockquote';
    const end = last === undefined ? 0 : last.offset + last.length;
    if (isQuote && last && text.slice(end, entity.offset).trim() === '')
      united[open] = { ...last, length: entity.offset + entity.length - last.offset };
    else if (isQuote) open = united.push(entity) - 1;
    else united.push(entity);
  }
  return { text, entities: united };
}

/** A piece of a text, without white space at its ends; what the cut leaves of an entity stays with it. */
export function cut({ text, entities }: Formatted, from: number, to: number): Formatted {
  const whole = text.slice(from, to);
  const start = from + (whole.length - whole.trimStart().length);
  const end = start + whole.trim().length;
  return { text: text.slice(start, end), entities: within(entities, start, end) };
}

function within(entities: readonly Entity[], start: number, end: number): Entity[] {
  const kept: Entity[] = [];
  for (const entity of entities) {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    if (from < to) kept.push({ ...entity, offset: from - start, length: to - from });
  }
  return kept;
}
