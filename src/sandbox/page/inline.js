import { button, byId, element } from './element.js';
import { askInline, chooseResult } from './server.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').InlineAnswer} InlineAnswer
 * @typedef {{
 *   as: number, chat: number, bot: string, thread: () => number | null,
 *   onShared: () => void, onButton: (payload: string) => void, onFailed: (error: unknown) => void,
 * }} Place
 */

/** As long as somebody types the bot is not asked. */
const PAUSE_MS = 200;

const list = byId('results', HTMLElement);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** Of several questions under way only the newest is shown an answer to. */
let asked = 0;

/**
 * Shows what the bot offers for `@bot words`, and nothing for any other text.
 *
 * @param {string} written
 * @param {Place} place
 */
export function offerResults(written, place) {
  clearTimeout(timer);
  asked += 1;
  const number = asked;
  const words = wordsFor(written, place.bot);
  if (words === undefined) {
    list.hidden = true;
    return;
  }
  const show = () =>
    askInline({ as: place.as, chat: place.chat, text: words, offset: '' })
      .then((answer) => {
        if (number === asked) showAnswer(answer, { place, words });
      })
      .catch(place.onFailed);
  timer = setTimeout(show, PAUSE_MS);
}

/**
 * @param {string} written
 * @param {string} bot
 */
function wordsFor(written, bot) {
  const name = `@${bot} `;
  return written.toLowerCase().startsWith(name.toLowerCase())
    ? written.slice(name.length).trim()
    : undefined;
}

/**
 * @param {InlineAnswer} answer
 * @param {{ place: Place, words: string }} question
 */
function showAnswer(answer, question) {
  const { button: way } = answer;
  const { place } = question;
  const top =
    way === null
      ? []
      : [
          button(way.text, () => {
            list.hidden = true;
            place.onShared();
            place.onButton(way.startParameter);
          }),
        ];
  const nothing = answer.results.length === 0 && way === null;
  list.replaceChildren(...top, ...(nothing ? [element('p', {}, [texts.noResults])] : []));
  list.append(...entries(answer, question));
  list.hidden = false;
}

/**
 * @param {InlineAnswer} answer
 * @param {{ place: Place, words: string }} question
 * @returns {Node[]}
 */
function entries({ id, results, nextOffset }, { place, words }) {
  const rows = results.map((result) => {
    const row = button('', () => choose(result.id), { class: 'entry' });
    row.append(element('b', {}, [result.title]), element('br'), result.description);
    return row;
  });
  const choose = (/** @type {string} */ result) => {
    const { as, chat, thread, onShared, onFailed } = place;
    chooseResult({ as, chat, answer: id, result, thread: thread() }).then(onShared).catch(onFailed);
  };
  if (nextOffset === '') return rows;
  const more = button(texts.moreResults, () => {
    askInline({ as: place.as, chat: place.chat, text: words, offset: nextOffset })
      .then((answer) => more.replaceWith(...entries(answer, { place, words })))
      .catch(place.onFailed);
  });
  return [...rows, more];
}
