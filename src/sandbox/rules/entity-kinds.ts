import type { MessageEntity } from 'grammy/types';
import { badRequest } from '../refusal.ts';

/** What only changes how text looks. */
export const LOOKS = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
] as const;

/** What a bot may ask for. */
const GIVEN = new Set<string>([
  ...LOOKS,
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
]);

/** What Telegram finds by itself, and leaves out where a bot claims it. */
const FOUND = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

/** The entities that say how a text looks; a link that leads nowhere is dropped without a word. */
export function readKinds(entities: readonly MessageEntity[]): readonly MessageEntity[] {
  for (const { type } of entities) {
    if (!GIVEN.has(type) && !FOUND.has(type)) {
      throw badRequest("can't parse MessageEntity: Unsupported type specified");
    }
  }
  return entities.filter(
    (entity) =>
      GIVEN.has(entity.type) && (entity.type !== 'text_link' || leadsSomewhere(entity.url)),
  );
}

function leadsSomewhere(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^(?:tg|ton):$/.test(protocol) || (/^https?:$/.test(protocol) && hostname.includes('.'));
}
