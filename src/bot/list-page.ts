import {
  type ActPage,
  composeActs,
  composeList,
  composeRichActs,
  composeRichList,
  type ItemPage,
} from '../compose/index.ts';
import type { Message, MessageStyle } from '../domain/index.ts';

/** A page of items in the style of the chat. */
export function listIn(style: MessageStyle, list: ItemPage): Message {
  return style === 'rich' ? composeRichList(list) : composeList(list);
}

/** A page of acts likewise. */
export function actsIn(style: MessageStyle, list: ActPage): Message {
  return style === 'rich' ? composeRichActs(list) : composeActs(list);
}
