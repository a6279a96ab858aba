import type { Message } from 'grammy/types';
import { z } from 'zod';
import {
  chatId,
  entities,
  flag,
  inlineKeyboard,
  integer,
  json,
  parseMode,
  type RawParameters,
  readParameters,
} from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { refuseNewer } from '../rules/entity-kinds.ts';
import { admitMessage } from '../rules/flood.ts';
import { readKeyboard } from '../rules/keyboard.ts';
import { readRichMessage } from '../rules/rich.ts';
import { readMessageText } from '../rules/text.ts';
import { asChat, enterRoom, findMessage, putMessage } from '../world/rooms.ts';
import { type Room, unixTime, type World } from '../world/world.ts';

/** What every sending method takes. */
export const destination = {
  chat_id: chatId,
  message_thread_id: integer.optional(),
  reply_parameters: json(
    z.object({ message_id: integer, allow_sending_without_reply: flag }),
  ).optional(),
  reply_markup: inlineKeyboard,
  allow_paid_broadcast: flag,
};

type Destination = z.output<z.ZodObject<typeof destination>>;

const textShape = z.object({ ...destination, text: z.string(), entities, parse_mode: parseMode });

export function sendMessage(world: World, raw: RawParameters): Message {
  const read = readParameters(textShape, raw);
  refuseNewer(read.entities, world.options.unknownEntities);
  const { text, entities } = readMessageText(read.text, read.entities, 'message is too long');
  return send(world, read, { text, ...(entities.length === 0 ? {} : { entities }) });
}

const richShape = z.object({ ...destination, rich_message: json(z.unknown()) });

export function sendRichMessage(world: World, raw: RawParameters): Message {
  const read = readParameters(richShape, raw);
  return send(world, read, { rich_message: readRichMessage(read.rich_message) });
}

/** Sends content that has been checked: the last hurdles are the chat and the flood control. */
export function send(world: World, to: Destination, content: object): Message {
  const keyboard = readKeyboard(to.reply_markup);
  const room = enterRoom(world, to.chat_id);
  const thread = threadOf(room, to.message_thread_id);
  const reply = replyOf(room, to.reply_parameters);
  admitMessage(world.counters, world.options.flood, {
    chatId: room.id,
    isPrivate: room.kind === 'private',
    paid: to.allow_paid_broadcast,
    now: world.options.now().getTime(),
  });
  const origin =
    room.kind === 'channel' ? { sender_chat: asChat(world, room) } : { from: ourselves(world) };
  const make = (messageId: number) =>
    ({
      message_id: messageId,
      ...origin,
      chat: asChat(world, room),
      date: unixTime(world),
      ...thread,
      ...reply,
      ...content,
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    }) as Message;
  return putMessage(world, room, { fromBot: true, make });
}

/** The bot as it stands in its messages: `getMe` says more. */
function ourselves({ bot }: World) {
  return {
    id: bot.id,
    is_bot: true as const,
    first_name: bot.first_name,
    username: bot.username,
  };
}

function threadOf(room: Room, thread: number | undefined): object {
  if (thread === undefined) return {};
  const topic = room.isForum ? room.topics.get(thread) : undefined;
  // The General topic, too, is not to be found by its number.
  if (topic === undefined) throw badRequest('message thread not found');
  if (topic.isClosed && room.standing !== 'administrator') throw badRequest('TOPIC_CLOSED');
  return { message_thread_id: thread, is_topic_message: true };
}

function replyOf(room: Room, reply: Destination['reply_parameters']): object {
  if (reply === undefined) return {};
  const stored = findMessage(room, reply.message_id);
  if (stored !== undefined) return { reply_to_message: stored.message };
  if (reply.allow_sending_without_reply) return {};
  throw badRequest('message to be replied not found');
}
