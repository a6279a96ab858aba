import { Composer, InputFile } from 'grammy';
import { type Db, exportChat } from '../../store/index.ts';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { forAdministrators } from '../rights.ts';
import { chatIdOf } from '../subscription.ts';

type Deps = { readonly db: Db; readonly now: () => Date };

/** /export: every row about the chat, as one JSON file. */
export function exportFeature({ db, now }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'export',
    forAdministrators(async (ctx) => {
      const kept = await exportChat(db, chatIdOf(ctx));
      const { exported, nothingKept } = ctx.texts.myData;
      if (kept === null) return say(ctx, nothingKept);
      const made = now().toISOString();
      const json = JSON.stringify({ exportedAt: made, ...kept }, null, 2);
      const file = new InputFile(Buffer.from(json), `gongbao-${made.slice(0, 10)}.json`);
      await ctx.replyWithDocument(file, { caption: exported });
    }, 'administratorsSee'),
  );
  return feature;
}
