import { Composer } from 'grammy';
import { z } from 'zod';
import type { Message } from '../../domain/index.ts';
import { type Db, findActs, type Period, type StoredAct } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import type { Defaults } from '../deps.ts';
import { actsIn } from '../list-page.ts';
import { composePage, pageNumber } from '../paging.ts';
import { ANY_TIME, dayField, dayFields, isAnyTime, periodOf, takeSince } from '../period.ts';
import { buttonKind, onPress } from '../press.ts';
import { pressedWords, wordsFrom } from '../quoted-words.ts';
import { styleOf } from '../style.ts';

type Deps = { readonly db: Db; readonly now: () => Date; readonly defaults: Defaults };
type About = { readonly words: string; readonly period: Period; readonly page: number };

const pageButton = buttonKind('acts', z.tuple([pageNumber]));
const filteredButton = buttonKind('acts-in', z.tuple([pageNumber, dayField, dayField]));

/** /appointments, all of them or those of a person, a post, a body; since a day if one is named. */
export function appointmentsFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('appointments', async (ctx) => {
    const clock = { now: deps.now(), timezone: deps.defaults.schedule.timezone };
    const about = { ...takeSince(wordsFrom(ctx.match), clock), page: 1 };
    const page = await actsPage(deps, ctx, about);
    await (page ? answer(ctx, [page]) : say(ctx, nothing(ctx, about)));
  });
  feature.use(
    onPress(pageButton, (ctx, page) => turn(deps, ctx, { period: ANY_TIME, page })),
    onPress(filteredButton, (ctx, page, since, until) =>
      turn(deps, ctx, { period: periodOf(since, until), page }),
    ),
  );
  return feature;
}

async function turn(
  deps: Deps,
  ctx: BotContext,
  asked: Omit<About, 'words'>,
): Promise<string | undefined> {
  const page = await actsPage(deps, ctx, { ...asked, words: pressedWords(ctx) ?? '' });
  if (page) await turnTo(ctx, page);
  return page ? undefined : ctx.texts.outdated;
}

function nothing({ texts }: BotContext, { words, period }: About): string {
  const { reading } = texts;
  if (isAnyTime(period)) return words === '' ? texts.noActs : texts.noActsAbout(words);
  const days = reading.days(period);
  return words === ''
    ? reading.nothingThen(texts.kind('appointment'), days, '/appointments')
    : reading.noActsThen(words, days);
}

function actsPage(
  { db, defaults }: Deps,
  ctx: BotContext,
  { words, period, page }: About,
): Promise<Message | undefined> {
  const { language, texts } = ctx;
  const title = words === '' ? texts.actsTitle : texts.actsAboutTitle(words);
  const isAll = isAnyTime(period);
  return composePage<StoredAct, Message>(
    {
      find: async (range) => {
        const { acts, total } = await findActs(db, { query: words, period, ...range });
        return { entries: acts, total };
      },
      compose: (acts, place) =>
        actsIn(styleOf(ctx, defaults), {
          title: isAll ? title : texts.reading.filtered(title, [texts.reading.days(period)]),
          acts,
          language,
          ...place,
          pageCallback: (number) =>
            isAll ? pageButton.write(number) : filteredButton.write(number, ...dayFields(period)),
        }),
    },
    page,
  );
}
