import { button, element, link } from './element.js';
import { texts } from './texts.js';

/**
 * @typedef {import('grammy/types').MessageEntity} Entity
 * @typedef {(command: string) => void} OnCommand
 */

const LONG_QUOTE = 120;

/**
 * A text with its formatting, as nodes.
 *
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {OnCommand} onCommand
 * @returns {Node[]}
 */
export function renderText(text, entities, onCommand) {
  const ordered = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, { from: 0, to: text.length, entities: ordered }, onCommand);
}

/**
 * @param {string} text
 * @param {{ from: number, to: number, entities: readonly Entity[] }} range
 * @param {OnCommand} onCommand
 * @returns {Node[]}
 */
function renderRange(text, { from, to, entities }, onCommand) {
  /** @type {Node[]} */
  const nodes = [];
  let at = from;
  let rest = entities;
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    const entity = first;
    const end = entity.offset + entity.length;
    const isBlock = /quote|pre/.test(entity.type);
    const before = text.slice(at, entity.offset);
    nodes.push(document.createTextNode(isBlock ? before.replace(/\n$/, '') : before));
    const isInside = (/** @type {Entity} */ other) => other !== entity && other.offset < end;
    const inner = renderRange(
      text,
      { from: entity.offset, to: end, entities: rest.filter(isInside) },
      onCommand,
    );
    nodes.push(wrap(entity, { words: text.slice(entity.offset, end), inner }, onCommand));
    at = isBlock && text[end] === '\n' ? end + 1 : end;
    rest = rest.filter((other) => other !== entity && !isInside(other));
  }
  nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

/**
 * @param {Entity} entity
 * @param {{ words: string, inner: Node[] }} content
 * @param {OnCommand} onCommand
 * @returns {Node}
 */
function wrap(entity, { words, inner }, onCommand) {
  const tag = Object.entries(tags).find(([type]) => type === entity.type)?.[1];
  if (tag !== undefined) return element(tag, {}, inner);
  if (entity.type === 'spoiler') return spoiler(inner);
  if (entity.type === 'expandable_blockquote') return expandable(inner, words.length);
  if (entity.type === 'text_link') return link(entity.url, inner);
  if (entity.type === 'url') return link(words, inner);
  if (entity.type === 'email') return link(`mailto:${words}`, inner);
  if (entity.type === 'date_time') return moment(entity, inner);
  if (entity.type === 'bot_command') {
    return button(words, () => onCommand(words), { class: 'command' });
  }
  return element('span', { class: 'named' }, inner);
}

const tags = /** @type {const} */ ({
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
});

/**
 * A point in time: told in the reader's own zone at a tap, and instead of the words where the bot asked
 * for that.
 *
 * @param {{ unix_time: number, date_time_format?: string }} point
 * @param {Node[]} inner
 */
export function moment({ unix_time, date_time_format = '' }, inner) {
  const at = new Date(unix_time * 1000);
  const local = at.toLocaleString([], { dateStyle: 'full', timeStyle: 'short' });
  const words = date_time_format === '' ? inner : [localWords(at, date_time_format)];
  const told = element('span', { hidden: true, role: 'status' }, [` (${local})`]);
  const opener = button(
    '',
    () => {
      told.hidden = !told.hidden;
      opener.setAttribute('aria-expanded', String(!told.hidden));
    },
    { class: 'moment', title: local, 'aria-expanded': 'false' },
  );
  opener.append(element('time', { datetime: at.toISOString() }, words));
  return element('span', {}, [opener, told]);
}

/**
 * @param {Date} at
 * @param {string} format
 */
function localWords(at, format) {
  /** @type {Intl.DateTimeFormatOptions} */
  const wanted = {
    ...(format.includes('w') && { weekday: 'long' }),
    ...(/d/i.test(format) && { year: 'numeric', month: 'long', day: 'numeric' }),
    ...(/t/i.test(format) && { hour: '2-digit', minute: '2-digit' }),
  };
  return at.toLocaleString([], wanted);
}

/** @param {Node[]} inner */
export function spoiler(inner) {
  return element('details', { class: 'spoiler' }, [
    element('summary', {}, ['▒▒▒▒']),
    element('span', {}, inner),
  ]);
}

/**
 * A quotation that shows its first lines until it is opened.
 *
 * @param {Node[]} inner
 * @param {number} length
 */
export function expandable(inner, length) {
  const content = element('div', {}, inner);
  if (length < LONG_QUOTE) return element('blockquote', {}, [content]);
  content.classList.add('clipped');
  const toggle = button(
    texts.more,
    () => {
      const isClipped = content.classList.toggle('clipped');
      toggle.textContent = isClipped ? texts.more : texts.less;
      toggle.setAttribute('aria-expanded', String(!isClipped));
    },
    { class: 'quiet', 'aria-expanded': 'false' },
  );
  return element('blockquote', { class: 'expandable' }, [content, toggle]);
}
