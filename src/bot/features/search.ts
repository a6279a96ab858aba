import { Composer } from 'grammy';
import { z } from 'zod';
import { ITEM_KINDS, type ItemKind, type Message, readClauses } from '../../domain/index.ts';
import { type Db, type Period, searchItems } from '../../store/index.ts';
import { answer, type Rows, say, turnTo, withRows } from '../answer.ts';
import type { BotContext } from '../context.ts';
import type { Defaults } from '../deps.ts';
import { packKinds } from '../kinds.ts';
import { listIn } from '../list-page.ts';
import { composePage, pageNumber } from '../paging.ts';
import { ANY_TIME, dayField, dayFields, isAnyTime, periodOf, takePeriod } from '../period.ts';
import { buttonKind, onPress } from '../press.ts';
import { pressedWords, wordsFrom } from '../quoted-words.ts';
import { styleOf } from '../style.ts';
import type { Texts } from '../texts/index.ts';
import { followThisButton } from './follow/buttons.ts';

type Deps = { readonly db: Db; readonly now: () => Date; readonly defaults: Defaults };

type Filter = { readonly kind: ItemKind | null; readonly period: Period };
type Query = Filter & { readonly words: string; readonly page: number };

const UNFILTERED: Filter = { kind: null, period: ANY_TIME };

const pageButton = buttonKind('found', z.tuple([pageNumber]));
const filteredButton = buttonKind(
  'found-in',
  z.tuple([pageNumber, z.enum([...ITEM_KINDS, 'all']), dayField, dayField]),
);
const searchButton = buttonKind('search', z.tuple([]));

/** /search WORDS, with days among them or kinds by buttons; and the search offered to who just writes. */
export function searchFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('search', async (ctx) => {
    const words = wordsFrom(ctx.match);
    if (words === '') await say(ctx, ctx.texts.searchUsage);
    else await showFound(deps, ctx, words);
  });
  feature.use(
    onPress(searchButton, async (ctx) => {
      const words = pressedWords(ctx);
      if (words === undefined) return ctx.texts.outdated;
      await showFound(deps, ctx, words);
      return undefined;
    }),
    onPress(pageButton, (ctx, page) => turnToFound(deps, ctx, { ...UNFILTERED, page })),
    onPress(filteredButton, (ctx, page, kind, since, until) => {
      const period = periodOf(since, until);
      return turnToFound(deps, ctx, { page, kind: kind === 'all' ? null : kind, period });
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

async function showFound(deps: Deps, ctx: BotContext, sought: string): Promise<void> {
  const clock = { now: deps.now(), timezone: deps.defaults.schedule.timezone };
  const query = { ...takePeriod(sought, clock), kind: null, page: 1 };
  const page = await foundPage(deps, ctx, query);
  await (page ? answer(ctx, [page]) : say(ctx, nothing(ctx, query)));
}

async function turnToFound(
  deps: Deps,
  ctx: BotContext,
  asked: Omit<Query, 'words'>,
): Promise<string | undefined> {
  const words = pressedWords(ctx);
  if (words === undefined) return ctx.texts.outdated;
  const page = await foundPage(deps, ctx, { ...asked, words });
  if (page) await turnTo(ctx, page);
  return page ? undefined : nothing(ctx, { ...asked, words });
}

function nothing(ctx: BotContext, query: Query): string {
  const filters = namedFilters(ctx, query);
  const { texts } = ctx;
  const { all, none } = readClauses(query.words);
  if (all.length === 0 && none.length > 0) return texts.reading.onlyNot;
  return filters.length === 0
    ? texts.nothingFound(query.words)
    : texts.reading.nothingIn(query.words, filters);
}

async function foundPage(
  { db, defaults }: Deps,
  ctx: BotContext,
  query: Query,
): Promise<Message | undefined> {
  const { words, kind, period } = query;
  const kinds = kind === null ? undefined : [kind];
  const page = await composePage<Awaited<ReturnType<typeof searchItems>>['items'][number], Message>(
    {
      find: async (range) => {
        const { items, total } = await searchItems(db, { query: words, kinds, period, ...range });
        return { entries: items, total };
      },
      compose: (items, place) =>
        listIn(styleOf(ctx, defaults), {
          title: titleOf(ctx, query),
          items,
          sought: words,
          language: ctx.language,
          ...place,
          pageCallback: (number) => writePage(number, query),
        }),
    },
    query.page,
  );
  return page && withRows([page], [...kindRows(ctx, query), followRow(ctx.texts, kinds)])[0];
}

function titleOf(ctx: BotContext, query: Query): string {
  const filters = namedFilters(ctx, query);
  const title = ctx.texts.searchTitle(query.words);
  return filters.length === 0 ? title : ctx.texts.reading.filtered(title, filters);
}

function namedFilters({ texts }: BotContext, { kind, period }: Filter): string[] {
  return [
    ...(kind === null ? [] : [texts.kind(kind)]),
    ...(isAnyTime(period) ? [] : [texts.reading.days(period)]),
  ];
}

/** Short as long as nothing is filtered. */
function writePage(page: number, { kind, period }: Filter): string {
  if (kind === null && isAnyTime(period)) return pageButton.write(page);
  return filteredButton.write(page, kind ?? 'all', ...dayFields(period));
}

function kindRows({ texts }: BotContext, { kind: chosen, period }: Filter): Rows {
  const others = ITEM_KINDS.filter((kind) => kind !== chosen).map((kind) => ({
    text: texts.reading.onlyKind(kind),
    callback: writePage(1, { kind, period }),
  }));
  const all = { text: texts.reading.everyKind, callback: writePage(1, { kind: null, period }) };
  const buttons = chosen === null ? others : [...others, all];
  return [buttons.slice(0, 2), buttons.slice(2)];
}

/** What is looked for once may be told whenever it is printed: of these kinds, and from now on. */
function followRow({ follows }: Texts, kinds: readonly ItemKind[] = []) {
  const callback = followThisButton.write('word', packKinds(kinds));
  return [{ text: follows.followSearch, callback }];
}
