import type { Message } from 'grammy/types';
import { z } from 'zod';
import {
  chatId,
  entities,
  inlineKeyboard,
  integer,
  json,
  parseMode,
  type RawParameters,
  readParameters,
} from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { refuseNewer } from '../rules/entity-kinds.ts';
import { readKeyboard } from '../rules/keyboard.ts';
import { readRichMessage } from '../rules/rich.ts';
import { readMessageText } from '../rules/text.ts';
import { findMessage, reachRoom, replaceMessage } from '../world/rooms.ts';
import { type Room, type Stored, unixTime, type World } from '../world/world.ts';

const target = { chat_id: chatId, message_id: integer };

const textShape = z.object({
  ...target,
  text: z.string().optional(),
  entities,
  parse_mode: parseMode,
  rich_message: json(z.unknown()).optional(),
  reply_markup: inlineKeyboard,
});

export function editMessageText(world: World, raw: RawParameters): Message {
  const read = readParameters(textShape, raw);
  refuseNewer(read.entities, world.options.unknownEntities);
  const content =
    read.rich_message === undefined
      ? readMessageText(read.text ?? '', read.entities, 'MESSAGE_TOO_LONG')
      : { rich_message: readRichMessage(read.rich_message) };
  const { room, stored } = findOwn(world, read);
  if (!('text' in stored.message) && !('rich_message' in stored.message)) {
    throw badRequest('there is no text in the message to edit');
  }
  const { text, entities, rich_message, reply_markup, ...rest } = stored.message as Message &
    Record<string, unknown>;
  const kept =
    'entities' in content && content.entities.length === 0 ? { text: content.text } : content;
  return change(world, room, {
    stored,
    rest,
    content: { ...kept, ...keyboardOf(read.reply_markup) },
  });
}

const markupShape = z.object({ ...target, reply_markup: inlineKeyboard });

export function editMessageReplyMarkup(world: World, raw: RawParameters): Message {
  const read = readParameters(markupShape, raw);
  const { room, stored } = findOwn(world, read);
  const { reply_markup, ...rest } = stored.message as Message & Record<string, unknown>;
  return change(world, room, { stored, rest, content: keyboardOf(read.reply_markup) });
}

const targetShape = z.object(target);

export function deleteMessage(world: World, raw: RawParameters): true {
  const read = readParameters(targetShape, raw);
  const room = reachRoom(world, read.chat_id);
  const stored = findMessage(room, read.message_id);
  if (stored === undefined) throw badRequest('message to delete not found');
  const isTidier = room.standing === 'administrator' && room.rights.can_delete_messages;
  const mayDelete = stored.fromBot || room.kind === 'private' || isTidier;
  if (!mayDelete) throw badRequest("message can't be deleted");
  replaceMessage(world, room, { ...stored, deleted: true });
  return true;
}

function findOwn(
  world: World,
  { chat_id, message_id }: z.output<typeof targetShape>,
): { room: Room; stored: Stored } {
  const room = reachRoom(world, chat_id);
  const stored = findMessage(room, message_id);
  if (stored === undefined) throw badRequest('message to edit not found');
  if (!stored.fromBot) throw badRequest("message can't be edited");
  return { room, stored };
}

function keyboardOf(markup: z.output<typeof inlineKeyboard>): object {
  const keyboard = readKeyboard(markup);
  return keyboard === undefined ? {} : { reply_markup: keyboard };
}

/** Puts the new content in place, unless nobody would see a difference. */
function change(
  world: World,
  room: Room,
  { stored, rest, content }: { stored: Stored; rest: object; content: object },
): Message {
  const { edit_date, ...before } = stored.message as Message & { edit_date?: number };
  const after = { ...rest, ...content, edit_date: unixTime(world) } as Message;
  if (isSame(before, { ...after, edit_date: undefined })) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  replaceMessage(world, room, { ...stored, message: after });
  return after;
}

function isSame(before: object, after: object): boolean {
  const plain = (value: object) =>
    JSON.stringify(
      Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .toSorted(),
    );
  return plain(before) === plain(after);
}
