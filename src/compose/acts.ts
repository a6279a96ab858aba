import type { Act, Item, KeyDate, RichBlock, RichCell, RichText } from '../domain/index.ts';
import { cap, oneLine } from './clean.ts';
import { day, dayWithWeekday } from './days.ts';
import { bold, type Formatted, join, joinFilled, styled } from './formatted.ts';
import type { Texts } from './texts/index.ts';

/** A fact the reader of the paper was less sure of is not told as one; the article itself is. */
const CONFIDENCE_LINE = 0.8;

/** What of an act is told; the parser's span and confidence are not. */
export type ActFact = Pick<Act, 'person' | 'action' | 'post' | 'organization' | 'date'>;

/** Longer than any name or office that was ever printed. */
const NAME_LENGTH = 40;
const OFFICE_LENGTH = 80;

/** The acts of an item that may be told as facts, their printed words made fit for a line. */
export function certainActs(item: Pick<Item, 'acts'>): ActFact[] {
  return item.acts.filter(isCertain).map(fitActFact);
}

/** The key dates of an item that may be told as facts, each once. */
export function certainDates(item: Pick<Item, 'keyDates'>): KeyDate[] {
  const seen = new Set<string>();
  return item.keyDates.filter(isCertain).filter(({ label, date }) => {
    const key = `${label} ${date}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

export function isCertain(fact: { readonly confidence: number }): boolean {
  return fact.confidence >= CONFIDENCE_LINE;
}

export function fitActFact(act: ActFact): ActFact {
  return {
    person: cap(oneLine(act.person), NAME_LENGTH),
    action: act.action,
    post: cap(oneLine(act.post), OFFICE_LENGTH),
    organization: cap(oneLine(act.organization), OFFICE_LENGTH),
    date: act.date,
  };
}

/**
 * Leaves out what an earlier item of the same message said: the announcement and the report about it
 * tell one act, and it is told once. A report that does not say the day may tell any of them.
 */
export function onceOnly(): (acts: readonly ActFact[]) => ActFact[] {
  const told = new Map<string, Set<string | null>>();
  return (acts) =>
    acts.filter((act) => {
      const key = JSON.stringify([act.person, act.action, act.post, act.organization]);
      const days = told.get(key) ?? new Set();
      const isTold = days.has(act.date) || (days.size > 0 && (act.date === null || days.has(null)));
      told.set(key, days.add(act.date));
      return !isTold;
    });
}

/** «任命张峻榕为平阳县人民政府副县长»: one line for one act, or for several people of one fate. */
export function actLine(
  acts: readonly [ActFact, ...ActFact[]],
  texts: Texts,
  dated: boolean,
): Formatted {
  const [{ action, organization, post, date }] = acts;
  const people = bold(acts.map(({ person }) => person).join(texts.enumeration));
  const office = texts.office(organization, post);
  const [before, between, after] = texts.act[action];
  const when = dated && date !== null ? texts.aside(day(date, texts)) : '';
  if (office === '') return join([texts.actLabel[action], ' ', people, when]);
  return join([before, people, between, office, after, when]);
}

/** Neighbours who share action, post, body and day are told in one line, as a decision prints them. */
function sameFate(acts: readonly ActFact[]): [ActFact, ...ActFact[]][] {
  const groups: [ActFact, ...ActFact[]][] = [];
  for (const act of acts) {
    const last = groups.at(-1);
    if (last !== undefined && fateOf(last[0]) === fateOf(act)) last.push(act);
    else groups.push([act]);
  }
  return groups;
}

function fateOf({ action, post, organization, date }: ActFact): string {
  return JSON.stringify([action, post, organization, date]);
}

/** So many lines of acts are folded: whoever wants them opens them. */
const LINES_SHOWN = 6;

/** Lines under an item; a long list can be unfolded in place. */
export function actLines(
  acts: readonly ActFact[],
  texts: Texts,
  dated: (act: ActFact) => boolean,
): Formatted {
  const lines = sameFate(acts).map((group) => join(['• ', actLine(group, texts, dated(group[0]))]));
  const list = joinFilled(lines, '\n');
  return lines.length > LINES_SHOWN ? styled('expandable_blockquote', list) : list;
}

export function actTable(acts: readonly ActFact[], texts: Texts): RichBlock[] {
  if (acts.length === 0) return [];
  const rows = acts.map((act) => [
    cell({ type: 'bold', text: act.person }),
    cell(texts.actLabel[act.action]),
    cell(act.post),
    cell(act.organization),
    cell(act.date === null ? '' : day(act.date, texts)),
  ]);
  return [{ kind: 'table', rows: [texts.actColumns.map(headCell), ...rows] }];
}

function cell(text: RichText): RichCell {
  return { text, isHeader: false };
}

function headCell(text: string): RichCell {
  return { text, isHeader: true };
}

/** Each on a line of its own, in bold: these are what a reader must act on. */
export function keyDateLines(dates: readonly KeyDate[], texts: Texts): Formatted {
  return joinFilled(
    dates.map((each) => bold(keyDateText(each, texts))),
    '\n',
  );
}

export function keyDateBlocks(dates: readonly KeyDate[], texts: Texts): RichBlock[] {
  return dates.map((each) => ({
    kind: 'paragraph',
    text: { type: 'bold', text: keyDateText(each, texts) },
  }));
}

function keyDateText({ label, date }: KeyDate, texts: Texts): string {
  return texts.keyDateLine(texts.keyDate[label], dayWithWeekday(date, texts));
}
