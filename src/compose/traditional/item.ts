import {
  type ActFact,
  type ConfirmedFact,
  type Fact,
  type Item,
  type Language,
  looksTraditional,
  type StoredItem,
} from '../../domain/index.ts';
import { toTraditional } from './convert.ts';
import { convertAround, type Kept } from './keep.ts';
import { namesInByline, nameToTraditional } from './names.ts';

const converted = new WeakMap<object, StoredItem>();

/**
 * An item in the letters its reader reads: people by the rules for names, bodies and numbers whole, and all
 * of them in the text as beside it. What is printed in traditional letters stays as printed. Done once for
 * an item.
 */
export function itemIn<T extends StoredItem>(language: Language, item: T): T {
  if (language !== 'zh-hant') return item;
  const done = (converted.get(item) as T | undefined) ?? convertItem(item);
  converted.set(item, done);
  return done;
}

/** An act by itself, and the headline of the article that says it. */
export function actIn<T extends ActFact & { readonly title?: string }>(
  language: Language,
  act: T,
): T {
  if (language !== 'zh-hant' || looksTraditional(`${namesOf(act)}${act.title ?? ''}`)) return act;
  const title = act.title === undefined ? {} : { title: convertAround(act.title, keptOf([act])) };
  return { ...act, ...convertAct(act), ...title };
}

export function confirmedIn(language: Language, confirmed: ConfirmedFact): ConfirmedFact {
  if (language !== 'zh-hant' || looksTraditional(confirmed.item.title)) return confirmed;
  const { fact, instead, item } = confirmed;
  const kept = keptOf(fact.kind === 'act' ? [fact.act] : []);
  const publication = toTraditional(item.publication);
  return {
    ...confirmed,
    fact: factIn(language, fact),
    instead: instead && factIn(language, instead),
    item: { ...item, title: convertAround(item.title, kept), publication },
  };
}

function factIn(language: Language, fact: Fact): Fact {
  return fact.kind === 'act' ? { kind: 'act', act: actIn(language, fact.act) } : fact;
}

/** A name of a body, a place, a newspaper, by itself. */
export function wordsIn(language: Language, words: string): string {
  return language !== 'zh-hant' || looksTraditional(words) ? words : toTraditional(words);
}

/** Enough to see in which letters it is printed. */
const GLANCE = 500;

function convertItem<T extends StoredItem>(item: T): T {
  if (looksTraditional(`${item.title}${item.body.slice(0, GLANCE)}`)) return item;
  const kept = keptOf(item.acts, item);
  const convert = (text: string) => convertAround(text, kept);
  const maybe = (text: string | null) => (text === null ? null : convert(text));
  let body: string | undefined;
  return {
    ...item,
    leadIn: maybe(item.leadIn),
    title: convert(item.title),
    subtitle: maybe(item.subtitle),
    byline: maybe(item.byline),
    issuer: maybe(item.issuer),
    number: maybe(item.number),
    passedBy: maybe(item.passedBy),
    // Lists do without it.
    get body() {
      body ??= convert(item.body);
      return body;
    },
    signature: maybe(item.signature),
    publication: toTraditional(item.publication),
    acts: item.acts.map((act) => ({ ...act, ...convertAct(act) })),
  };
}

function convertAct({ person, post, organization }: ActFact) {
  return {
    person: nameToTraditional(person),
    post: toTraditional(post),
    organization: toTraditional(organization),
  };
}

function namesOf({ person, post, organization }: ActFact): string {
  return `${person}${post}${organization}`;
}

type Named = Pick<ActFact, 'person' | 'organization'>;

function keptOf(acts: readonly Named[], item?: Pick<Item, 'byline' | 'issuer' | 'number'>): Kept {
  const wholes = [item?.issuer, item?.number, ...acts.map(({ organization }) => organization)];
  const people = [...acts.map(({ person }) => person), ...namesInByline(item?.byline ?? '')];
  return new Map([
    ...wholes.flatMap((words) => (words ? [[words, toTraditional(words)] as const] : [])),
    ...people.flatMap(asPrinted),
  ]);
}

/** 沈岳 is set 沈　岳 beside names of three letters. A single letter would be found in every other word. */
function asPrinted(name: string): (readonly [string, string])[] {
  const letters = [...name];
  if (letters.length < 2) return [];
  const gaps = letters.length === 2 ? ['', ' ', '\u3000'] : [''];
  const written = [...nameToTraditional(name)];
  return gaps.map((gap) => [letters.join(gap), written.join(gap)]);
}
