import { Composer } from 'grammy';
import { z } from 'zod';
import { composeList } from '../../compose/index.ts';
import type { ClassicMessage } from '../../domain/index.ts';
import { type Db, searchItems } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { composePage, pageNumber } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';
import { quotedWords, wordsFrom } from '../quoted-words.ts';

type Deps = { readonly db: Db };
type Query = { readonly words: string; readonly page: number };

const pageButton = buttonKind('found', z.tuple([pageNumber]));
const searchButton = buttonKind('search', z.tuple([]));

/** /search WORDS, and the search offered to who just writes. */
export function searchFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('search', async (ctx) => {
    const words = wordsFrom(ctx.match);
    if (words === '') await say(ctx, ctx.texts.searchUsage);
    else await showFound(db, ctx, words);
  });
  feature.use(
    onPress(searchButton, async (ctx) => {
      const words = shownWords(ctx);
      if (words === undefined) return ctx.texts.outdated;
      await showFound(db, ctx, words);
      return undefined;
    }),
    onPress(pageButton, async (ctx, number) => {
      const words = shownWords(ctx);
      const page = words && (await foundPage(db, ctx, { words, page: number }));
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.outdated;
    }),
  );
  return feature;
}

/** Somebody wrote without a command: most likely they look for this. */
export async function offerSearch(ctx: BotContext, words: string): Promise<void> {
  await say(ctx, ctx.texts.searchOffer(words), [
    [{ text: ctx.texts.buttons.search, callback: searchButton.write() }],
  ]);
}

async function showFound(db: Db, ctx: BotContext, words: string): Promise<void> {
  const page = await foundPage(db, ctx, { words, page: 1 });
  await (page ? answer(ctx, [page]) : say(ctx, ctx.texts.nothingFound(words)));
}

function shownWords(ctx: BotContext): string | undefined {
  return quotedWords(ctx.callbackQuery?.message?.text ?? '');
}

function foundPage(
  db: Db,
  { language, texts }: BotContext,
  { words, page }: Query,
): Promise<ClassicMessage | undefined> {
  return composePage(
    {
      find: async (range) => {
        const { items, total } = await searchItems(db, { query: words, ...range });
        return { entries: items, total };
      },
      compose: (items, place) =>
        composeList({
          title: texts.searchTitle(words),
          items,
          language,
          ...place,
          pageCallback: pageButton.write,
        }),
    },
    page,
  );
}
