import {
  type Button,
  type KeyDate,
  type RichBlock,
  type StoredItem,
  simplify,
} from '../domain/index.ts';
import {
  type ActFact,
  actLines,
  actTable,
  certainDates,
  keyDateBlocks,
  keyDateLines,
} from './acts.ts';
import { cap, oneLine, paragraphs } from './clean.ts';
import { day } from './days.ts';
import { bold, joinFilled } from './formatted.ts';
import { leadOf } from './lead.ts';
import { type Folded, type Piece, piece } from './pieces.ts';
import type { Texts } from './texts/index.ts';

/** Longer than any name, headline or body that was ever printed. */
const NAME_LENGTH = 60;
const TITLE_LENGTH = 300;
const ISSUER_LENGTH = 120;
const NUMBER_LENGTH = 60;
/** So many facts fit a message in either style; an item that has more goes on in a further piece. */
const FACTS_A_PIECE = 40;

type Shown = {
  readonly item: StoredItem;
  /** Its number in the digest. */
  readonly position: number;
  /** Those not told above it. */
  readonly acts: readonly ActFact[];
  readonly under: Piece;
  readonly texts: Texts;
};

/** An item as a digest tells it: headline, who and when, the facts, a first sentence, and a button to all of it. */
export function itemPieces(shown: Shown): Piece[] {
  const dates = certainDates(shown.item);
  const rounds = Math.max(1, Math.ceil(Math.max(shown.acts.length, dates.length) / FACTS_A_PIECE));
  return Array.from({ length: rounds }, (_, round) => {
    const [from, to] = [round * FACTS_A_PIECE, (round + 1) * FACTS_A_PIECE];
    return round === 0
      ? firstPiece(shown, shown.acts.slice(from, to), dates.slice(from, to))
      : furtherPiece(shown, shown.acts.slice(from, to), dates.slice(from, to));
  });
}

function firstPiece(
  { item, position, under, texts }: Shown,
  acts: readonly ActFact[],
  dates: readonly KeyDate[],
): Piece {
  const title = `${position}. ${titleOf(item, texts)}`;
  const about = aboutLine(item, acts, texts);
  const lead = hasLead(item, acts) ? leadOf(paragraphs(item.body)) : '';
  const words = joinFilled(
    [
      bold(title),
      about,
      keyDateLines(dates, texts, item.issueDate),
      actLines(acts, texts, datedBy(item)),
      lead,
    ],
    '\n',
  );
  const blocks: RichBlock[] = [
    { kind: 'paragraph', text: { type: 'bold', text: title } },
    ...filled([about]),
    ...keyDateBlocks(dates, texts, item.issueDate),
    ...actTable(acts, texts),
    ...filled([lead]),
  ];
  const button = fullTextButton(item.id, position, texts);
  return piece(words, blocks, { button, folded: folded(item, button, texts), under });
}

function furtherPiece(
  { item, position, under, texts }: Shown,
  acts: readonly ActFact[],
  dates: readonly KeyDate[],
): Piece {
  const title = `${position}. ${texts.continuedTitle(titleOf(item, texts))}`;
  const words = joinFilled(
    [bold(title), keyDateLines(dates, texts, item.issueDate), actLines(acts, texts, datedBy(item))],
    '\n',
  );
  const blocks: RichBlock[] = [
    { kind: 'paragraph', text: { type: 'bold', text: title } },
    ...keyDateBlocks(dates, texts, item.issueDate),
    ...actTable(acts, texts),
  ];
  return piece(words, blocks, { under });
}

/** A publication's name, or what is printed beside it. */
export function fitName(name: string): string {
  return cap(oneLine(name), NAME_LENGTH);
}

/** Never empty: a headline of nothing but control characters is told by its kind. */
export function titleOf(
  item: Pick<StoredItem, 'title' | 'kind'>,
  texts: Texts,
  limit = TITLE_LENGTH,
): string {
  return cap(oneLine(item.title), limit) || texts.kind[item.kind];
}

/** Everything that is printed under the headline: how it was passed, the text, who signed it. */
export function fullText(
  item: Pick<StoredItem, 'subtitle' | 'passedBy' | 'body' | 'signature'>,
): string[] {
  // Where the passed-by line is set as the subtitle it is told there.
  const passedBy = item.passedBy === item.subtitle ? '' : (item.passedBy ?? '');
  return [passedBy, item.body, item.signature ?? ''].flatMap(paragraphs);
}

/** The body, the number and the day: 平阳县人民代表大会常务委员会 · 第77号 · 2025年1月9日通过. */
export function aboutLine(item: StoredItem, acts: readonly ActFact[], texts: Texts): string {
  return issuedBy(item, actsTellTheDay(item, acts) ? '' : dayOf(item, texts));
}

/** As `aboutLine`, with the day in any case: what stands above a full text. */
export function imprintOf(item: StoredItem, texts: Texts): string {
  return issuedBy(item, dayOf(item, texts));
}

function issuedBy(item: StoredItem, when: string): string {
  const issuer = cap(oneLine(item.issuer ?? ''), ISSUER_LENGTH);
  const number = cap(oneLine(item.number ?? ''), NUMBER_LENGTH);
  return [issuer, number, when].filter((part) => part !== '').join(' · ');
}

/** A day may be that of a signature: only what an assembly decided is said to be adopted. */
function dayOf(item: StoredItem, texts: Texts): string {
  if (item.adoptedOn === null) return '';
  const when = day(item.adoptedOn, texts);
  return isVoted(item) ? texts.adopted(when) : when;
}

function isVoted({ kind, title, issuer }: StoredItem): boolean {
  // By then it is in the letters of whoever reads it.
  const isAssembly = /人民代表大会|委员会|会议/u.test(simplify(issuer ?? ''));
  const isResolution = /(?:决定|决议|办法|条例)$/u.test(simplify(title).trimEnd());
  return kind === 'decision' && isAssembly && isResolution;
}

/** An announcement of appointments says the day with each of them, and not a second time above. */
function actsTellTheDay(item: StoredItem, acts: readonly ActFact[]): boolean {
  return (
    item.kind === 'appointment' &&
    acts.length > 0 &&
    acts.every(({ date }) => date === item.adoptedOn)
  );
}

/** Below a decision the day of adoption need not be said again with each act. */
export function datedBy(item: StoredItem): (act: Pick<ActFact, 'date'>) => boolean {
  return (act) => item.kind === 'appointment' || act.date !== item.adoptedOn;
}

/**
 * A decision's or an announcement's first sentence names the law it rests on: its title says more. A
 * notice of appointments begins with the first of them, which stands above in full.
 */
function hasLead({ kind }: StoredItem, acts: readonly ActFact[]): boolean {
  return kind === 'news' || (kind === 'notice' && acts.length === 0);
}

export function fullTextButton(itemId: number, position: number, texts: Texts): Button {
  return { text: texts.fullTextButton(position), callback: `item:${itemId}` };
}

/** All that is printed below the headline, behind the words of the button that leads there. */
export function folded(item: StoredItem, button: Button, texts: Texts): Folded | null {
  const blocks = filled([
    oneLine(item.subtitle ?? ''),
    oneLine(item.byline ?? ''),
    ...fullText(item),
  ]);
  if (blocks.length === 0) return null;
  return {
    block: { kind: 'details', summary: button.text, blocks },
    instead: { kind: 'paragraph', text: texts.fullTextByButton(button.text) },
  };
}

export function filled(lines: readonly string[]): RichBlock[] {
  return lines.filter((text) => text !== '').map((text) => ({ kind: 'paragraph', text }));
}
