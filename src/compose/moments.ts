import type { IsoDate, RichText } from '../domain/index.ts';
import type { Formatted } from './formatted.ts';

/**
 * Half past ten in the morning by Greenwich: on the printed day in the publication's zone, and for every
 * reader from Hawaii to New Zealand.
 */
const TIME_OF_DAY = 'T10:30:00Z';
const DAY_SECONDS = 86_400;
/** Telegram takes moments from 1970 to three years from now; a paper is printed before it is read. */
const FURTHEST_DAYS = 1000;

/** The moment that stands for a printed day; `undefined`: it is none that Telegram takes. */
function momentOf(date: IsoDate, printedOn: IsoDate): number | undefined {
  const [at, printed] = [date, printedOn].map((day) => Date.parse(`${day}${TIME_OF_DAY}`) / 1000);
  if (at === undefined || printed === undefined || Number.isNaN(at - printed)) return undefined;
  const isTaken = at > 0 && at - printed <= FURTHEST_DAYS * DAY_SECONDS;
  return isTaken ? at : undefined;
}

type Printed = {
  /** The day as it is written in the line. */
  readonly words: string;
  readonly date: IsoDate;
  /** Of the issue. */
  readonly printedOn: IsoDate;
};

/** The words stay as printed: a reader elsewhere sees the same day, and their own clock at a tap. */
export function dated(line: string, { words, date, printedOn }: Printed): Formatted {
  const unixTime = momentOf(date, printedOn);
  const offset = line.lastIndexOf(words);
  if (unixTime === undefined || offset < 0 || words === '') return { text: line, entities: [] };
  const entity = { type: 'date_time', offset, length: words.length, unixTime, format: '' } as const;
  return { text: line, entities: [entity] };
}

/** The same words for a rich message. */
export function inRich({ text, entities }: Formatted): RichText {
  const parts: RichText[] = [];
  let at = 0;
  for (const { offset, length, unixTime = 0, format = '' } of entities) {
    if (offset > at) parts.push(text.slice(at, offset));
    const words = text.slice(offset, offset + length);
    parts.push({ type: 'date_time', text: words, unixTime, format });
    at = offset + length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
