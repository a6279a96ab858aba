import { button, byId, element } from './element.js';
import { speakersIn } from './sidebar.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').Chat} Chat
 * @typedef {import('./server.js').Person} Person
 * @typedef {import('./server.js').BotCommand} BotCommand
 * @typedef {{ onSay: (text: string) => void, onType: (text: string) => void, onFile: (file: File) => void, onSpeaker: (id: number) => void }} Deps
 */

const form = byId('composer', HTMLFormElement);
const text = byId('text', HTMLTextAreaElement);
const file = byId('file', HTMLInputElement);
const send = byId('send', HTMLButtonElement);
const commands = byId('commands', HTMLElement);
const opener = byId('open-commands', HTMLButtonElement);
const place = byId('place', HTMLDivElement);
const speaker = byId('as', HTMLSelectElement);
const topic = byId('topic', HTMLSelectElement);
const topicField = byId('topic-field', HTMLLabelElement);
const dropZone = byId('scroll', HTMLElement);

/** @param {Deps} deps */
export function setUpComposer(deps) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(deps);
  });
  text.addEventListener('keydown', (event) => {
    // While a Chinese word is being composed, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(deps);
  });
  text.addEventListener('input', () => {
    fitHeight();
    deps.onType(text.value);
  });
  file.addEventListener('change', () => {
    for (const one of file.files ?? []) deps.onFile(one);
    file.value = '';
  });
  speaker.addEventListener('change', () => deps.onSpeaker(Number(speaker.value)));
  opener.addEventListener('click', () => setCommandsOpen(commands.hidden !== false));
  commands.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    setCommandsOpen(false);
    opener.focus();
  });
  setUpDrop(deps);
}

/** @param {Deps} deps */
function submit({ onSay, onType }) {
  const written = text.value;
  if (written.trim() === '') return;
  text.value = '';
  fitHeight();
  setCommandsOpen(false);
  onType('');
  onSay(written);
}

/**
 * Puts words where the person would write them, to be sent or changed.
 *
 * @param {string} words
 */
export function draft(words) {
  text.value = words;
  text.dispatchEvent(new Event('input'));
  text.focus();
}

/** As tall as what is written, up to what the style allows. */
function fitHeight() {
  text.rows = Math.min(8, text.value.split('\n').length);
}

/** @param {Deps} deps */
function setUpDrop({ onFile }) {
  dropZone.addEventListener('dragover', (event) => {
    event.preventDefault();
    dropZone.setAttribute('data-drop', texts.dropHere);
  });
  dropZone.addEventListener('dragleave', () => dropZone.removeAttribute('data-drop'));
  dropZone.addEventListener('drop', (event) => {
    event.preventDefault();
    dropZone.removeAttribute('data-drop');
    for (const one of event.dataTransfer?.files ?? []) onFile(one);
  });
}

/**
 * @param {readonly BotCommand[]} menu
 * @param {(command: string) => void} onCommand
 */
export function showCommands(menu, onCommand) {
  if (!isNews('commands', menu)) return;
  const rows = menu.map((entry) => {
    const row = button('', () => choose(`/${entry.command}`), { class: 'entry' });
    row.append(element('b', {}, [`/${entry.command}`]), ` ${entry.description}`);
    return row;
  });
  const choose = (/** @type {string} */ command) => {
    setCommandsOpen(false);
    text.focus();
    onCommand(command);
  };
  commands.replaceChildren(...(rows.length === 0 ? [element('p', {}, [texts.noCommands])] : rows));
}

/** @param {boolean} isOpen */
function setCommandsOpen(isOpen) {
  commands.hidden = !isOpen;
  opener.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) commands.querySelector('button')?.focus();
}

/**
 * Who writes, and in which topic: only where there is a choice.
 *
 * @param {Chat} chat
 * @param {{ as: number, people: readonly Person[] }} view
 */
export function showPlace(chat, { as, people }) {
  const isBlocked = chat.kind === 'private' && chat.standing === 'blocked';
  for (const field of [text, send, opener, file]) field.disabled = isBlocked;
  place.hidden = chat.kind === 'private';
  speaker.replaceChildren(
    ...speakersIn(chat).map(({ id }) =>
      element('option', { value: id, selected: id === as }, [
        people.find((one) => one.id === id)?.name ?? String(id),
      ]),
    ),
  );
  if (!isNews('place', [chat.id, as, chat.members, chat.topics, people])) return;
  const chosen = topic.value;
  topicField.hidden = chat.topics.length === 0;
  topic.replaceChildren(
    element('option', { value: '' }, [texts.wholeChat]),
    ...chat.topics.map(({ id, name }) =>
      element('option', { value: id, selected: String(id) === chosen }, [name]),
    ),
  );
}

/** @type {Map<string, string>} */
const shown = new Map();

/**
 * What stands already is left alone, so that nobody loses their place in a menu that is open.
 *
 * @param {string} what
 * @param {unknown} content
 */
function isNews(what, content) {
  const said = JSON.stringify(content);
  if (shown.get(what) === said) return false;
  shown.set(what, said);
  return true;
}

/** @returns {number | null} */
export function chosenTopic() {
  return place.hidden || topicField.hidden || topic.value === '' ? null : Number(topic.value);
}

export function focusText() {
  text.focus();
}
