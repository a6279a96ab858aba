import { Composer, GrammyError } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import { composeShared } from '../../compose/index.ts';
import { toKeyboard, withoutMoments } from '../../deliver/index.ts';
import type { StoredItem } from '../../domain/index.ts';
import { type Db, findItem, latestIssue, searchItems } from '../../store/index.ts';
import { formatting } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { wordsFrom } from '../quoted-words.ts';
import { readShareQuery } from '../share-query.ts';
import { SEARCH } from './start.ts';

type Deps = { readonly db: Db };
type Page = { readonly items: readonly StoredItem[]; readonly total: number };

const PAGE_SIZE = 20;
/** Nobody scrolls on for longer; words that say more find it sooner. */
const LAST_OFFSET = 1000;
/** An issue that has just been read in is offered within a minute. */
const CACHE_S = 60;

/** `@bot words` in any chat: articles to pass on. Nobody is noted to have asked. */
export function inlineFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('inline_query', async (ctx) => {
    const offset = readOffset(ctx.inlineQuery.offset);
    const { items, total } = await findPage(db, ctx.inlineQuery.query, offset);
    const next = offset + items.length;
    const goesOn = items.length > 0 && next < total && next <= LAST_OFFSET;
    await answerQuery(ctx, items, goesOn ? String(next) : '');
  });
  return feature;
}

/** As written by us into the answer before. */
function readOffset(offset: string): number {
  return /^\d{1,4}$/.test(offset) ? Number(offset) : 0;
}

/** Nothing written gives the newest issue, `item 7` that article, anything else what has these words. */
async function findPage(db: Db, asked: string, offset: number): Promise<Page> {
  const words = wordsFrom(asked);
  if (words === '') return partOf((await latestIssue(db))?.items ?? [], offset);
  const id = readShareQuery(words);
  if (id === undefined) return searchItems(db, { query: words, limit: PAGE_SIZE, offset });
  const item = await findItem(db, id);
  return partOf(item ? [item] : [], offset);
}

function partOf(items: readonly StoredItem[], offset: number): Page {
  return { items: items.slice(offset, offset + PAGE_SIZE), total: items.length };
}

/** In the language of who asks: Telegram must not show it to anybody else. */
async function answerQuery(
  ctx: BotContext,
  items: readonly StoredItem[],
  next_offset: string,
): Promise<void> {
  const { nothingToShare } = ctx.texts.places;
  const isEmpty = items.length === 0 && !ctx.inlineQuery?.offset;
  const button = isEmpty ? { button: { text: nothingToShare, start_parameter: SEARCH } } : {};
  try {
    await ctx.answerInlineQuery(
      items.map((item) => resultOf(ctx, item)),
      { cache_time: CACHE_S, is_personal: true, next_offset, ...button },
    );
  } catch (error) {
    // Somebody who types on has asked again, and no longer waits for this.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}

function resultOf({ language, texts, me }: BotContext, item: StoredItem): InlineQueryResultArticle {
  const url = `https://t.me/${me.username}?start=item_${item.id}`;
  const fullText = { text: texts.places.fullText, url };
  const { title, description, message } = composeShared({ item, language, fullText });
  return {
    type: 'article',
    id: `item_${item.id}`,
    title,
    description,
    // Refused whole by a server that does not know moments; the words say the day.
    input_message_content: { message_text: message.text, ...formatting(withoutMoments(message)) },
    reply_markup: toKeyboard(message.buttons),
  };
}
