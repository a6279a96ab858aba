import { wordsIn } from '../compose/index.ts';
import { normalise } from '../domain/index.ts';
import { type Db, publicationNames } from '../store/index.ts';
import type { Rows } from './answer.ts';
import type { BotContext } from './context.ts';
import { shorten } from './listed.ts';
import { markOf } from './mark.ts';

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

/** In the reader's script; `null`: any. */
export function paperNamed(
  { language }: Pick<BotContext, 'language'>,
  title: string | null,
): string | null {
  return title === null ? null : shorten(wordsIn(language, title));
}

/** As many buttons as anybody looks through. */
export const MOST_PAPERS = 20;

type Choosing = {
  readonly titles: readonly string[];
  /** `null`: any of them. */
  readonly chosen: string | null;
  /** With the mark of a paper's name, or for any. */
  readonly write: (paper: string) => string;
};

/** To choose one paper, or any. */
export function paperChoices(
  { language, texts }: Pick<BotContext, 'language' | 'texts'>,
  { titles, chosen, write }: Choosing,
): Rows {
  const { follows, current } = texts;
  const button = (label: string, isChosen: boolean, paper: string) => [
    { text: isChosen ? current(label) : label, callback: write(paper) },
  ];
  return [
    button(follows.anyPublication, chosen === null, 'any'),
    ...titles
      .slice(0, MOST_PAPERS)
      .map((title) =>
        button(
          shorten(follows.publication(wordsIn(language, title))),
          title === chosen,
          markOf(title),
        ),
      ),
  ];
}
