import type {
  ClassicMessage,
  EntityType,
  Fact,
  FactSource,
  Language,
  Span,
} from '../domain/index.ts';
import { actLine, fitActFact, keyDateText } from './acts.ts';
import { cap, clean, oneLine } from './clean.ts';
import { dayWithWeekday } from './days.ts';
import {
  bold,
  cut,
  type Formatted,
  join,
  joinFilled,
  styled,
  toFormatted,
  type Words,
} from './formatted.ts';
import { fitName, titleOf } from './item-pieces.ts';
import { sentenceAround } from './sentence.ts';
import { texts as textsOf } from './texts/index.ts';
import { actIn } from './traditional/index.ts';

type Buttons = ClassicMessage['buttons'];

type Review = {
  /** Above all: how many wait. */
  readonly head: string;
  readonly item: FactSource;
  readonly printed: { readonly text: string; readonly article: Span; readonly span: Span };
  /** Below the sentence: the fact, how sure, why; or what is to be done. */
  readonly lines: readonly string[];
  readonly language: Language;
  readonly buttons: Buttons;
};

const LINE_LENGTH = 300;
/** Less than a message, so that what stands around it fits too. */
const UNREAD_LENGTH = 3000;
/** A longer text is folded, to be opened in place. */
const UNREAD_SHOWN = 300;

/** A fact beside the printed sentence it was read from, the words of the fact emphasised. */
export function composeReview({
  head,
  item,
  printed,
  lines,
  language,
  buttons,
}: Review): ClassicMessage {
  const texts = textsOf[language];
  const { before, words, after } = sentenceAround(printed.text, printed);
  const about = [fitName(item.publication), dayWithWeekday(item.issueDate, texts)];
  return message(
    [
      head,
      join([bold(titleOf(item, texts)), '\n', about.filter(Boolean).join(' · ')]),
      quoted('blockquote', join([before, words.trim() === '' ? words : bold(words), after])),
      lines.map((line) => cap(clean(line), LINE_LENGTH)).join('\n'),
    ],
    buttons,
  );
}

type Unread = {
  readonly head: string;
  readonly publication: string;
  readonly issueDate: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly language: Language;
  readonly buttons: Buttons;
};

/** A part that nobody could read, word for word. */
export function composeUnread({
  head,
  text,
  lines,
  language,
  buttons,
  ...part
}: Unread): ClassicMessage {
  const about = [fitName(part.publication), dayWithWeekday(part.issueDate, textsOf[language])];
  const words = cap(clean(text).trim(), UNREAD_LENGTH);
  const quotation = words.length > UNREAD_SHOWN ? 'expandable_blockquote' : 'blockquote';
  return message(
    [
      head,
      bold(about.filter(Boolean).join(' · ')),
      quoted(quotation, words),
      lines.map((line) => cap(oneLine(line), LINE_LENGTH)).join('\n'),
    ],
    buttons,
  );
}

/** 任命王芳为平阳县民政局局长（2025年1月8日）. */
export function tellFact(fact: Fact, language: Language): string {
  const texts = textsOf[language];
  switch (fact.kind) {
    case 'act':
      return actLine(fitActFact(actIn(language, fact.act)), texts).text;
    case 'key-date':
      return keyDateText(fact.keyDate, texts);
  }
}

function quoted(type: EntityType, words: Words): Formatted {
  return styled(type, trimmed(toFormatted(words)));
}

function trimmed(words: Formatted): Formatted {
  return cut(words, 0, words.text.length);
}

function message(parts: readonly Words[], buttons: Buttons): ClassicMessage {
  return { style: 'classic', ...trimmed(joinFilled(parts, '\n\n')), buttons };
}
