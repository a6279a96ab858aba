import {
  chosenTopic,
  draft,
  focusText,
  setUpComposer,
  showCommands,
  showPlace,
} from './composer.js';
import { byId } from './element.js';
import { setUpHeader, showHeader } from './header.js';
import { offerResults } from './inline.js';
import { clearLog, showMessages } from './log.js';
import { showAlert, showError, showToast } from './notices.js';
import { addPerson, askChat, askState, listen, press, say, sendFile } from './server.js';
import { setUpSidebar, showSidebar } from './sidebar.js';
import { placeTexts, texts } from './texts.js';
import { seen, showUnreadInTitle, unreadIn } from './unread.js';
import { showWelcome } from './welcome.js';

/**
 * @typedef {import('./server.js').State} State
 * @typedef {import('./server.js').Chat} Chat
 * @typedef {{ as: number, chat: number }} Place
 */

const LARGEST_FILE = 50 * 1024 * 1024;

/** @type {State | undefined} */
let state;
/** @type {Place} */
let place = { as: 0, chat: 0 };
let since = 0;
/** One look at the server at a time; what comes meanwhile is looked at next. */
let looking = Promise.resolve();

placeTexts();
// Safari alone does not let the keyboard into what scrolls.
byId('scroll', HTMLElement).tabIndex = 0;
setUpSidebar();
setUpHeader(() => current(), showError);
setUpComposer({
  onSay: speak,
  onType: (text) => offerResults(text, inlinePlace()),
  onFile: upload,
  onSpeaker: (as) => choose({ ...place, as }),
});
setUpNewPerson();
listen({
  onReady: () => {
    byId('connection', HTMLParagraphElement).textContent = '';
    look();
  },
  onChange: look,
  onLost: () => {
    byId('connection', HTMLParagraphElement).textContent = texts.offline;
  },
});

function look() {
  looking = looking.then(refresh).catch(showError);
}

async function refresh() {
  const fresh = await askState();
  const isRestarted = state !== undefined && state.epoch !== fresh.epoch;
  state = fresh;
  if (isRestarted || !fresh.chats.some(({ id }) => id === place.chat)) {
    const first = fresh.chats.find(({ id }) => id === place.chat) ?? fresh.chats[0];
    if (first === undefined) return;
    // Whoever was added by hand is gone with the old server.
    const isKnown = fresh.people.some(({ id }) => id === place.as);
    enter({ chat: first.id, as: first.kind === 'private' || !isKnown ? first.id : place.as });
  }
  await showChanges();
}

async function showChanges() {
  const asked = place;
  const news = await askChat({ ...asked, since });
  const view = current();
  if (view === undefined || asked !== place) return;
  since = news.revision;
  seen(view.chat);
  showMessages(
    news.messages,
    { chat: view.chat, as: asked.as, botName: view.state.bot.name },
    actions,
  );
  showCommands(news.commands, speak);
  showPlace(view.chat, { as: asked.as, people: view.state.people });
  showHeader(view);
  showSidebar(view.state, asked, { unreadOf: unreadIn, onChoose: choose });
  showUnreadInTitle(view.state.chats);
}

/** @returns {{ state: State, chat: Chat, as: number } | undefined} */
function current() {
  const chat = state?.chats.find(({ id }) => id === place.chat);
  return state === undefined || chat === undefined ? undefined : { state, chat, as: place.as };
}

/** @param {Place} next */
function choose(next) {
  enter(next);
  look();
  focusText();
}

/** @param {Place} next */
function enter(next) {
  place = next;
  since = 0;
  clearLog();
  const view = current();
  if (view !== undefined) showWelcome(view, speak);
}

/** @param {string} text */
function speak(text) {
  say({ ...place, text, thread: chosenTopic() }).catch(showError);
}

/** Where something is shared, and what becomes of the composer then. */
function inlinePlace() {
  return {
    ...place,
    bot: state?.bot.username ?? '',
    thread: chosenTopic,
    onShared: () => draft(''),
    onButton: (/** @type {string} */ payload) => {
      choose({ as: place.as, chat: place.as });
      speak(`/start ${payload}`);
    },
    onFailed: showError,
  };
}

/** @param {File} file */
function upload(file) {
  if (file.size > LARGEST_FILE) showToast(texts.tooLarge);
  else sendFile({ ...place, file }).catch(showError);
}

/** @type {import('./message.js').Actions} */
const actions = {
  onCommand: speak,
  onCopied: () => showToast(texts.copied),
  onShare: (query) => draft(`@${state?.bot.username ?? ''} ${query}`),
  onPress: (key, message, data) => {
    key.setAttribute('aria-busy', 'true');
    press({ ...place, message, data })
      .then(({ text, showAlert: isAlert }) => {
        if (text !== '') (isAlert ? showAlert : showToast)(text);
      })
      .catch(showError)
      .finally(() => key.removeAttribute('aria-busy'));
  },
};

function setUpNewPerson() {
  const box = byId('new-person', HTMLDetailsElement);
  const form = box.querySelector('form');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = new FormData(form);
    addPerson({ name: String(given.get('name')), language: String(given.get('language')) })
      .then(({ id }) => {
        box.open = false;
        form.reset();
        place = { as: id, chat: id };
        since = 0;
        clearLog();
        look();
        looking = looking.then(() => choose({ as: id, chat: id }));
      })
      .catch(showError);
  });
}
