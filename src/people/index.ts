/**
 * Who holds which office, and what became of a person, read from announcements alone.
 *
 * In: acts with the articles that say them, in any order. Out: holdings and histories.
 * Never: a guess. Who follows in an office does not end another's holding; only an act about that
 * person does.
 */
export { historyOf } from './history.ts';
export { type Holding, holdingsOf, isAbout, shortNames } from './holdings.ts';
export { looseWord } from './organizations.ts';
