import { Composer } from 'grammy';
import type { Interest } from '../../../domain/index.ts';
import { answer, plain, say } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { callbacksIn } from '../../press.ts';
import { wordsFrom } from '../../quoted-words.ts';
import { forAdministrators } from '../../rights.ts';
import type { SubscriptionDeps } from '../../subscription.ts';
import { cityRows, readZone } from '../settings/zones.ts';
import { zoneButton } from './buttons.ts';
import { changeWhen } from './change-when.ts';
import { backTo } from './interest.ts';
import { interestPage, type rhythmOf } from './interest-page.ts';

/** By whose clock something that is followed comes: cities to choose from, and how to write another. */
export function zonesPage(
  { texts }: BotContext,
  { id, query, timezone }: Interest,
  rhythm: Awaited<ReturnType<typeof rhythmOf>>,
) {
  const usual = texts.follows.asInSettings;
  return plain(texts.follows.zoneAsk(query, rhythm), [
    ...cityRows(texts, timezone, (zone) => zoneButton.write(id, zone)),
    [
      {
        text: timezone === null ? texts.current(usual) : usual,
        callback: zoneButton.write(id, 'usual'),
      },
      backTo(texts, id),
    ],
  ]);
}

/** A zone written by hand, in answer to that page. */
export function typedZoneFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature
    .on(['message:text', 'channel_post:text'])
    .filter((ctx) => zoneAskedOf(ctx) !== undefined)
    .use(forAdministrators((ctx) => move(deps, ctx)));
  return feature;
}

/** Which page is answered is told by its buttons: nothing is kept of what was asked. */
function zoneAskedOf({ msg }: Pick<BotContext, 'msg'>): number | undefined {
  if (msg?.text?.startsWith('/') !== false) return undefined;
  const asked = callbacksIn(msg.reply_to_message).map((data) => zoneButton.read(data));
  return asked.find((read) => read !== undefined)?.[0];
}

async function move(deps: SubscriptionDeps, ctx: BotContext): Promise<void> {
  const { follows } = ctx.texts;
  const words = wordsFrom(ctx.msg?.text ?? '');
  const timezone = readZone(words);
  if (timezone === undefined) return say(ctx, follows.zoneUnknown(words));
  const when = { timezone };
  const interest = await changeWhen(deps, ctx, { id: zoneAskedOf(ctx) ?? 0, when });
  if (!interest) return say(ctx, follows.gone);
  await answer(ctx, [await interestPage(deps, ctx, { interest, isNew: false })]);
}
