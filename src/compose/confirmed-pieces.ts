import type { ConfirmedFact, Fact, KeyDateFact, RichBlock, StoredItem } from '../domain/index.ts';
import {
  type ActFact,
  actLine,
  actLines,
  actTable,
  certainActs,
  fitActFact,
  keyDateBlocks,
  keyDateLines,
  keyDateText,
  onceOnly,
} from './acts.ts';
import { day } from './days.ts';
import { bold, type Formatted, join, joinFilled } from './formatted.ts';
import { fitName, fullTextButton, titleOf } from './item-pieces.ts';
import { type Piece, piece } from './pieces.ts';
import type { Texts } from './texts/index.ts';

type Supplement = {
  readonly confirmed: readonly ConfirmedFact[];
  /** The number of the last article above. */
  readonly position: number;
  readonly under: Piece;
  readonly texts: Texts;
};

/** So many facts fit a message in either style. */
const FACTS_A_PIECE = 40;

/** The confirmed facts that none of the articles above tells. */
export function confirmedBesides(
  items: readonly StoredItem[],
  confirmed: readonly ConfirmedFact[],
): ConfirmedFact[] {
  const isNew = onceOnly();
  for (const item of items) isNew(certainActs(item));
  return confirmed.filter(
    ({ fact }) => fact.kind !== 'act' || isNew([fitActFact(fact.act)]).length > 0,
  );
}

/** Facts of articles told before, confirmed since: article by article, with a button to its full text. */
export function confirmedPieces({ confirmed, position, under, texts }: Supplement): Piece[] {
  const articles = [...Map.groupBy(confirmed, ({ item }) => item.id).values()];
  return articles.flatMap((facts, index) => {
    const told = {
      acts: facts.flatMap(({ fact }) => (fact.kind === 'act' ? [fitActFact(fact.act)] : [])),
      dates: facts.flatMap(({ fact }) => (fact.kind === 'key-date' ? [fact.keyDate] : [])),
      misread: facts.flatMap(({ instead }) => instead ?? []),
      position: position + index + 1,
    };
    return articlePieces(facts, told, { under, texts });
  });
}

type Told = {
  readonly acts: readonly ActFact[];
  readonly dates: readonly KeyDateFact[];
  /** What was told before in the place of some of them. */
  readonly misread: readonly Fact[];
  readonly position: number;
};

function articlePieces(
  [first]: readonly ConfirmedFact[],
  { acts, dates, misread, position }: Told,
  { under, texts }: Pick<Supplement, 'under' | 'texts'>,
): Piece[] {
  if (!first) return [];
  const { item } = first;
  const title = `${position}. ${titleOf(item, texts)}`;
  const about = [fitName(item.publication), day(item.issueDate, texts)].filter(Boolean).join(' · ');
  const rounds = Math.ceil(Math.max(acts.length, dates.length) / FACTS_A_PIECE);
  return Array.from({ length: rounds }, (_, round) => {
    const [from, to] = [round * FACTS_A_PIECE, (round + 1) * FACTS_A_PIECE];
    const [someActs, someDates] = [acts.slice(from, to), dates.slice(from, to)];
    const corrected = misread.slice(from, to).map((fact) => misreadLine(fact, texts));
    const words = joinFilled(
      [
        bold(title),
        about,
        keyDateLines(someDates, texts, item.issueDate),
        actLines(someActs, texts, () => true),
        ...corrected,
      ],
      '\n',
    );
    const blocks: RichBlock[] = [
      { kind: 'paragraph', text: { type: 'bold', text: title } },
      { kind: 'paragraph', text: about },
      ...keyDateBlocks(someDates, texts, item.issueDate),
      ...actTable(someActs, texts),
      ...corrected.map(({ text }): RichBlock => ({ kind: 'paragraph', text })),
    ];
    const button = round === 0 ? fullTextButton(item.id, position, texts) : null;
    return piece(words, blocks, { button, under });
  });
}

function misreadLine(fact: Fact, texts: Texts): Formatted {
  const told =
    fact.kind === 'act' ? actLine(fitActFact(fact.act), texts) : keyDateText(fact.keyDate, texts);
  return join([texts.misread, told]);
}
