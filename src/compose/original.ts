import {
  type ClassicMessage,
  type Fact,
  isCertain,
  type Language,
  type Span,
  type StoredItem,
} from '../domain/index.ts';
import { cap, clean } from './clean.ts';
import { dayWithWeekday } from './days.ts';
import { bold, type Formatted, join, joinFilled, styled } from './formatted.ts';
import { fitName, titleOf } from './item-pieces.ts';
import { placeIn } from './place-in.ts';
import { tellFact } from './review.ts';
import { sentenceAround } from './sentence.ts';
import { splitClassic } from './split.ts';
import { texts as textsOf } from './texts/index.ts';

type Original = {
  readonly item: StoredItem;
  /** The document it was printed in: its name, and the whole text in which spans count. */
  readonly document: { readonly name: string; readonly text: string };
  readonly language: Language;
};

/** The first lines of an article, and so much of the sentence that says a fact. */
const LINES_LENGTH = 500;
const SENTENCE_LENGTH = 300;
const MOST_FACTS = 6;
const NAME_LENGTH = 120;

/**
 * How it was printed, letter for letter and in the printed script: the first lines of the article and the
 * sentence behind each fact, with paper, day and page, the document and the line in it.
 */
export function composeOriginal({ item, document, language }: Original): ClassicMessage[] {
  const texts = textsOf[language];
  const [start, end] = item.span;
  const { line, page } = placeIn(document.text, start);
  const about = [
    fitName(item.publication),
    dayWithWeekday(item.issueDate, texts),
    page === null ? '' : texts.onPage(page),
  ];
  const lines = document.text.slice(start, Math.min(end, start + LINES_LENGTH));
  const whole = joinFilled(
    [
      join([bold(titleOf(item, texts)), '\n', about.filter(Boolean).join(' · ')]),
      texts.printedIn(cap(clean(document.name).trim(), NAME_LENGTH), line),
      quoted(end - start > LINES_LENGTH ? `${lines.trimEnd().toWellFormed()}…` : lines),
      ...factsOf(item)
        .slice(0, MOST_FACTS)
        .map(({ fact, span }) => proofOf(fact, { span, document, item, language })),
    ],
    '\n\n',
  );
  return splitClassic({ style: 'classic', ...whole, buttons: [] });
}

type Told = { readonly fact: Fact; readonly span: Span };

function factsOf({ keyDates, acts }: StoredItem): Told[] {
  return [
    ...keyDates
      .filter(isCertain)
      .map(({ span, ...keyDate }): Told => ({ span, fact: { kind: 'key-date', keyDate } })),
    ...acts
      .filter(isCertain)
      .map(({ span, ...act }): Told => ({ span, fact: { kind: 'act', act } })),
  ];
}

function proofOf(
  fact: Fact,
  { span, document, item, language }: Original & { readonly span: Span },
): Formatted {
  const place = textsOf[language].onLine(placeIn(document.text, span[0]).line);
  const { before, words, after } = sentenceAround(document.text, { span, article: item.span });
  const sentence = cap(`${before}${words}${after}`.trim(), SENTENCE_LENGTH);
  return joinFilled([`${tellFact(fact, language)} · ${place}`, quoted(sentence)], '\n');
}

function quoted(words: string): Formatted {
  return styled('blockquote', clean(words).trim());
}
