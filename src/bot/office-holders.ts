import { type ListedAct, type PrintedAct, simplify } from '../domain/index.ts';
import { type Holding, holdingsOf, isAbout, looseWord, shortNames } from '../people/index.ts';
import { actsAboutOffices, bodiesEndingIn, type Db, titlesOf } from '../store/index.ts';

const MOST_WORDS = 10;

/** Who is known from acts to hold or to have held an office that has all the words in its name. */
export async function findHoldings(db: Db, words: string): Promise<Holding<ListedAct>[]> {
  const wanted = simplify(words).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  const spellings = wanted.map((word) => [...new Set([word, looseWord(word)])]);
  const acts = await actsAboutOffices(db, spellings);
  const alsoKnown = await bodiesEndingIn(db, shortNames(acts));
  return holdingsOf(acts, alsoKnown).filter((holding) => isAbout(holding, wanted));
}

/** With the titles of the articles that say it. */
export async function withTitles(
  db: Db,
  holdings: readonly Holding<ListedAct>[],
): Promise<Holding[]> {
  const acts = holdings.flatMap(({ since, until }) => [since, until].filter((act) => act !== null));
  const titles = await titlesOf(
    db,
    acts.map(({ itemId }) => itemId),
  );
  const titled = (act: ListedAct | null): PrintedAct | null =>
    act && { ...act, title: act.title ?? titles.get(act.itemId) ?? '' };
  return holdings.map(({ since, until, ...holding }) => ({
    ...holding,
    since: titled(since),
    until: titled(until),
  }));
}
