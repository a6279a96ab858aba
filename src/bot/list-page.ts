import {
  type ActPage,
  composeActs,
  composeDates,
  composeHistory,
  composeHolders,
  composeList,
  composeRichActs,
  composeRichDates,
  composeRichHistory,
  composeRichHolders,
  composeRichList,
  type Dates,
  type Histories,
  type Holders,
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

/** A page of who holds or held an office. */
export function holdersIn(style: MessageStyle, list: Holders): Message {
  return style === 'rich' ? composeRichHolders(list) : composeHolders(list);
}

/** A page of what is told of one name. */
export function historyIn(style: MessageStyle, list: Histories): Message {
  return style === 'rich' ? composeRichHistory(list) : composeHistory(list);
}

/** A page of dates. */
export function datesIn(style: MessageStyle, list: Dates): Message {
  return style === 'rich' ? composeRichDates(list) : composeDates(list);
}
