import { Composer } from 'grammy';
import { z } from 'zod';
import { composeHistory } from '../../compose/index.ts';
import type { ClassicMessage } from '../../domain/index.ts';
import { historyOf } from '../../people/index.ts';
import { actsOfPerson, type Db } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { composePage, pageNumber, pageOf } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';
import { quotedWords, wordsFrom } from '../quoted-words.ts';

type Deps = { readonly db: Db };
type Asked = { readonly words: string; readonly page: number };

const pageButton = buttonKind('person', z.tuple([pageNumber]));

/** /person: everything announced of a name, newest first. */
export function personFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('person', async (ctx) => {
    const words = wordsFrom(ctx.match);
    if (words === '') return say(ctx, ctx.texts.people.personUsage);
    const page = await personPage(db, ctx, { words, page: 1 });
    await (page ? answer(ctx, [page]) : say(ctx, ctx.texts.people.unknownPerson(words)));
  });
  feature.use(
    onPress(pageButton, async (ctx, number) => {
      const words = quotedWords(ctx.callbackQuery?.message?.text ?? '');
      const page = words && (await personPage(db, ctx, { words, page: number }));
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.outdated;
    }),
  );
  return feature;
}

export async function personPage(
  db: Db,
  { language, texts }: BotContext,
  { words, page }: Asked,
): Promise<ClassicMessage | undefined> {
  const name = asPrinted(words);
  const { acts, places } = historyOf(await actsOfPerson(db, name));
  return composePage(
    {
      find: async (range) => pageOf(acts, range),
      compose: (shown, place) =>
        composeHistory({
          title: texts.people.personTitle(name),
          acts: shown,
          note: texts.people.namesakes(places),
          language,
          ...place,
          pageCallback: pageButton.write,
        }),
    },
    page,
  );
}

/** 王 芳, as a list pads it, is 王芳. */
function asPrinted(name: string): string {
  return name.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}
