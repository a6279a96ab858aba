import { button, byId, element } from './element.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').State} State
 * @typedef {import('./server.js').Chat} Chat
 * @typedef {{ as: number, chat: number }} Place
 */

const people = byId('people', HTMLUListElement);
const places = byId('places', HTMLUListElement);
const sidebar = byId('sidebar', HTMLElement);
const menu = byId('menu', HTMLButtonElement);

/**
 * @param {State} state
 * @param {Place} place
 * @param {{ unreadOf: (chat: Chat) => number, onChoose: (place: Place) => void }} deps
 */
export function showSidebar(state, place, { unreadOf, onChoose }) {
  const had = document.activeElement?.id;
  const entry = (/** @type {Chat} */ chat, /** @type {string} */ note) =>
    element('li', {}, [
      chatButton(chat, { note, unread: unreadOf(chat), isOpen: chat.id === place.chat }, () => {
        closeSidebar();
        onChoose({ chat: chat.id, as: speakerOf(chat, place.as) });
      }),
    ]);
  const ofPeople = state.people.flatMap((person) => {
    const chat = state.chats.find(({ id }) => id === person.id);
    return chat === undefined ? [] : [entry(chat, noteOf(person, state))];
  });
  const ofPlaces = state.chats
    .filter(({ kind }) => kind !== 'private')
    .map((chat) => entry(chat, kindOf(chat)));
  const { others } = state;
  byId('others', HTMLParagraphElement).textContent =
    others.chats === 0 ? '' : texts.others(others.chats, others.messages);
  people.replaceChildren(...ofPeople);
  places.replaceChildren(...ofPlaces);
  if (had !== undefined && had !== '') document.getElementById(had)?.focus();
}

/**
 * @param {{ id: number, language: string }} person
 * @param {State} state
 */
function noteOf({ id, language }, state) {
  const name = language === 'en' ? 'English' : '中文';
  return isPressOffice(state, id) ? `${name} · ${texts.admin}` : name;
}

/** Whoever founded the places here is the press office. @param {State} state @param {number} userId */
export function isPressOffice(state, userId) {
  return state.chats.some(({ members }) =>
    members.some(({ id, role }) => id === userId && role === 'creator'),
  );
}

/**
 * @param {Chat} chat
 * @param {{ note: string, unread: number, isOpen: boolean }} look
 * @param {() => void} choose
 */
function chatButton(chat, { note, unread, isOpen }, choose) {
  const made = button('', choose, {
    class: 'chat',
    id: `chat-${chat.id}`,
    'aria-current': isOpen ? 'true' : undefined,
  });
  made.append(
    element('span', { class: 'title' }, [chat.title]),
    element('span', { class: 'note' }, [note]),
  );
  if (unread > 0) {
    made.append(
      element('span', { class: 'unread', 'aria-label': texts.unread(unread) }, [String(unread)]),
    );
  }
  return made;
}

/** In a person's own chat that person speaks; elsewhere whoever spoke last, if a member may. */
function speakerOf(/** @type {Chat} */ chat, /** @type {number} */ last) {
  if (chat.kind === 'private') return chat.id;
  const speakers = speakersIn(chat);
  return speakers.find(({ id }) => id === last)?.id ?? speakers[0]?.id ?? last;
}

/** In a channel only its administrators write. @param {Chat} chat */
export function speakersIn(chat) {
  return chat.members.filter(({ role }) => chat.kind !== 'channel' || role !== 'member');
}

/** @param {Chat} chat */
export function kindOf(chat) {
  if (chat.kind === 'channel') return texts.channel;
  return chat.topics.length > 0 ? texts.forum : texts.group;
}

/** On a narrow screen the list opens over the chat. */
export function setUpSidebar() {
  menu.addEventListener('click', () => setOpen(menu.getAttribute('aria-expanded') !== 'true'));
  sidebar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    closeSidebar();
    menu.focus();
  });
}

function closeSidebar() {
  setOpen(false);
}

/** @param {boolean} isOpen */
function setOpen(isOpen) {
  menu.setAttribute('aria-expanded', String(isOpen));
  sidebar.classList.toggle('open', isOpen);
}
