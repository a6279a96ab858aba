import { Composer } from 'grammy';
import { z } from 'zod';
import { composeActs } from '../../compose/index.ts';
import type { ClassicMessage } from '../../domain/index.ts';
import { type Db, findActs } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { composePage, pageNumber } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';
import { quotedWords, wordsFrom } from '../quoted-words.ts';

type Deps = { readonly db: Db };
type About = { readonly words: string; readonly page: number };

const pageButton = buttonKind('acts', z.tuple([pageNumber]));

/** /appointments, all of them or those of a person, a post, a body. */
export function appointmentsFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('appointments', async (ctx) => {
    const words = wordsFrom(ctx.match);
    const page = await actsPage(db, ctx, { words, page: 1 });
    await (page ? answer(ctx, [page]) : say(ctx, nothing(ctx, words)));
  });
  feature.use(
    onPress(pageButton, async (ctx, number) => {
      const words = quotedWords(ctx.callbackQuery?.message?.text ?? '') ?? '';
      const page = await actsPage(db, ctx, { words, page: number });
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.outdated;
    }),
  );
  return feature;
}

function nothing({ texts }: BotContext, words: string): string {
  return words === '' ? texts.noActs : texts.noActsAbout(words);
}

function actsPage(
  db: Db,
  { language, texts }: BotContext,
  { words, page }: About,
): Promise<ClassicMessage | undefined> {
  return composePage(
    {
      find: async (range) => {
        const { acts, total } = await findActs(db, { query: words, ...range });
        return { entries: acts, total };
      },
      compose: (acts, place) =>
        composeActs({
          title: words === '' ? texts.actsTitle : texts.actsAboutTitle(words),
          acts,
          language,
          ...place,
          pageCallback: pageButton.write,
        }),
    },
    page,
  );
}
