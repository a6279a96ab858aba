import type { MessageEntity } from 'grammy/types';
import { LOOKS } from './entity-kinds.ts';

type Detected = 'bot_command' | 'mention' | 'hashtag' | 'url' | 'email';

/** What Telegram recognizes by itself in any text. */
const wordings: readonly { readonly type: Detected; readonly pattern: RegExp }[] = [
  // https://www.zjpy.gov.cn/col/1.html
  {
    type: 'url',
    pattern:
      /https?:\/\/[^\s<>"'，。；：、！？（）《》「」【】]+[^\s<>"'.,;:!?)，。；：、！？（）《》「」【】]/g,
  },
  // office@example.org
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g },
  // /search@gongbao_bot
  { type: 'bot_command', pattern: /(?<![\w/>])\/\w{1,64}(?:@\w{3,32})?(?![\w/<])/g },
  // @gongbao_bot
  { type: 'mention', pattern: /(?<![\w@./])@\w{3,32}(?!\w)/g },
  // #公告
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#/])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu },
];

/** Adds what is recognized where no other entity stands. */
export function detectEntities(
  text: string,
  entities: readonly MessageEntity[],
): readonly MessageEntity[] {
  const found = [...entities];
  for (const { type, pattern } of wordings) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => excludes(other, entity))) found.push(entity);
    }
  }
  return found.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
}

/** In a quotation or bold text a link is still found; in code and in other links none is. */
const OPEN: ReadonlySet<string> = new Set(LOOKS);

function excludes(other: MessageEntity, entity: MessageEntity): boolean {
  const touches =
    other.offset < entity.offset + entity.length && entity.offset < other.offset + other.length;
  if (!touches) return false;
  const covers =
    other.offset <= entity.offset && other.offset + other.length >= entity.offset + entity.length;
  return !(OPEN.has(other.type) && covers);
}
