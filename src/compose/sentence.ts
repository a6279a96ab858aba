import type { Span } from '../domain/index.ts';
import { cap, clean } from './clean.ts';

/** A printed sentence, parted at the words of a fact. */
export type Sentence = { readonly before: string; readonly words: string; readonly after: string };

/** So much is shown around the words at most, and of them. */
const AROUND = 300;
const WORDS = 600;

const SENTENCE_END = /[。！？!?][”’」』》）)】]*|\n\s*\n/gu;

/** The whole sentence a fact was read from, as printed; a list without full stops is cut. */
export function sentenceAround(
  text: string,
  { span, article }: { readonly span: Span; readonly article: Span },
): Sentence {
  const [start, end] = span;
  return {
    before: asShown(
      before(text.slice(Math.max(article[0], start - AROUND), start), start - article[0]),
    ),
    words: cap(asShown(text.slice(start, end)), WORDS),
    after: asShown(
      after(text.slice(start, Math.min(article[1], end + AROUND)), {
        end: end - start,
        rest: article[1] - end,
      }),
    ),
  };
}

function before(lead: string, length: number): string {
  const ends = [...lead.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length);
  const last = ends.at(-1);
  if (last !== undefined) return lead.slice(last).trimStart();
  return length > lead.length ? `…${lead}` : lead.trimStart();
}

/** The words themselves may end the sentence. */
function after(
  text: string,
  { end, rest }: { readonly end: number; readonly rest: number },
): string {
  const stop = [...text.matchAll(SENTENCE_END)].find(
    (match) => match.index + match[0].length >= end,
  );
  if (stop) return text.slice(end, Math.max(end, stop.index + stop[0].length)).trimEnd();
  const tail = text.slice(end);
  return rest > tail.length ? `${tail}…` : tail.trimEnd();
}

/** Without the marks of a headline. */
function asShown(text: string): string {
  return clean(text).replace(/^#{1,6}[^\S\n]+/gmu, '');
}
