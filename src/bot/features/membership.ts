import { Composer } from 'grammy';
import { type Db, markGone, migrateChat } from '../../store/index.ts';
import { say } from '../answer.ts';
import { type BotContext, keepChat } from '../context.ts';
import { papersOf } from '../papers.ts';
import { currentSubscription } from '../subscription.ts';

type Deps = { readonly db: Db; readonly now: () => Date; readonly publication: string };

/** Added, removed, blocked, welcomed back; and a group that moves to a new address. */
export function membershipFeature({ db, now, publication }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('my_chat_member', async (ctx) => {
    const { old_chat_member: before, new_chat_member: after } = ctx.myChatMember;
    if (!isPresent(after)) return markGone(db, ctx.chat.id, after.status, now());
    if (!mayWrite(after, ctx.chat.type)) return markGone(db, ctx.chat.id, 'may not write', now());
    // In a private chat it says «welcome back»; a newcomer is met by /start, and kept only then.
    if (ctx.chat.type === 'private') return ctx.settings ? keepChat(db, ctx, now()) : undefined;
    await keepChat(db, ctx, now());
    if (!isPresent(before) && isGroup(ctx.chat.type)) await greet({ db, publication }, ctx);
  });
  feature.on('message:migrate_to_chat_id', (ctx) =>
    migrateChat(db, ctx.chat.id, ctx.message.migrate_to_chat_id, now()),
  );
  // The same news from the other side.
  feature.on('message:migrate_from_chat_id', (ctx) =>
    migrateChat(db, ctx.message.migrate_from_chat_id, ctx.chat.id, now()),
  );
  return feature;
}

/** A group that took us out and in again finds everything as it was. */
async function greet({ db, publication }: Omit<Deps, 'now'>, ctx: BotContext): Promise<void> {
  const isSubscribed = (await currentSubscription({ db }, ctx)) !== undefined;
  const { texts, me } = ctx;
  const publications = await papersOf({ db, publication }, ctx);
  const newcomer = texts.groupGreeting({ publications, username: me.username });
  await say(ctx, isSubscribed ? texts.groupBack : newcomer);
}

type Member = {
  readonly status: string;
  readonly is_member?: boolean;
  readonly can_send_messages?: boolean;
  readonly can_post_messages?: boolean;
};

function isPresent({ status, is_member: isMember }: Member): boolean {
  if (status === 'restricted') return isMember === true;
  return status !== 'left' && status !== 'kicked';
}

/** Where it may only read it is as good as not there: nothing can be sent, and nobody told so. */
function mayWrite(member: Member, chatType: string): boolean {
  if (member.status === 'restricted') return member.can_send_messages === true;
  if (chatType !== 'channel') return true;
  return member.status === 'administrator' && member.can_post_messages === true;
}

function isGroup(type: string): boolean {
  return type === 'group' || type === 'supergroup';
}
