import type { Message } from 'grammy/types';
import type { createBot } from '../../src/bot/index.ts';
import type { startLocalBotApi } from '../../src/sandbox/index.ts';

export type Telegram = Awaited<ReturnType<typeof startLocalBotApi>>;
type Bot = ReturnType<typeof createBot>['bot'];
type Update = Parameters<Bot['handleUpdate']>[0];

/** What came of a press: the notice Telegram shows, and what the bot wrote or changed. */
type Pressed = { readonly notice: string | undefined; readonly answers: readonly Message[] };

export type Speaker = {
  readonly id: number;
  /** Writes, waits until the bot is done with it, and gives what it answered. */
  says(text: string, options?: Parameters<Telegram['say']>[3]): Promise<Message[]>;
  /** Presses the newest button with these words. */
  presses(label: string): Promise<Pressed>;
  /** Sends data no button of the bot carries, from its newest message. */
  forges(data: string): Promise<Pressed>;
  sends(name: string, bytes: Uint8Array): Promise<Message[]>;
};

/** Tells when the bot is done with an update: then all its answers are there. */
export function watch(bot: Bot) {
  const handled: Update[] = [];
  const waiting = new Set<() => void>();
  const handle = bot.handleUpdate.bind(bot);
  bot.handleUpdate = async (update, envelope) => {
    await handle(update, envelope);
    handled.push(update);
    for (const check of [...waiting]) check();
  };
  return (wanted: (update: Update) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Not handled: ${wanted}`)), 30_000);
      const check = () => {
        if (!handled.some(wanted)) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
}

type Stage = { readonly telegram: Telegram; readonly handled: ReturnType<typeof watch> };

export function createSpeaker({ telegram, handled }: Stage, id: number, chatId: number): Speaker {
  const written = async (message: Message) => {
    await handled(
      ({ message: private_, channel_post: post }) =>
        (private_ ?? post)?.message_id === message.message_id &&
        (private_ ?? post)?.chat.id === chatId,
    );
    return telegram.botMessages(chatId).filter((each) => each.message_id > message.message_id);
  };
  const pressed = async (press: () => ReturnType<Telegram['press']>): Promise<Pressed> => {
    const before = new Map(
      telegram.botMessages(chatId).map((each) => [each.message_id, JSON.stringify(each)]),
    );
    const { text } = await press();
    const answers = telegram
      .botMessages(chatId)
      .filter((each) => before.get(each.message_id) !== JSON.stringify(each));
    return { notice: text || undefined, answers };
  };
  return {
    id,
    says: (text, options = {}) => written(telegram.say(id, chatId, text, options)),
    presses: (label) => pressed(() => telegram.pressLabel(id, chatId, label)),
    forges: (data) =>
      pressed(() => {
        const newest = telegram.botMessages(chatId).at(-1);
        return telegram.press(id, chatId, newest?.message_id ?? 0, data);
      }),
    sends: (name, bytes) => written(telegram.sendDocument(id, chatId, { name, bytes })),
  };
}
