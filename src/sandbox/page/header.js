import { byId } from './element.js';
import { placeBot, setBlocked } from './server.js';
import { kindOf } from './sidebar.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').State} State
 * @typedef {import('./server.js').Chat} Chat
 * @typedef {{ state: State, chat: Chat, as: number }} View
 */

const title = byId('chat-title', HTMLHeadingElement);
const note = byId('chat-note', HTMLParagraphElement);
const standing = byId('standing', HTMLButtonElement);

/** @param {View} view */
export function showHeader({ state, chat, as }) {
  const name = state.people.find(({ id }) => id === as)?.name ?? String(as);
  const isOut = !isIn(chat);
  if (chat.kind === 'private') {
    title.textContent = state.bot.name;
    note.textContent = `${texts.youAre(name)}${isOut ? ` · ${texts.isBlocked}` : ''}`;
    standing.textContent = isOut ? texts.unblock : texts.block;
  } else {
    title.textContent = chat.title;
    const members = `${kindOf(chat)} · ${texts.inChat(chat.members.length)}`;
    note.textContent = isOut ? `${members} · ${texts.isOut}` : members;
    standing.textContent = isOut ? texts.invite : texts.remove;
  }
}

/**
 * The bot is blocked, or thrown out, or let in again.
 *
 * @param {() => View | undefined} current
 * @param {(error: unknown) => void} onError
 */
export function setUpHeader(current, onError) {
  standing.addEventListener('click', () => {
    const view = current();
    if (view !== undefined) toggle(view).catch(onError);
  });
}

/** @param {View} view */
async function toggle({ chat }) {
  if (chat.kind === 'private') {
    await setBlocked({ as: chat.id, isBlocked: isIn(chat) });
    return;
  }
  const owner = chat.members.find(({ role }) => role === 'creator') ?? chat.members[0];
  const invited = chat.kind === 'channel' ? 'administrator' : 'member';
  await placeBot({ as: owner?.id ?? 0, chat: chat.id, standing: isIn(chat) ? 'kicked' : invited });
}

/** @param {Chat} chat */
function isIn({ standing: how }) {
  return how !== 'blocked' && how !== 'kicked' && how !== 'left' && how !== 'deactivated';
}
