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
  switch (entity.type) {
    case 'bold':
      return element('b', {}, inner);
    case 'italic':
      return element('i', {}, inner);
    case 'underline':
      return element('u', {}, inner);
    case 'strikethrough':
      return element('s', {}, inner);
    case 'code':
      return element('code', {}, inner);
    case 'pre':
      return element('pre', {}, inner);
    case 'spoiler':
      return spoiler(inner);
    case 'blockquote':
      return element('blockquote', {}, inner);
    case 'expandable_blockquote':
      return expandable(inner, words.length);
    case 'text_link':
      return link(entity.url, inner);
    case 'url':
      return link(words, inner);
    case 'email':
      return link(`mailto:${words}`, inner);
    case 'bot_command':
      return button(words, () => onCommand(words), { class: 'command' });
    default:
      return element('span', { class: 'named' }, inner);
  }
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
