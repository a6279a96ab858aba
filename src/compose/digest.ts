import {
  type ConfirmedFact,
  type IsoDate,
  ITEM_KINDS,
  type ItemKind,
  type Language,
  type Message,
  type MessageStyle,
  type StoredItem,
} from '../domain/index.ts';
import { certainActs, onceOnly } from './acts.ts';
import { cap } from './clean.ts';
import { confirmedBesides, confirmedPieces } from './confirmed-pieces.ts';
import { day, dayWithWeekday } from './days.ts';
import { bold, joinFilled, type Words } from './formatted.ts';
import { filled, fitName, itemPieces } from './item-pieces.ts';
import { packClassic } from './pack-classic.ts';
import { packRich } from './pack-rich.ts';
import { type Piece, piece } from './pieces.ts';
import { type KindCount, type Texts, texts as textsOf } from './texts/index.ts';
import { confirmedIn, itemIn, wordsIn } from './traditional/index.ts';
import { withWhy } from './why-row.ts';

/** Of all publications a digest draws from. */
const NAMES_LENGTH = 120;

type Digest = {
  readonly items: readonly StoredItem[];
  /** Of articles told before, and sure only since. */
  readonly confirmed?: readonly ConfirmedFact[];
  /** Articles that match something the chat follows: they come first. */
  readonly followed?: ReadonlySet<number>;
  readonly language: Language;
  readonly style: MessageStyle;
};

/** More than any county paper prints in a week: what is over it is an old archive read in, not news. */
const MOST_ITEMS = 500;

/**
 * What is new to a chat, issue by issue: what it follows, then the rest kind by kind; at last the facts
 * of older articles that were confirmed. Nothing new: no message. Of very much the
 * newest issues are told, and of the older ones how many articles they have and where to find them.
 */
export function composeDigest({
  items: all,
  confirmed: facts = [],
  followed = new Set(),
  ...wanted
}: Digest): Message[] {
  const texts = textsOf[wanted.language];
  const items = newestIssues(all).map((item) => itemIn(wanted.language, item));
  const confirmed = confirmedBesides(
    items,
    facts.map((fact) => confirmedIn(wanted.language, fact)),
  );
  const older = all.length - items.length;
  const hint = older === 0 ? texts.digestHint : texts.olderHint(older);
  const articles = items.length > 0 ? items : confirmed.map(({ item }) => item);
  const heading = headingOf(articles, texts);
  const frame = { texts, style: wanted.style, heading, hint };
  return compose({ items, confirmed, followed }, frame).map((message) => withWhy(message, texts));
}

/** Whole issues, as many as fit, and the newest in any case. */
function newestIssues(items: readonly StoredItem[]): readonly StoredItem[] {
  if (items.length <= MOST_ITEMS) return items;
  const issues = groupByIssue(items).sort((a, b) => (a.date < b.date ? 1 : -1));
  const told = new Set<StoredItem>();
  for (const issue of issues) {
    if (told.size > 0 && told.size + issue.items.length > MOST_ITEMS) break;
    for (const item of issue.items) told.add(item);
  }
  return items.filter((item) => told.has(item));
}

type Issue = {
  readonly publication: string;
  readonly date: IsoDate;
  /** As printed in the masthead. */
  readonly number?: string | null;
  readonly items: readonly StoredItem[];
  readonly language: Language;
  /** `classic` unless the chat chose otherwise. */
  readonly style?: MessageStyle;
};

/** One issue, told like a digest of it. */
export function composeIssue(issue: Issue): Message[] {
  const texts = textsOf[issue.language];
  const heading = {
    name: [wordsIn(issue.language, issue.publication), issue.number ?? '']
      .map(fitName)
      .filter(Boolean)
      .join(' '),
    when: dayWithWeekday(issue.date, texts),
  };
  const items = issue.items.map((item) => itemIn(issue.language, item));
  const told = { items, confirmed: [], followed: new Set<number>() };
  return compose(told, { texts, style: issue.style ?? 'classic', heading, hint: null });
}

type Heading = { readonly name: string; readonly when: string };

type Frame = {
  readonly texts: Texts;
  readonly style: MessageStyle;
  readonly heading: Heading;
  readonly hint: string | null;
};

/** What a message tells. */
type Told = {
  readonly items: readonly StoredItem[];
  readonly confirmed: readonly ConfirmedFact[];
  readonly followed: ReadonlySet<number>;
};

function compose(told: Told, frame: Frame): Message[] {
  if (told.items.length + told.confirmed.length === 0) return [];
  const pieces = [headPiece(told, frame), ...tellingPieces(told, frame.texts)];
  const hinted = frame.hint === null ? pieces : withHint(pieces, frame.hint);
  return frame.style === 'rich' ? packRich(hinted) : packClassic(hinted);
}

function headPiece({ items, confirmed }: Told, { heading, texts }: Frame): Piece {
  const title = joinFilled([bold(heading.name), heading.when], ' · ');
  const summary = [
    items.length > 0 ? texts.summary(items.length, countKinds(items)) : '',
    confirmed.length > 0 ? texts.confirmedSummary(confirmed.length) : '',
  ];
  return piece(
    joinFilled([title, ...summary], '\n'),
    [{ kind: 'heading', level: 1, text: title.text }, ...filled(summary)],
    { keepsWithNext: true },
  );
}

/** The last item and the hint stay together, so that the hint is never a message of its own. */
function withHint(pieces: readonly Piece[], hint: string): Piece[] {
  const last = pieces.length - 1;
  return [
    ...pieces.map((each, index) => (index === last ? { ...each, keepsWithNext: true } : each)),
    piece(hint, [{ kind: 'footer', text: hint }]),
  ];
}

type Dated = Pick<StoredItem, 'publication' | 'issueDate'>;

function headingOf(items: readonly Dated[], texts: Texts): Heading {
  const names = [...new Set(items.map(({ publication }) => fitName(publication)))];
  const dates = [...new Set(items.map(({ issueDate }) => issueDate))].sort();
  const [first = '', last = ''] = [dates.at(0), dates.at(-1)];
  return {
    name: cap(names.join(texts.enumeration), NAMES_LENGTH),
    when:
      dates.length === 1
        ? dayWithWeekday(first, texts)
        : texts.days(day(first, texts), day(last, texts), countIssues(items)),
  };
}

function countIssues(items: readonly Dated[]): number {
  return new Set(items.map(({ publication, issueDate }) => `${issueDate} ${publication}`)).size;
}

function countKinds(items: readonly StoredItem[]): KindCount[] {
  return ITEM_KINDS.map((kind) => ({
    kind,
    count: items.filter((item) => item.kind === kind).length,
  })).filter(({ count }) => count > 0);
}

type Printed = {
  readonly publication: string;
  readonly date: IsoDate;
  readonly items: StoredItem[];
};

/** In the order the items come: oldest issue first. */
function groupByIssue(items: readonly StoredItem[]): Printed[] {
  const issues = new Map<string, Printed>();
  for (const item of items) {
    const { publication, issueDate: date } = item;
    const key = `${date} ${publication}`;
    const issue = issues.get(key) ?? { publication, date, items: [] };
    issue.items.push(item);
    issues.set(key, issue);
  }
  return [...issues.values()];
}

/** Numbers run through the whole digest; an act told in one item is not told again in the next. */
function tellingPieces({ items, confirmed, followed }: Told, texts: Texts): Piece[] {
  const issues = groupByIssue(items);
  const isNew = onceOnly();
  const pieces: Piece[] = [];
  let position = 0;
  for (const issue of issues) {
    if (issues.length > 1) pieces.push(issuePiece(issue, texts));
    for (const { name, items: printed } of sectionsOf(issue, followed, texts)) {
      const section = sectionPieces(name, issues.length > 1, texts);
      pieces.push(section.opening);
      for (const item of printed) {
        position++;
        const acts = isNew(certainActs(item));
        pieces.push(...itemPieces({ item, position, acts, under: section.again, texts }));
      }
    }
  }
  if (confirmed.length === 0) return pieces;
  const { opening, again: under } = sectionPieces(texts.confirmedSection, false, texts);
  return [...pieces, opening, ...confirmedPieces({ confirmed, position, under, texts })];
}

type Section = { readonly name: string; readonly items: readonly StoredItem[] };

/** What is followed comes by kinds, too, under one heading. */
function sectionsOf(
  { items }: Printed,
  followed: ReadonlySet<number>,
  texts: Texts,
): readonly Section[] {
  const ofKind = (kind: ItemKind, isFollowed: boolean) =>
    items.filter((item) => item.kind === kind && followed.has(item.id) === isFollowed);
  return [
    { name: texts.followedSection, items: ITEM_KINDS.flatMap((kind) => ofKind(kind, true)) },
    ...ITEM_KINDS.map((kind) => ({ name: texts.section[kind], items: ofKind(kind, false) })),
  ].filter((section) => section.items.length > 0);
}

function issuePiece({ publication, date }: Printed, texts: Texts): Piece {
  const line = [fitName(publication), dayWithWeekday(date, texts)].filter(Boolean).join(' · ');
  return piece(bold(line), [{ kind: 'heading', level: 2, text: line }], { keepsWithNext: true });
}

function sectionPieces(name: string, isNested: boolean, texts: Texts) {
  const level = isNested ? 3 : 2;
  const heading = (words: Words, text: string) =>
    piece(bold(words), [{ kind: 'heading', level, text }], { keepsWithNext: true, gap: '\n' });
  return {
    opening: heading(texts.sectionLine(name), name),
    again: heading(texts.continued(texts.sectionLine(name)), texts.continued(name)),
  };
}
