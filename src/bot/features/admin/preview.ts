import { Composer } from 'grammy';
import { z } from 'zod';
import { countOwedChats } from '../../../pipeline/owed-items.ts';
import { previewDigest } from '../../../pipeline/preview-digest.ts';
import { queueDigests } from '../../../pipeline/queue-digests.ts';
import { recordAdminAct } from '../../../store/index.ts';
import { answer, plain, say, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { buttonKind, onPress } from '../../press.ts';
import { chatIdOf } from '../../subscription.ts';

type Deps = Pick<BotDeps, 'db' | 'now' | 'defaults' | 'wakeSender'>;

const digestButton = buttonKind('digest', z.tuple([z.enum(['ask', 'send', 'discard'])]));

/** /preview: what the next digest says and how many get it; and sending it now. */
export function previewFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('preview', (ctx) => preview(deps, ctx));
  feature.use(
    onPress(digestButton, async (ctx, choice) => {
      if (choice === 'ask') await ask(deps, ctx);
      else if (choice === 'send') await send(deps, ctx);
      else await turnTo(ctx, plain(ctx.texts.admin.discarded));
      return undefined;
    }),
  );
  return feature;
}

async function preview({ db, now, defaults }: Deps, ctx: BotContext): Promise<void> {
  const { admin } = ctx.texts;
  const chats = await countOwedChats(db, now());
  const messages = await previewDigest({ db, style: defaults.style }, null);
  if (chats === 0 || !messages || messages.length === 0) return say(ctx, admin.nothingToSend);
  await say(ctx, admin.previewHead);
  await answer(ctx, messages);
  await say(ctx, admin.previewCount(chats), [
    [{ text: admin.sendNow, callback: digestButton.write('ask') }],
  ]);
}

async function ask({ db, now }: Deps, ctx: BotContext): Promise<void> {
  const { admin, buttons } = ctx.texts;
  const chats = await countOwedChats(db, now());
  if (chats === 0) return turnTo(ctx, plain(admin.nothingToSend));
  await turnTo(
    ctx,
    plain(admin.sendNowAsk(chats), [
      [
        { text: admin.sendNowConfirm, callback: digestButton.write('send') },
        { text: buttons.cancel, callback: digestButton.write('discard') },
      ],
    ]),
  );
}

/** Pressed twice, the second time finds nothing new to anybody. */
async function send({ db, now, defaults, wakeSender }: Deps, ctx: BotContext): Promise<void> {
  const { admin } = ctx.texts;
  const { schedule, style } = defaults;
  const { campaignId, chats, messages } = await queueDigests(
    { db, now, schedule, style },
    { onlyNew: true },
  );
  const detail = JSON.stringify({ campaignId, chats, messages });
  await recordAdminAct(db, { adminId: chatIdOf(ctx), action: 'digest send', detail }, now());
  wakeSender();
  await turnTo(ctx, plain(chats > 0 ? admin.digestQueued(chats, messages) : admin.nothingToSend));
}
