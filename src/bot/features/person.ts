import { Composer } from 'grammy';
import { z } from 'zod';
import type { Message, PrintedAct } from '../../domain/index.ts';
import { historyOf } from '../../people/index.ts';
import { actsOfPerson, type Db } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import type { Defaults } from '../deps.ts';
import { historyIn } from '../list-page.ts';
import { composePage, pageNumber, pageOf } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';
import { pressedWords, wordsFrom } from '../quoted-words.ts';
import { styleOf } from '../style.ts';

export type PeopleDeps = { readonly db: Db; readonly defaults: Pick<Defaults, 'style'> };
type Asked = { readonly words: string; readonly page: number };

const pageButton = buttonKind('person', z.tuple([pageNumber]));

/** /person: everything announced of a name, newest first. */
export function personFeature(deps: PeopleDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('person', async (ctx) => {
    const words = wordsFrom(ctx.match);
    if (words === '') return say(ctx, ctx.texts.people.personUsage);
    const page = await personPage(deps, ctx, { words, page: 1 });
    await (page ? answer(ctx, [page]) : say(ctx, ctx.texts.people.unknownPerson(words)));
  });
  feature.use(
    onPress(pageButton, async (ctx, number) => {
      const words = pressedWords(ctx);
      const page = words && (await personPage(deps, ctx, { words, page: number }));
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.outdated;
    }),
  );
  return feature;
}

export async function personPage(
  { db, defaults }: PeopleDeps,
  ctx: BotContext,
  { words, page }: Asked,
): Promise<Message | undefined> {
  const { language, texts } = ctx;
  const name = asPrinted(words);
  const { acts, places } = historyOf(await actsOfPerson(db, name));
  return composePage<PrintedAct, Message>(
    {
      find: async (range) => pageOf(acts, range),
      compose: (shown, place) =>
        historyIn(styleOf(ctx, defaults), {
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
