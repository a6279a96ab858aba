import { wordsIn } from '../compose/index.ts';
import { normalise } from '../domain/index.ts';
import { type Db, publicationNames } from '../store/index.ts';
import type { BotContext } from './context.ts';
import { shorten } from './listed.ts';

/** The papers this bot tells of: those that have come in, the configured one first; before that, it alone. */
export async function papersOf(
  { db, publication }: { readonly db: Db; readonly publication: string },
  { language }: Pick<BotContext, 'language'>,
): Promise<string[]> {
  const known = await publicationNames(db);
  const others = known.filter((title) => title !== publication);
  const isHere = known.length === 0 || others.length < known.length;
  return [...(isHere ? [publication] : []), ...others].map((title) =>
    shorten(wordsIn(language, title)),
  );
}

/** The papers called so, in whichever script; those of which it is part of the name, if none is called just so. */
export function papersCalled(words: string, titles: readonly string[]): string[] {
  const wanted = normalise(words.replace(/[《》]/gu, ''));
  const exact = titles.filter((title) => normalise(title) === wanted);
  return exact.length > 0 ? exact : titles.filter((title) => normalise(title).includes(wanted));
}
