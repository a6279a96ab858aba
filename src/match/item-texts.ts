import { type InterestKind, isCertain, normalise, type StoredItem } from '../domain/index.ts';

/** What of an article is looked at, ready to be compared with words. */
type ItemTexts = {
  readonly whole: string;
  /** With those named in its acts: a list may print a name once for several. */
  readonly people: string;
  readonly bodies: string;
  /** One of each act: organization and post in a row. */
  readonly offices: readonly string[];
};

/** The texts of which one must have the words of such a query. */
export function textsFor(by: InterestKind, item: StoredItem): readonly string[] {
  const { whole, people, bodies, offices } = textsOf(item);
  switch (by) {
    case 'word':
    case 'place':
      return [whole];
    case 'person':
      return [people];
    case 'body':
      return [bodies];
    case 'office':
      return offices;
  }
}

const known = new WeakMap<StoredItem, ItemTexts>();

function textsOf(item: StoredItem): ItemTexts {
  const texts = known.get(item) ?? prepare(item);
  known.set(item, texts);
  return texts;
}

function prepare(item: StoredItem): ItemTexts {
  const { title, subtitle, issuer, number, body, signature } = item;
  const acts = item.acts.filter(isCertain);
  const printed = [title, subtitle, issuer, number, body, signature];
  const whole = normalise(printed.filter((field) => field !== null).join('\n'));
  const withNames = (names: readonly string[]) =>
    [whole, ...new Set(names.map(normalise))].join('\n');
  return {
    whole,
    people: withNames(acts.map(({ person }) => person)),
    bodies: withNames(acts.map(({ organization }) => organization)),
    offices: [...new Set(acts.map(({ organization, post }) => normalise(organization + post)))],
  };
}
