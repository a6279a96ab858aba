import { texts } from './texts.js';

/**
 * What the page asks of the server it came from.
 *
 * @typedef {import('grammy/types').Message} Message
 * @typedef {import('grammy/types').BotCommand} BotCommand
 * @typedef {{ id: number, name: string, language: string }} Person
 * @typedef {{
 *   id: number, kind: 'private' | 'group' | 'supergroup' | 'channel', title: string, standing: string,
 *   members: { id: number, role: 'creator' | 'administrator' | 'member' }[],
 *   topics: { id: number, name: string }[], arrived: number,
 * }} Chat
 * @typedef {{ epoch: string, bot: { name: string, username: string }, people: Person[], chats: Chat[],
 *   others: { chats: number, messages: number } }} State
 * @typedef {{ message: Message, fromBot: boolean, deleted: boolean }} Shown
 * @typedef {{ revision: number, messages: Shown[], commands: BotCommand[] }} ChatNews
 * @typedef {{ text: string, showAlert: boolean, url: string | null }} Answer
 * @typedef {{ id: string, title: string, description: string }} Result
 * @typedef {{ id: string, results: Result[], nextOffset: string,
 *   button: { text: string, startParameter: string } | null }} InlineAnswer
 */

/** @returns {Promise<State>} */
export const askState = () => ask('state');

/**
 * @param {{ chat: number, as: number, since: number }} query
 * @returns {Promise<ChatNews>}
 */
export const askChat = ({ chat, as, since }) => ask(`chats/${chat}?as=${as}&since=${since}`);

/** @param {{ as: number, chat: number, text: string, thread: number | null }} body */
export const say = (body) => post('say', body);

/**
 * @param {{ as: number, chat: number, message: number, data: string }} body
 * @returns {Promise<Answer>}
 */
export const press = (body) => post('press', body);

/**
 * @param {{ as: number, chat: number, text: string, offset: string }} body
 * @returns {Promise<InlineAnswer>}
 */
export const askInline = (body) => post('inline', body);

/** @param {{ as: number, chat: number, answer: string, result: string, thread: number | null }} body */
export const chooseResult = (body) => post('choose', body);

/**
 * @param {{ name: string, language: string }} body
 * @returns {Promise<Person>}
 */
export const addPerson = (body) => post('people', body);

/** @param {{ as: number, isBlocked: boolean }} body */
export const setBlocked = (body) => post('block', body);

/** @param {{ as: number, chat: number, standing: string }} body */
export const placeBot = (body) => post('place-bot', body);

/** @param {{ as: number, chat: number, file: File }} sent */
export async function sendFile({ as, chat, file }) {
  const query = new URLSearchParams({ as: String(as), chat: String(chat), name: file.name });
  return read(
    await fetch(`/sandbox/document?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }),
  );
}

/**
 * Listens for chats that changed. The browser connects again by itself; `onReady` is called each time.
 *
 * @param {{ onReady: () => void, onChange: (chats: number[]) => void, onLost: () => void }} listener
 */
export function listen({ onReady, onChange, onLost }) {
  const source = new EventSource('/sandbox/events');
  source.addEventListener('hello', onReady);
  source.addEventListener('change', (event) => onChange(JSON.parse(event.data)));
  source.addEventListener('error', onLost);
}

/** @param {string} path */
async function ask(path) {
  return read(await fetch(`/sandbox/${path}`));
}

/**
 * @param {string} path
 * @param {object} body
 */
async function post(path, body) {
  const headers = { 'content-type': 'application/json' };
  return read(
    await fetch(`/sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}

/** @param {Response} response */
async function read(response) {
  if (response.ok) return response.json();
  if (response.status === 504) throw new Error(texts.noAnswer);
  const text = await response.text();
  throw new Error(text.startsWith('{') ? JSON.parse(text).error : text);
}
