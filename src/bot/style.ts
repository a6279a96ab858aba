import type { MessageStyle } from '../domain/index.ts';
import type { BotContext } from './context.ts';
import type { Defaults } from './deps.ts';

/** How this chat is answered: as it chose, else as the operator did. */
export function styleOf(
  { settings }: Pick<BotContext, 'settings'>,
  { style }: Pick<Defaults, 'style'>,
): MessageStyle {
  return settings?.style ?? style;
}
