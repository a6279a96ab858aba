import { Composer } from 'grammy';
import { z } from 'zod';
import { composeList } from '../../compose/index.ts';
import type { ClassicMessage, ItemKind } from '../../domain/index.ts';
import { type Db, findItems } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { composePage, pageNumber } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';

type Deps = { readonly db: Db };

const LISTED = ['decision', 'news'] as const;
const COMMANDS = { decision: 'decisions', news: 'news' } as const;

const pageButton = buttonKind('list', z.tuple([z.enum(LISTED), pageNumber]));

/** Everything of one kind, newest first: /decisions and /news. */
export function listsFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  for (const kind of LISTED) {
    feature.command(COMMANDS[kind], async (ctx) => {
      const page = await listPage(db, ctx, kind, 1);
      await (page ? answer(ctx, [page]) : say(ctx, ctx.texts.nothingOfKind(kind)));
    });
  }
  feature.use(
    onPress(pageButton, async (ctx, kind, number) => {
      const page = await listPage(db, ctx, kind, number);
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.nothingOfKind(kind);
    }),
  );
  return feature;
}

function listPage(
  db: Db,
  { language, texts }: BotContext,
  kind: ItemKind & (typeof LISTED)[number],
  page: number,
): Promise<ClassicMessage | undefined> {
  return composePage(
    {
      find: async (range) => {
        const { items, total } = await findItems(db, { kinds: [kind], ...range });
        return { entries: items, total };
      },
      compose: (items, place) =>
        composeList({
          title: texts.listTitle(kind),
          items,
          language,
          ...place,
          pageCallback: (number) => pageButton.write(kind, number),
        }),
    },
    page,
  );
}
