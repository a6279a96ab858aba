import type { ClassicMessage } from '../domain/index.ts';
import { graphemeBoundary } from './clean.ts';
import { cut, type Formatted } from './formatted.ts';

/** Telegram's limits of one classic message. */
export const CLASSIC_LENGTH = 4096;
export const CLASSIC_ENTITIES = 100;
/** What «(12/345)» and the blank line above it may take. */
export const MARK_ROOM = 24;

/** Closing marks that belong to the sentence before them. */
const SENTENCE_END = /(?:[。！？!?…；]|\.(?=\s))[”’」』）》〉】)\]"']*/gu;

/**
 * Cuts a message that is too long, at a paragraph, line, sentence or character, whichever comes first;
 * each part says which it is. The buttons go under the last.
 */
export function splitClassic(message: ClassicMessage): ClassicMessage[] {
  const whole = splitFormatted(message, CLASSIC_LENGTH);
  const parts = whole.length <= 1 ? whole : splitFormatted(message, CLASSIC_LENGTH - MARK_ROOM);
  const last = parts.length - 1;
  return markParts(
    parts.map(({ text, entities }, index) => ({
      style: 'classic',
      text,
      entities,
      buttons: index === last ? message.buttons : [],
    })),
  );
}

/** Says under each part which of how many it is; a single one needs no mark. */
export function markParts(parts: readonly ClassicMessage[]): ClassicMessage[] {
  if (parts.length <= 1) return [...parts];
  return parts.map((part, index) => ({
    ...part,
    text: `${part.text}\n\n(${index + 1}/${parts.length})`,
  }));
}

/** Pieces of at most `limit` units, none empty, white space at the cuts apart nothing lost. */
export function splitFormatted(whole: Formatted, limit: number): Formatted[] {
  const parts: Formatted[] = [];
  const end = whole.text.trimEnd().length;
  let start = whole.text.length - whole.text.trimStart().length;
  while (start < end) {
    const [part, next] = takePart(whole, start, cutPoint(whole.text, start, limit));
    if (part.text !== '') parts.push(part);
    start = next;
  }
  return parts;
}

/** Ends the part early where it would carry more entities than Telegram heeds. */
function takePart(whole: Formatted, start: number, end: number): [part: Formatted, next: number] {
  const part = cut(whole, start, end);
  const crowd = part.entities[CLASSIC_ENTITIES];
  if (crowd === undefined) return [part, end];
  const lead = whole.text.slice(start, end);
  const before = start + (lead.length - lead.trimStart().length) + crowd.offset;
  const earlier = graphemeBoundary(whole.text, start, before);
  if (crowd.offset > 0 && earlier > start) return takePart(whole, start, earlier);
  return [{ text: part.text, entities: part.entities.slice(0, CLASSIC_ENTITIES) }, end];
}

/** Where a part that begins at `start` had best end. */
function cutPoint(text: string, start: number, limit: number): number {
  if (text.length - start <= limit) return text.length;
  const end = start + limit;
  const least = start + limit / 4; // a cut this early would leave a nearly empty part
  for (const seam of ['\n\n', '\n']) {
    const at = text.lastIndexOf(seam, end);
    if (at > least) return at;
  }
  const sentence = lastSentenceEnd(text, start, end);
  if (sentence > least) return sentence;
  const space = text.lastIndexOf(' ', end);
  if (space > start + limit / 2) return space;
  return graphemeBoundary(text, start, end);
}

function lastSentenceEnd(text: string, start: number, end: number): number {
  // Beyond the end by a few: a closing mark there belongs to the sentence, which is then too long.
  const ends = [...text.slice(start, end + 4).matchAll(SENTENCE_END)]
    .map((match) => start + match.index + match[0].length)
    .filter((at) => at <= end);
  return ends.findLast((at) => graphemeBoundary(text, start, at) === at) ?? -1;
}
