import { Command, InvalidArgumentError } from 'commander';
import type { Message } from '../domain/index.ts';
import { type Context, withStore } from './context.ts';

export function previewCommand(context: Context): Command {
  return new Command('preview')
    .description('show what the next digest would say')
    .option('--chat <id>', 'to this chat, by its own settings', readChatId)
    .action(({ chat }: { chat?: number }) =>
      withStore(context, async (db, { messageStyle }) => {
        // Loaded here only: composing brings the dictionary of traditional Chinese with it.
        const { previewDigest } = await import('../pipeline/preview-digest.ts');
        const preview = await previewDigest({ db, style: messageStyle }, chat ?? null);
        if (preview === undefined) return context.fail(`chat ${chat} is not subscribed`);
        if (preview.length === 0) return context.print('nothing new: no digest would be sent');
        context.print(preview.map(asText).join('\n\n---\n\n'));
      }),
    );
}

function readChatId(words: string): number {
  if (!/^-?\d{1,15}$/.test(words)) throw new InvalidArgumentError('a chat id is a number.');
  return Number(words);
}

/** A rich message's fallback says the same in plain lines. */
function asText(message: Message): string {
  return message.style === 'classic' ? message.text : message.fallback.map(asText).join('\n\n');
}
