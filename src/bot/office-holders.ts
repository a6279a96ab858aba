import { simplify } from '../domain/index.ts';
import { type Holding, holdingsOf, isAbout, looseWord, shortNames } from '../people/index.ts';
import { actsAboutOffices, bodiesEndingIn, type Db } from '../store/index.ts';

const MOST_WORDS = 10;

/** Who is known from acts to hold or to have held an office that has all the words in its name. */
export async function findHoldings(db: Db, words: string): Promise<Holding[]> {
  const wanted = simplify(words).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  const spellings = wanted.map((word) => [...new Set([word, looseWord(word)])]);
  const acts = await actsAboutOffices(db, spellings);
  const alsoKnown = await bodiesEndingIn(db, shortNames(acts));
  return holdingsOf(acts, alsoKnown).filter((holding) => isAbout(holding, wanted));
}
