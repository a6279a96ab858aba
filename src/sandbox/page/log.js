import { byId } from './element.js';
import { renderMessage } from './message.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').Shown} Shown
 * @typedef {import('./server.js').Chat} Chat
 * @typedef {import('./message.js').Actions} Actions
 */

const NEAR_END = 120;
const MARGIN = 12;

const log = byId('log', HTMLDivElement);
const scroll = byId('scroll', HTMLElement);

/** Nothing of this chat has been shown yet: one begins at its end. */
let isFresh = true;

export function clearLog() {
  isFresh = true;
  log.replaceChildren();
}

/**
 * Puts what is new at the end, and what has changed in its old place. Whoever reads the end is taken
 * along, but only so far that a long answer is read from its beginning.
 *
 * @param {readonly Shown[]} messages
 * @param {{ chat: Chat, as: number, botName: string }} view
 * @param {Actions} actions
 */
export function showMessages(messages, view, actions) {
  const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END;
  const before = log.lastElementChild;
  for (const shown of messages) showOne(shown, view, actions);
  const first = before === null ? log.firstElementChild : before.nextElementSibling;
  const hasSpoken = messages.some(
    ({ message, fromBot }) => !fromBot && message.from?.id === view.as,
  );
  if (isFresh || (isAtEnd && first === null)) scroll.scrollTop = scroll.scrollHeight;
  else if (first instanceof HTMLElement && (isAtEnd || hasSpoken)) {
    scroll.scrollTop = first.offsetTop - MARGIN;
  }
  isFresh = false;
}

/**
 * @param {Shown} shown
 * @param {{ chat: Chat, as: number, botName: string }} view
 * @param {Actions} actions
 */
function showOne(shown, view, actions) {
  const old = document.getElementById(`message-${shown.message.message_id}`);
  if (shown.deleted) {
    old?.remove();
    return;
  }
  const made = renderMessage(shown, lookOf(shown, view), actions);
  if (old === null) {
    log.append(made);
    return;
  }
  const focused = placeOfFocus(old);
  old.replaceWith(made);
  if (focused !== undefined) restoreFocus(made, focused);
}

/**
 * @param {Shown} shown
 * @param {{ chat: Chat, as: number, botName: string }} view
 */
function lookOf({ message, fromBot }, { chat, as, botName }) {
  const isMine = !fromBot && message.from?.id === as;
  const author = message.sender_chat?.title ?? message.from?.first_name ?? chat.title;
  const topic = chat.topics.find(({ id }) => id === message.message_thread_id)?.name;
  return {
    isMine,
    author: fromBot && chat.kind !== 'channel' ? botName : isMine ? texts.you : author,
    topic,
  };
}

/**
 * Whoever pressed a button by keyboard goes on from the same place after the message has changed.
 *
 * @param {HTMLElement} message
 * @returns {{ index: number, label: string } | undefined}
 */
function placeOfFocus(message) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !message.contains(active)) return undefined;
  const index = [...message.querySelectorAll('*')].filter(
    (one) => one instanceof HTMLButtonElement,
  );
  return {
    index: index.indexOf(/** @type {HTMLButtonElement} */ (active)),
    label: active.textContent ?? '',
  };
}

/**
 * @param {HTMLElement} message
 * @param {{ index: number, label: string }} focused
 */
function restoreFocus(message, { index, label }) {
  const keys = [...message.querySelectorAll('button')];
  (keys.find((key) => key.textContent === label) ?? keys[index] ?? message).focus();
}
