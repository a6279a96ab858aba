const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu;
/** Overrides, embeddings, isolates and marks of direction: they let a text show another than it says. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/gu;
/** Soft hyphen, joiners and spaces of no width, byte order marks, annotation anchors, language tags. */
const INVISIBLE = /[\u00AD\u180E\u200B\u200C\u2060-\u2065\uFEFF\uFFF9-\uFFFB\u{E0001}]/gu;
/** A joiner stays only where it makes one picture of two: 👩‍⚕️. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Takes out of a text what cannot be seen but can deceive or break a message: control characters,
 * bidirectional overrides, characters of no width, halves of surrogate pairs. Line breaks and tabs stay.
 */
export function clean(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTIONS, '')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '');
}

/** A clean text of one line: titles and names are printed over several lines, and read as one. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/gu, ' ').trim();
}

/** A text of any length, its paragraphs parted by one blank line. */
export function paragraphs(text: string): string[] {
  return clean(text)
    .split(/\n\s*\n/u)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .trim(),
    )
    .filter((paragraph) => paragraph !== '');
}

/** At most `limit` UTF-16 units, cut at the end of a whole character, with «…» if something is gone. */
export function cap(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, graphemeBoundary(text, 0, limit - 1)).trimEnd()}…`;
}

/**
 * The last place at or before `end` where no visible character is cut. `start` is such a place.
 * A character of more than `end - start` units is cut between code points: there is no other way.
 */
export function graphemeBoundary(text: string, start: number, end: number): number {
  if (end >= text.length) return text.length;
  const at = graphemes.segment(text.slice(start, end + 2)).containing(end - start)?.index ?? 0;
  if (at > 0) return start + at;
  return isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
