import { button, element, link } from './element.js';
import { renderText } from './entities.js';
import { renderBlocks } from './rich.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./server.js').Message} Message
 * @typedef {import('./server.js').Shown} Shown
 * @typedef {import('grammy/types').InlineKeyboardButton} Key
 * @typedef {{
 *   onCommand: (command: string) => void,
 *   onPress: (key: HTMLButtonElement, messageId: number, data: string) => void,
 *   onCopied: () => void,
 *   onShare: (query: string) => void,
 * }} Actions
 */

/**
 * One message as it stands in the log.
 *
 * @param {Shown} shown
 * @param {{ isMine: boolean, author: string, topic: string | undefined }} look
 * @param {Actions} actions
 */
export function renderMessage({ message }, { isMine, author, topic }, actions) {
  const by = [author, ...(topic === undefined ? [] : [topic])].join(' · ');
  return element(
    'article',
    {
      'aria-label': by,
      id: `message-${message.message_id}`,
      class: isMine ? 'mine' : 'theirs',
      tabindex: -1,
    },
    [
      element('div', { class: 'bubble' }, [
        element('p', { class: 'author' }, [by]),
        ...content(message, actions),
        stamp(message),
      ]),
      ...keyboard(message, actions),
    ],
  );
}

/**
 * @param {Message} message
 * @param {Actions} actions
 * @returns {Node[]}
 */
function content(message, actions) {
  if (message.rich_message !== undefined) {
    const blocks = renderBlocks(message.rich_message.blocks, (key, label) =>
      makeKey(/** @type {Key} */ (/** @type {unknown} */ (key)), { label, message }, actions),
    );
    return [element('div', { class: 'rich' }, blocks)];
  }
  if (message.document !== undefined) {
    const { file_id, file_name, file_size } = message.document;
    const size = `${Math.ceil((file_size ?? 0) / 1024)} KB`;
    const name = element('a', { href: `/sandbox/files/${file_id}`, download: true }, [
      file_name ?? file_id,
    ]);
    const caption = renderText(
      message.caption ?? '',
      message.caption_entities ?? [],
      actions.onCommand,
    );
    return [
      element('p', { class: 'document' }, [name, ` ${size}`]),
      element('div', { class: 'text' }, caption),
    ];
  }
  if (message.text === undefined)
    return [element('p', { class: 'service' }, [serviceText(message)])];
  return [
    element(
      'div',
      { class: 'text' },
      renderText(message.text, message.entities ?? [], actions.onCommand),
    ),
  ];
}

/** @param {Message} message */
function serviceText(message) {
  if (message.forum_topic_created !== undefined)
    return texts.topicOpened(message.forum_topic_created.name);
  if (message.forum_topic_closed !== undefined) return texts.topicClosed;
  if (message.forum_topic_reopened !== undefined) return texts.topicReopened;
  if (message.new_chat_members !== undefined) return texts.joined;
  return texts.upgraded;
}

/** @param {Message} message */
function stamp(message) {
  const at = new Date(message.date * 1000);
  const isToday = at.toDateString() === new Date().toDateString();
  const shown = isToday
    ? at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleString([], { dateStyle: 'short', timeStyle: 'short' });
  const edited =
    'edit_date' in message && message.edit_date !== undefined ? [`${texts.edited} `] : [];
  const time = element('time', { datetime: at.toISOString(), title: at.toLocaleString() }, [shown]);
  const via = message.via_bot?.username;
  const passedOn = via === undefined ? [] : [`${texts.via(via)} `];
  return element('p', { class: 'stamp' }, [...passedOn, ...edited, time]);
}

/**
 * @param {Message} message
 * @param {Actions} actions
 */
function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return [];
  return [
    element(
      'div',
      { class: 'keyboard' },
      rows.map((row) =>
        element(
          'div',
          { class: 'keys' },
          row.map((key) =>
            makeKey(key, { label: [document.createTextNode(key.text)], message }, actions),
          ),
        ),
      ),
    ),
  ];
}

/**
 * @param {Key} key
 * @param {{ label: Node[], message: Message }} place
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
function makeKey(key, { label, message }, actions) {
  if ('url' in key && key.url !== undefined) {
    const made = link(key.url, label);
    made.classList.add('button');
    return made;
  }
  const made = button('', () => {
    if ('callback_data' in key && key.callback_data !== undefined) {
      actions.onPress(made, message.message_id, key.callback_data);
    } else if ('copy_text' in key && key.copy_text !== undefined) {
      void navigator.clipboard.writeText(key.copy_text.text).then(actions.onCopied);
    } else if (sharedBy(key) !== undefined) {
      actions.onShare(sharedBy(key) ?? '');
    }
  });
  made.append(...label);
  const acts = 'callback_data' in key || 'copy_text' in key || sharedBy(key) !== undefined;
  made.disabled = !acts;
  return made;
}

/**
 * What a button puts behind the bot's name. Telegram asks for a chat first; here it is the one that is open.
 *
 * @param {Key} key
 */
function sharedBy(key) {
  if ('switch_inline_query' in key) return key.switch_inline_query;
  if ('switch_inline_query_current_chat' in key) return key.switch_inline_query_current_chat;
  if ('switch_inline_query_chosen_chat' in key)
    return key.switch_inline_query_chosen_chat?.query ?? '';
  return undefined;
}
