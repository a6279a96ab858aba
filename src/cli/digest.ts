import { Command } from 'commander';
import { type Context, withStore } from './context.ts';
import { count } from './report.ts';

export function digestCommand(context: Context): Command {
  return new Command('digest')
    .description('queue the digests that are due; a running «start» sends them')
    .option('--now', 'queue what is new for every subscriber, due or not')
    .action(({ now = false }: { now?: boolean }) =>
      withStore(context, async (db, { digestCron, timezone, messageStyle }) => {
        // Loaded here only: composing brings the dictionary of traditional Chinese with it.
        const { queueDigests } = await import('../pipeline/queue-digests.ts');
        const queued = await queueDigests(
          { db, now: context.now, schedule: { cron: digestCron, timezone }, style: messageStyle },
          { onlyNew: now },
        );
        context.print(
          queued.campaignId === null
            ? 'nothing to send: no subscriber is owed anything new'
            : `${count(queued.messages, 'message', 'messages')} queued for ${count(queued.chats, 'chat', 'chats')} (campaign ${queued.campaignId})`,
        );
      }),
    );
}
