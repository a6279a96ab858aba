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

/** An older server knows fewer kinds. */
export function refuseNewer(entities: readonly MessageEntity[], unknown: readonly string[]): void {
  if (entities.some(({ type }) => unknown.includes(type))) throw unsupported();
}

function unsupported() {
  return badRequest("can't parse MessageEntity: Unsupported type specified");
}

/** `r`, or weekday, date and time, each at most once; nothing leaves the words as they are. */
const MOMENT_FORMAT = /^(?:r|w?[dD]?[tT]?)$/;
const LAST_SECOND = 2 ** 31 - 1;

function refuseMoment(entity: MessageEntity.DateTimeMessageEntity): void {
  const { unix_time: at, date_time_format: format = '' } = entity;
  if (!Number.isInteger(at))
    throw badRequest('can\'t parse MessageEntity: Can\'t find field "unix_time"');
  if (at < 0 || at > LAST_SECOND)
    throw badRequest("can't parse MessageEntity: Invalid date specified");
  if (!MOMENT_FORMAT.test(format))
    throw badRequest("can't parse MessageEntity: Invalid date-time format specified");
}

/** The entities that say how a text looks; a link that leads nowhere is dropped without a word. */
export function readKinds(entities: readonly MessageEntity[]): readonly MessageEntity[] {
  for (const entity of entities) {
    if (!GIVEN.has(entity.type) && !FOUND.has(entity.type)) throw unsupported();
    if (entity.type === 'date_time') refuseMoment(entity);
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
