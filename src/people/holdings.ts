import {
  type Action,
  type IsoDate,
  type ListedAct,
  type PrintedAct,
  simplify,
} from '../domain/index.ts';
import { remembered, resolveNames, spellOut, termOf } from './organizations.ts';

/** One person in one office, as far as acts tell it. */
export type Holding<Told extends ListedAct = PrintedAct> = {
  readonly person: string;
  readonly post: string;
  /** In the fullest form its paper prints. */
  readonly organization: string;
  readonly isActing: boolean;
  /** `null`: it began before the archive does. */
  readonly since: Told | null;
  /** `null`: no act ends it. */
  readonly until: Told | null;
};

const EFFECTS: Readonly<Record<Action, 'in' | 'out' | 'none'>> = {
  appoint: 'in',
  elect: 'in',
  acting: 'in',
  'approve-appointment': 'in',
  remove: 'out',
  'accept-resignation': 'out',
  dismiss: 'out',
  recall: 'out',
  'approve-removal': 'out',
  terminate: 'out',
  other: 'none',
};

/** The day of an act: the printed one, or that of the paper that says it. */
function dayOf(act: Pick<PrintedAct, 'date' | 'issueDate'>): IsoDate {
  return act.date ?? act.issueDate;
}

/**
 * All that acts tell of who came into an office and left it, whoever is in it now first, the newest
 * first. The same acts give the same, in whatever order they were read in: those of one day go as
 * printed. `alsoKnown`: further names of bodies, by which a short name may turn out ambiguous.
 */
export function holdingsOf<Told extends ListedAct>(
  acts: readonly Told[],
  alsoKnown: readonly Pick<PrintedAct, 'publication' | 'organization'>[] = [],
): Holding<Told>[] {
  const nameOf = namesIn([...acts, ...alsoKnown]);
  const named = acts.map((act) => ({ act, office: nameOf(act), post: postOf(act) }));
  const offices = Map.groupBy(named, ({ act, office, post }) =>
    [act.person, post, office.key].join('\n'),
  );
  return [...offices.values()].flatMap((each) => replay(each)).toSorted(currentFirst);
}

type Office = { readonly key: string; readonly full: string };
type Named<Told> = { readonly act: Told; readonly office: Office; readonly post: string };

/** A short name is resolved among the names its own paper prints. */
export function namesIn(
  printed: readonly Pick<PrintedAct, 'publication' | 'organization'>[],
): (act: Pick<PrintedAct, 'publication' | 'organization'>) => Office {
  const resolvers = new Map(
    [...Map.groupBy(printed, ({ publication }) => publication)].map(([publication, group]) => [
      publication,
      resolveNames(group.map(({ organization }) => spellOut(organization))),
    ]),
  );
  return ({ publication, organization }) => {
    const spelt = spellOut(organization);
    const full = resolvers.get(publication)?.(spelt) ?? spelt;
    return { key: full, full };
  };
}

/**
 * Short names that these acts seem to resolve. Whether they do depends on what other bodies the paper
 * prints: a second one that they may stand for is to be given as `alsoKnown`.
 */
export function shortNames(acts: readonly ListedAct[]): string[] {
  const nameOf = namesIn(acts);
  const short = acts
    .map(({ organization }) => organization)
    .filter((name, index) => {
      const act = acts[index];
      return act !== undefined && nameOf(act).full !== spellOut(name);
    });
  return [...new Set(short.map(spellOut))];
}

/** 代县长, where the act says that it is acting, is the office of 县长. */
export function postOf({ post, action }: Pick<PrintedAct, 'post' | 'action'>): string {
  const plain = inOneWord(post);
  return action === 'acting' ? plain.replace(/^代理?(?=.)/u, '') : plain;
}

const inOneWord = remembered((post) => post.normalize('NFKC').replace(/\s+/gu, ''));

type Open<Told> = { by: Told | null; term: string | null; until: Told | null };

/** The acts of one person in one office, one after the other. */
function replay<Told extends ListedAct>(named: readonly Named<Told>[]): Holding<Told>[] {
  const held: Open<Told>[] = [];
  for (const { act } of named.toSorted((a, b) => asPrinted(a.act, b.act))) {
    const effect = EFFECTS[act.action];
    if (effect === 'in') comeIn(held, act);
    else if (effect === 'out') goOut(held, act);
  }
  return held.map(({ by, until }) => toHolding(named, by, until));
}

/** Said again, by the report after the announcement, it changes nothing; from acting to elected it does. */
function comeIn<Told extends ListedAct>(held: Open<Told>[], act: Told): void {
  const term = termOf(act.organization);
  const open = held.find((each) => each.until === null && isSameTerm(each.term, term));
  if (!open) held.push({ by: act, term, until: null });
  else if (open.by?.action === 'acting' && act.action !== 'acting') open.by = act;
}

function goOut<Told extends ListedAct>(held: Open<Told>[], act: Told): void {
  const term = termOf(act.organization);
  const ofTerm = held.filter((each) => isSameTerm(each.term, term));
  const open = ofTerm.filter((each) => each.until === null);
  for (const each of open) each.until = act;
  // Said again, or it began before the archive does.
  if (open.length === 0 && ofTerm.length === 0) held.push({ by: null, term, until: act });
}

function isSameTerm(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function toHolding<Told extends ListedAct>(
  named: readonly Named<Told>[],
  since: Told | null,
  until: Told | null,
): Holding<Told> {
  const act = since ?? until;
  const found = named.find((each) => each.act === act);
  return {
    person: act?.person ?? '',
    post: found?.post ?? '',
    organization: withTerm(found),
    isActing: since?.action === 'acting',
    since,
    until,
  };
}

/** As printed, number of the term and all, unless that is a short form. */
function withTerm(named: Named<ListedAct> | undefined): string {
  if (!named) return '';
  const { act, office } = named;
  return spellOut(act.organization) === office.full ? act.organization : office.full;
}

/** By day; of one day as printed; never by when it was read in. */
export function asPrinted(a: ListedAct, b: ListedAct): number {
  return (
    compare(dayOf(a), dayOf(b)) ||
    compare(a.issueDate, b.issueDate) ||
    compare(a.publication, b.publication) ||
    a.span[0] - b.span[0] ||
    a.span[1] - b.span[1] ||
    compare(keyOf(a), keyOf(b))
  );
}

function keyOf({ title, person, post, organization, action }: ListedAct): string {
  return JSON.stringify([title, person, post, organization, action]);
}

function currentFirst(a: Holding<ListedAct>, b: Holding<ListedAct>): number {
  return (
    Number(a.until !== null) - Number(b.until !== null) ||
    compare(lastDay(b), lastDay(a)) ||
    compare(a.organization, b.organization) ||
    compare(a.post, b.post) ||
    compare(a.person, b.person) ||
    compare(a.since ? dayOf(a.since) : '', b.since ? dayOf(b.since) : '')
  );
}

function lastDay({ since, until }: Holding<ListedAct>): IsoDate {
  const act = until ?? since;
  return act ? dayOf(act) : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether the words name its office: 副县长 does, where 县长 is asked for, not. */
export function isAbout(holding: Holding<ListedAct>, words: readonly string[]): boolean {
  const { organization, post } = holding;
  const spelt = spellOut(organization);
  const bodies = spelt === organization ? [organization] : [organization, spelt];
  const offices = bodies.map((name) => asWords(`${name}${post}`));
  return words.every((word) =>
    [word, spellOut(word)]
      .map(asWords)
      .some((each) => offices.some((office) => names(office, each))),
  );
}

const asWords = remembered((text) => simplify(text.normalize('NFKC')).toLowerCase());

function names(office: string, word: string): boolean {
  for (let at = office.indexOf(word); at !== -1; at = office.indexOf(word, at + 1))
    if (office[at - 1] !== '副') return true;
  return false;
}
