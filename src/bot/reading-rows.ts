import { z } from 'zod';
import { citation } from '../compose/index.ts';
import type { Button, StoredItem } from '../domain/index.ts';
import type { Rows } from './answer.ts';
import type { BotContext } from './context.ts';
import { buttonKind, wholeNumber } from './press.ts';
import { shareQuery } from './share-query.ts';

export const originalButton = buttonKind('original', z.tuple([wholeNumber]));

/** Under a full text: its printed lines, its title to copy, and the way to somebody else. */
export function readingRows({ language, texts, me }: BotContext, item: StoredItem): Rows {
  const { reading } = texts;
  const cited = citation(item, language);
  return [
    [
      { text: reading.original, callback: originalButton.write(item.id) },
      { text: reading.copy, copy: cited },
    ],
    [shareButton(reading.share, { me, item, cited })],
  ];
}

type Shared = {
  readonly me: BotContext['me'];
  readonly item: StoredItem;
  readonly cited: string;
};

/** Inline where the bot may be used so; else by Telegram's own page for sharing a link. */
function shareButton(text: string, { me, item, cited }: Shared): Button {
  if (me.supports_inline_queries) return { text, share: shareQuery(item.id) };
  const link = `https://t.me/${me.username}?start=item_${item.id}`;
  const query = new URLSearchParams({ url: link, text: cited });
  return { text, url: `https://t.me/share/url?${query}` };
}
