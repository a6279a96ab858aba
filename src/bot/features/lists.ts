import { Composer } from 'grammy';
import { z } from 'zod';
import type { Message, StoredItem } from '../../domain/index.ts';
import { type Db, findItems, type Period } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import type { Defaults } from '../deps.ts';
import { listIn } from '../list-page.ts';
import { composePage, pageNumber } from '../paging.ts';
import { ANY_TIME, dayField, dayFields, isAnyTime, periodOf, readPeriod } from '../period.ts';
import { buttonKind, onPress } from '../press.ts';
import { styleOf } from '../style.ts';

type Deps = { readonly db: Db; readonly now: () => Date; readonly defaults: Defaults };

const LISTED = ['decision', 'news'] as const;
const COMMANDS = { decision: 'decisions', news: 'news' } as const;
type Listed = (typeof LISTED)[number];

type Wanted = { readonly kind: Listed; readonly period: Period; readonly page: number };

const pageButton = buttonKind('list', z.tuple([z.enum(LISTED), pageNumber]));
const filteredButton = buttonKind(
  'list-in',
  z.tuple([z.enum(LISTED), pageNumber, dayField, dayField]),
);

/** Everything of one kind, newest first, of a time or all: /decisions 2024 and /news 昨天. */
export function listsFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  for (const kind of LISTED) {
    feature.command(COMMANDS[kind], async (ctx) => {
      const period = readWanted(deps, ctx.match);
      if (!period) return say(ctx, ctx.texts.reading.periodUsage);
      const wanted = { kind, period, page: 1 };
      const page = await listPage(deps, ctx, wanted);
      await (page ? answer(ctx, [page]) : say(ctx, nothing(ctx, wanted)));
    });
  }
  feature.use(
    onPress(pageButton, (ctx, kind, page) => turn(deps, ctx, { kind, period: ANY_TIME, page })),
    onPress(filteredButton, (ctx, kind, page, since, until) =>
      turn(deps, ctx, { kind, period: periodOf(since, until), page }),
    ),
  );
  return feature;
}

function readWanted({ now, defaults }: Deps, words: string): Period | undefined {
  if (words.trim() === '') return ANY_TIME;
  return readPeriod(words, { now: now(), timezone: defaults.schedule.timezone });
}

async function turn(deps: Deps, ctx: BotContext, wanted: Wanted): Promise<string | undefined> {
  const page = await listPage(deps, ctx, wanted);
  if (page) await turnTo(ctx, page);
  return page ? undefined : nothing(ctx, wanted);
}

function nothing({ texts }: BotContext, { kind, period }: Wanted): string {
  return isAnyTime(period)
    ? texts.nothingOfKind(kind)
    : texts.reading.nothingThen(texts.kind(kind), texts.reading.days(period), `/${COMMANDS[kind]}`);
}

function listPage(
  { db, defaults }: Deps,
  ctx: BotContext,
  { kind, period, page }: Wanted,
): Promise<Message | undefined> {
  const { language, texts } = ctx;
  const title = texts.listTitle(kind);
  const isAll = isAnyTime(period);
  return composePage<StoredItem, Message>(
    {
      find: async (range) => {
        const { items, total } = await findItems(db, { kinds: [kind], period, ...range });
        return { entries: items, total };
      },
      compose: (items, place) =>
        listIn(styleOf(ctx, defaults), {
          title: isAll ? title : texts.reading.filtered(title, [texts.reading.days(period)]),
          items,
          language,
          ...place,
          pageCallback: (number) =>
            isAll
              ? pageButton.write(kind, number)
              : filteredButton.write(kind, number, ...dayFields(period)),
        }),
    },
    page,
  );
}
