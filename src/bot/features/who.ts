import { Composer } from 'grammy';
import { z } from 'zod';
import type { Button, ListedAct, Message } from '../../domain/index.ts';
import type { Holding } from '../../people/index.ts';
import { archiveBegins } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { holdersIn } from '../list-page.ts';
import { findHoldings, withTitles } from '../office-holders.ts';
import { composePage, pageNumber, pageOf } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';
import { askedWho } from '../question.ts';
import { pressedWords, wordsFrom } from '../quoted-words.ts';
import { styleOf } from '../style.ts';
import { type PeopleDeps, personPage } from './person.ts';

type Time = 'now' | 'past';
type Asked = { readonly words: string; readonly page: number; readonly time: Time };

const whoButton = buttonKind('who', z.tuple([z.enum(['now', 'past']), pageNumber]));

/** /who: the holders of an office, as far as announcements tell; who left it stands on pages of its own. */
export function whoFeature(deps: PeopleDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('who', async (ctx) => {
    const said = wordsFrom(ctx.match);
    const words = askedWho(said) ?? said;
    if (words === '') return say(ctx, ctx.texts.people.whoUsage);
    if (!(await answerWho(deps, ctx, words))) await say(ctx, ctx.texts.people.nobody(words));
  });
  feature.use(
    onPress(whoButton, async (ctx, time, number) => {
      const words = pressedWords(ctx);
      const page = words && (await whoPage(deps, ctx, { words, page: number, time }));
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.outdated;
    }),
  );
  return feature;
}

/** What names no office may be somebody's name. Whether anybody is known. */
export async function answerWho(
  deps: PeopleDeps,
  ctx: BotContext,
  words: string,
): Promise<boolean> {
  const page =
    (await whoPage(deps, ctx, { words, page: 1, time: 'now' })) ??
    (await personPage(deps, ctx, { words, page: 1 }));
  if (page) await answer(ctx, [page]);
  return page !== undefined;
}

async function whoPage(
  { db, defaults }: PeopleDeps,
  ctx: BotContext,
  { words, page, time }: Asked,
): Promise<Message | undefined> {
  const { now, past } = Object.groupBy(await findHoldings(db, words), timeOf);
  // Whom everybody has left is told of all the same.
  const shown = now === undefined ? 'past' : time;
  const listed = (shown === 'now' ? now : past) ?? [];
  const { people } = ctx.texts;
  const begins = await archiveBegins(db);
  const note = [people.archiveNote(begins), now === undefined ? people.nobodyNow : '']
    .filter((line) => line !== '')
    .join('\n');
  return composePage<Holding, Message>(
    {
      find: async (range) => {
        const { entries, total } = pageOf(listed, range);
        return { entries: await withTitles(db, entries), total };
      },
      compose: (holdings, place) =>
        holdersIn(styleOf(ctx, defaults), {
          title: shown === 'now' ? people.whoTitle(words) : people.formerTitle(words),
          holdings,
          note,
          language: ctx.language,
          ...place,
          pageCallback: (number) => whoButton.write(shown, number),
          below: others(ctx, { shown, now, past }),
        }),
    },
    page,
  );
}

function timeOf({ until }: Holding<ListedAct>): Time {
  return until === null ? 'now' : 'past';
}

type Both = {
  readonly shown: Time;
  readonly now: readonly Holding<ListedAct>[] | undefined;
  readonly past: readonly Holding<ListedAct>[] | undefined;
};

function others({ texts }: BotContext, { shown, now, past }: Both): Button[][] {
  const { people } = texts;
  if (shown === 'now')
    return past ? [[{ text: people.seeFormer, callback: whoButton.write('past', 1) }]] : [];
  return now ? [[{ text: people.seePresent, callback: whoButton.write('now', 1) }]] : [];
}
