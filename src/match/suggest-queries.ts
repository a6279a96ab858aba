import { type InterestKind, isCertain, type Query, type StoredItem } from '../domain/index.ts';

/** More would be a wall of buttons under every article. */
const MOST = 4;
/** A longer name does not fit a button. */
const LONGEST = 26;

/** What an article offers to be followed by, the most telling first. */
type Offers = Readonly<Record<Exclude<InterestKind, 'word'>, readonly string[]>>;

/**
 * What a reader of this article may want to hear more of: the people and offices of its acts, the towns
 * its headline or text begins with, the body that issued it. One of each before a second of any.
 */
export function suggestQueries(
  item: Pick<StoredItem, 'acts' | 'issuer' | 'title' | 'subtitle' | 'body'>,
): Query[] {
  const offers = offersOf(item);
  const order = ['person', 'office', 'place', 'body'] as const;
  const rounds = Math.max(...order.map((by) => offers[by].length));
  return Array.from({ length: rounds }, (_, round) =>
    order.flatMap((by): Query[] => {
      const text = offers[by][round];
      return text === undefined ? [] : [{ by, text, kinds: null, publication: null }];
    }),
  )
    .flat()
    .slice(0, MOST);
}

function offersOf({
  acts: all,
  issuer,
  title,
  subtitle,
  body,
}: Parameters<typeof suggestQueries>[0]): Offers {
  const acts = all.filter(isCertain);
  const offices = acts.map(({ organization, post }) =>
    [organization, post].filter(Boolean).join(' '),
  );
  const bodies = acts.map(({ organization }) => organization);
  return {
    person: tidy(acts.map(({ person }) => person)),
    office: tidy(offices),
    place: tidy([title, subtitle ?? '', body].flatMap(townsIn)),
    body: tidy([issuer ?? '', ...bodies]),
  };
}

/** Each once, in one line, and none that is no name. */
function tidy(names: readonly string[]): string[] {
  const lines = names.map((name) => name.replace(/[\s\p{C}]+/gu, ' ').trim());
  return [...new Set(lines)].filter((name) => [...name].length > 1 && name.length <= LONGEST);
}

/** A letter of a place's own name: none of those that stand before one or join two. */
const LETTER = String.raw`[\p{Script=Han}--[省市县区在到于赴对为和及与的了个各全本该我两多每]]`;
/** Where such a name may begin: with a clause, or after what stands before places. */
const TOWN = new RegExp(
  String.raw`(?<=^|[^\p{Script=Han}]|[省市县区在到于赴对为和及与])(?:${LETTER}{2,3}?(?:镇|乡|街道)|${LETTER}{2,5}?族乡)(?![长村土贤情亲愁])`,
  'gv',
);
/** 小城镇, 特色小镇, 第二故乡: a kind of place and not the name of one. */
const NO_TOWN =
  /(?:[城小强名古大重乡家故水老下返还回异同归离进入]|中心|建制|重点|特色|示范|相关)[镇乡]$|^乡|任命|免去|选举|决定/u;
/** An article that names more is about none of them. */
const MOST_TOWNS = 3;

function townsIn(text: string): string[] {
  const named = Array.from(text.matchAll(TOWN), ([town]) => town);
  const towns = [...new Set(named)].filter((town) => !NO_TOWN.test(town));
  return towns.length > MOST_TOWNS ? [] : towns;
}
