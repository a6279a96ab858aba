import {
  type ActFact,
  type IsoDate,
  type Item,
  isCertain,
  type KeyDate,
  type KeyDateFact,
  type RichBlock,
  type RichCell,
  type RichText,
} from '../domain/index.ts';
import { cap, oneLine } from './clean.ts';
import { day, dayWithWeekday } from './days.ts';
import { bold, type Formatted, join, joinFilled, styled } from './formatted.ts';
import { dated, inRich } from './moments.ts';
import type { Texts } from './texts/index.ts';

/** What of an act is told; the parser's span and confidence are not. */
export type { ActFact } from '../domain/index.ts';

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

/** Acts told in one breath, as a decision prints them: several people, one office; one person, several posts. */
type Told = Pick<ActFact, 'action' | 'organization' | 'date'> & {
  readonly people: readonly string[];
  readonly posts: readonly string[];
};

/** «任命张峻榕为平阳县人民政府副县长（2025年1月9日）». */
export function actLine(act: ActFact, texts: Texts): Formatted {
  return toldLine({ ...act, people: [act.person], posts: [act.post] }, texts, true);
}

function toldLine(told: Told, texts: Texts, dated: boolean): Formatted {
  const people = bold(told.people.join(texts.enumeration));
  const office = texts.office(told.organization, told.posts.join(texts.enumeration));
  const [before, between, after] = texts.act[told.action];
  const when = dated && told.date !== null ? texts.aside(day(told.date, texts)) : '';
  if (office === '') return join([texts.actLabel[told.action], ' ', people, when]);
  return join([before, people, between, office, after, when]);
}

/** Only neighbours are drawn together, so that the printed order stays. */
function inOneBreath(acts: readonly ActFact[]): Told[] {
  const each = acts.map((act): Told => ({ ...act, people: [act.person], posts: [act.post] }));
  const byPerson = drawTogether(
    each,
    ({ people }) => people,
    (one, other) => ({
      ...one,
      posts: [...one.posts, ...other.posts],
    }),
  );
  return drawTogether(
    byPerson,
    ({ posts }) => posts,
    (one, other) => ({
      ...one,
      people: [...one.people, ...other.people],
    }),
  );
}

function drawTogether(
  told: readonly Told[],
  shared: (told: Told) => readonly string[],
  unite: (one: Told, other: Told) => Told,
): Told[] {
  const keyOf = (each: Told) =>
    JSON.stringify([each.action, each.organization, each.date, shared(each)]);
  const groups: Told[] = [];
  for (const each of told) {
    const last = groups.at(-1);
    if (last !== undefined && keyOf(last) === keyOf(each)) groups.splice(-1, 1, unite(last, each));
    else groups.push(each);
  }
  return groups;
}

/** So many lines of acts are folded: whoever wants them opens them. */
const LINES_SHOWN = 6;

/** Lines under an item; a long list can be unfolded in place. */
export function actLines(
  acts: readonly ActFact[],
  texts: Texts,
  dated: (act: Pick<ActFact, 'date'>) => boolean,
): Formatted {
  const lines = inOneBreath(acts).map((told) => join(['• ', toldLine(told, texts, dated(told))]));
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
export function keyDateLines(
  dates: readonly KeyDateFact[],
  texts: Texts,
  printedOn: IsoDate,
): Formatted {
  return joinFilled(
    dates.map((each) => bold(keyDateLine(each, texts, printedOn))),
    '\n',
  );
}

export function keyDateBlocks(
  dates: readonly KeyDateFact[],
  texts: Texts,
  printedOn: IsoDate,
): RichBlock[] {
  return dates.map((each) => ({
    kind: 'paragraph',
    text: { type: 'bold', text: inRich(keyDateLine(each, texts, printedOn)) },
  }));
}

function keyDateLine(fact: KeyDateFact, texts: Texts, printedOn: IsoDate): Formatted {
  const { date } = fact;
  return dated(keyDateText(fact, texts), { words: dayWithWeekday(date, texts), date, printedOn });
}

export function keyDateText({ label, date }: KeyDateFact, texts: Texts): string {
  return texts.keyDateLine(texts.keyDate[label], dayWithWeekday(date, texts));
}
