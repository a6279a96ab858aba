import type { Language, Message, MessageStyle, RichBlock, StoredItem } from '../domain/index.ts';
import {
  actLines,
  actTable,
  certainActs,
  certainDates,
  keyDateBlocks,
  keyDateLines,
} from './acts.ts';
import { oneLine } from './clean.ts';
import { dayWithWeekday } from './days.ts';
import { bold, type Formatted, styled, toFormatted, type Words } from './formatted.ts';
import { fitName, fullText, imprintOf, titleOf } from './item-pieces.ts';
import { packClassic } from './pack-classic.ts';
import { packRich } from './pack-rich.ts';
import { type Piece, piece } from './pieces.ts';
import { splitFormatted } from './split.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { itemIn } from './traditional/index.ts';

/** A piece of text that fits either style: a longer paragraph is cut at its sentences. */
const PIECE_LENGTH = 4000;
const FACTS_A_PIECE = 40;
/** More than a phone shows at once. */
const LONG_TEXT = 700;

type Reading = {
  readonly item: StoredItem;
  readonly language: Language;
  readonly style: MessageStyle;
};

/** An article whole, with what was read from it and where it was printed. */
export function composeItem({ item: printed, language, style }: Reading): Message[] {
  const pieces = articlePieces(itemIn(language, printed), textsOf[language]);
  return style === 'rich' ? packRich(pieces) : packClassic(pieces);
}

export function articlePieces(item: StoredItem, texts: Texts): Piece[] {
  return [
    ...headPieces(item, texts),
    ...bodyPieces(fullText(item)),
    ...factPieces(item, texts),
    sourcePiece(item, texts),
  ];
}

function headPieces(item: StoredItem, texts: Texts): Piece[] {
  const lines: [Words, (text: string) => RichBlock][] = [
    [
      bold(titleOf(item, texts, Number.POSITIVE_INFINITY)),
      (text) => ({ kind: 'heading', level: 1, text }),
    ],
    [oneLine(item.subtitle ?? ''), plain],
    [oneLine(item.byline ?? ''), plain],
    [imprintOf(item, texts), plain],
  ];
  return closeTogether(lines.flatMap(([words, block]) => textPieces(words, block)));
}

/** A long text is folded, so that what was read from it and the buttons are near; it opens at a tap. */
function bodyPieces(paragraphs: readonly string[]): Piece[] {
  const length = paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
  return paragraphs.flatMap((paragraph) =>
    textPieces(length > LONG_TEXT ? styled('expandable_blockquote', paragraph) : paragraph, plain),
  );
}

function textPieces(words: Words, block: (text: string) => RichBlock): Piece[] {
  return splitFormatted(toFormatted(words), PIECE_LENGTH).map((part: Formatted) =>
    piece(part, [block(part.text)]),
  );
}

function plain(text: string): RichBlock {
  return { kind: 'paragraph', text };
}

/** What was read from the article, below it: the printed words come first. */
function factPieces(item: StoredItem, texts: Texts): Piece[] {
  const heading: RichBlock = { kind: 'heading', level: 3, text: texts.factsRead };
  const facts = [
    piece(bold(texts.factsRead), [heading], { keepsWithNext: true }),
    ...inLots(certainDates(item)).map((lot) =>
      piece(keyDateLines(lot, texts, item.issueDate), keyDateBlocks(lot, texts, item.issueDate)),
    ),
    ...inLots(certainActs(item)).map((lot) => {
      const lines = actLines(lot, texts, () => true);
      return piece(lines, actTable(lot, texts));
    }),
  ];
  return facts.length === 1 ? [] : closeTogether(facts);
}

/** One below the other, with a blank line after the last. */
function closeTogether(pieces: readonly Piece[]): Piece[] {
  const last = pieces.length - 1;
  return pieces.map((each, index) => (index === last ? each : { ...each, gap: '\n' }));
}

function inLots<T>(facts: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(facts.length / FACTS_A_PIECE) }, (_, lot) =>
    facts.slice(lot * FACTS_A_PIECE, (lot + 1) * FACTS_A_PIECE),
  );
}

function sourcePiece(item: StoredItem, texts: Texts): Piece {
  const line = texts.source(fitName(item.publication), dayWithWeekday(item.issueDate, texts));
  return piece(line, [{ kind: 'footer', text: line }]);
}
