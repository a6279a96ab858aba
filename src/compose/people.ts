import type { Button, ClassicMessage, IsoDate, Language, PrintedAct } from '../domain/index.ts';
import { actLine, fitActFact } from './acts.ts';
import { cap, oneLine } from './clean.ts';
import { day } from './days.ts';
import { composePage, type Page } from './entry-page.ts';
import { bold, type Formatted, join, joinFilled } from './formatted.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { actIn } from './traditional/index.ts';

/** Below what the list is about. */
const SOURCE_TITLE_LENGTH = 80;

/** One person in one office, as far as acts tell it. */
export type ListedHolding = {
  readonly person: string;
  readonly post: string;
  readonly organization: string;
  readonly isActing: boolean;
  /** `null`: it began before the archive does. */
  readonly since: PrintedAct | null;
  /** `null`: no act ends it. */
  readonly until: PrintedAct | null;
};

export type Holders = Page & {
  readonly holdings: readonly ListedHolding[];
  readonly note: string;
  readonly below: readonly (readonly Button[])[];
};

/** One page of holders of an office, each with the announcement that says it last. */
export function composeHolders(list: Holders): ClassicMessage {
  const texts = textsOf[list.language];
  const entries = list.holdings.map((holding) => ({
    itemId: (holding.until ?? holding.since)?.itemId ?? 0,
    words: holdingEntry(holdingIn(list.language, holding), texts),
  }));
  return composePage(list, texts, entries, list);
}

export type Histories = Page & { readonly acts: readonly PrintedAct[]; readonly note: string };

/** One page of what is told of a name, each act with its article. */
export function composeHistory(list: Histories): ClassicMessage {
  const texts = textsOf[list.language];
  const entries = list.acts.map((act) => ({
    itemId: act.itemId,
    words: historyEntry(actIn(list.language, act), texts),
  }));
  return composePage(list, texts, entries, { note: list.note });
}

function historyEntry(act: PrintedAct, texts: Texts): Formatted {
  return join([actLine(fitActFact(act), texts), '\n', sourceLine(act, texts)]);
}

export function holdingIn(language: Language, holding: ListedHolding): ListedHolding {
  const { since, until } = holding;
  return {
    ...actIn(language, { ...holding, action: 'other', date: null }),
    since: since && actIn(language, since),
    until: until && actIn(language, until),
  };
}

function holdingEntry(holding: ListedHolding, texts: Texts): Formatted {
  const { person, organization, post, acting, course, source } = holdingWords(holding, texts);
  const office = texts.office(organization, post);
  return joinFilled([join([bold(person), ' ', office, acting]), course, source], '\n');
}

/** All that is told of a holder, in words fit for a line. */
export function holdingWords(holding: ListedHolding, texts: Texts) {
  const { people } = texts;
  const { since, until } = holding;
  const { person, organization, post } = fitActFact({ ...holding, action: 'other', date: null });
  const course = [
    since ? told(since, texts) : people.beforeArchive,
    until ? told(until, texts) : people.notEnded,
  ].join(people.between);
  const source = until ?? since;
  return {
    ...{ person, organization, post, course },
    acting: holding.isActing ? texts.aside(people.acting) : '',
    source: source ? sourceLine(source, texts) : '',
  };
}

/** 2025年1月8日任命. */
function told(act: PrintedAct, texts: Texts): string {
  const { people } = texts;
  const when = act.date === null ? people.printed(day(act.issueDate, texts)) : day(act.date, texts);
  return people.did(texts.actLabel[act.action], when);
}

export function sourceLine(
  { title, issueDate }: { readonly title: string; readonly issueDate: IsoDate },
  texts: Texts,
): string {
  return `${texts.titled(cap(oneLine(title), SOURCE_TITLE_LENGTH))} · ${day(issueDate, texts)}`;
}
