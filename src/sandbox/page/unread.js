/** @typedef {import('./server.js').Chat} Chat */

const KEY = 'gongbao-seen';

/** How many messages of each chat have been on the screen; kept while the tab lives. */
const seenIn = new Map(
  /** @type {[number, number][]} */ (JSON.parse(sessionStorage.getItem(KEY) ?? '[]')),
);

/** @param {Chat} chat */
export function seen(chat) {
  seenIn.set(chat.id, chat.arrived);
  sessionStorage.setItem(KEY, JSON.stringify([...seenIn]));
}

/** @param {Chat} chat */
export function unreadIn(chat) {
  return Math.max(0, chat.arrived - (seenIn.get(chat.id) ?? 0));
}

/** @param {readonly Chat[]} chats */
export function showUnreadInTitle(chats) {
  const count = chats.reduce((sum, chat) => sum + unreadIn(chat), 0);
  document.title = count === 0 ? '公报 Gongbao' : `(${count}) 公报 Gongbao`;
}
