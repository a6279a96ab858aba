import type { Message, MessageEntity } from 'grammy/types';
import type { Entity, EntityType } from '../../../domain/index.ts';

type Formatted = { readonly text: string; readonly entities: readonly Entity[] };

/** Telegram's formatting in the domain's words; what is not here is sent as plain text. */
const TYPES: Readonly<Partial<Record<MessageEntity['type'], EntityType>>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  code: 'code',
  pre: 'code',
  blockquote: 'blockquote',
  expandable_blockquote: 'expandable_blockquote',
  text_link: 'text_link',
};

/** What follows the command, all its lines, with its formatting moved along. */
export function readArgument({ text = '', entities = [] }: Message): Formatted {
  const command = /^\/\S+\s*/u.exec(text)?.[0].length ?? 0;
  const argument = text.slice(command).trimEnd();
  return {
    text: argument,
    entities: entities.flatMap((entity) => {
      const type = TYPES[entity.type];
      const start = Math.max(entity.offset - command, 0);
      const end = Math.min(entity.offset - command + entity.length, argument.length);
      if (!type || start >= end) return [];
      const url = entity.type === 'text_link' ? { url: entity.url } : {};
      return [{ type, offset: start, length: end - start, ...url }];
    }),
  };
}
