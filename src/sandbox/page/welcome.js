import { button, byId, element } from './element.js';
import { isPressOffice } from './sidebar.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').State} State
 * @typedef {import('./server.js').Chat} Chat
 */

const welcome = byId('welcome', HTMLElement);
const COMMANDS = ['/start', '/latest', '/appointments'];
const EDITOR_COMMANDS = ['/latest', '/preview', '/stats'];

/**
 * What this is, and what to try first.
 *
 * @param {{ state: State, chat: Chat, as: number }} view
 * @param {(command: string) => void} onCommand
 */
export function showWelcome({ state, chat }, onCommand) {
  const isEditor = chat.kind === 'private' && isPressOffice(state, chat.id);
  const words =
    chat.kind === 'private'
      ? isEditor
        ? texts.welcomeEditor
        : texts.welcomeCitizen
      : texts.welcomePlace;
  welcome.replaceChildren(
    element('p', {}, [words]),
    element(
      'div',
      { class: 'chips' },
      (isEditor ? EDITOR_COMMANDS : COMMANDS).map((command) =>
        button(command, () => onCommand(command)),
      ),
    ),
  );
}
