import { recordAdminAct } from '../../../store/index.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { chatIdOf } from '../../subscription.ts';

/** Writes down what this admin did. */
export async function note(
  { db, now }: Pick<BotDeps, 'db' | 'now'>,
  ctx: BotContext,
  { action, detail }: { readonly action: string; readonly detail: string },
): Promise<void> {
  await recordAdminAct(db, { adminId: chatIdOf(ctx), action, detail }, now());
}
