import { element, link } from './element.js';
import { expandable, moment, spoiler } from './entities.js';
import { texts } from './texts.js';

/**
 * @typedef {import('grammy/types').RichBlock} RichBlock
 * @typedef {import('grammy/types').RichText} RichText
 * @typedef {import('grammy/types').RichMessageButton} RichButton
 * @typedef {(button: RichButton, label: Node[]) => HTMLElement} MakeButton
 */

/**
 * @param {readonly RichBlock[]} blocks
 * @param {MakeButton} makeButton
 * @returns {Node[]}
 */
export function renderBlocks(blocks, makeButton) {
  return blocks.map((block) => renderBlock(block, makeButton));
}

/**
 * @param {RichBlock} block
 * @param {MakeButton} makeButton
 * @returns {Node}
 */
function renderBlock(block, makeButton) {
  const inline = (/** @type {RichText | undefined} */ text) => renderRichText(text, makeButton);
  switch (block.type) {
    case 'heading':
      return heading(block.size, inline(block.text));
    case 'paragraph':
      return element('p', {}, inline(block.text));
    case 'pre':
      return element('pre', {}, inline(block.text));
    case 'footer':
      return element('p', { class: 'footer' }, inline(block.text));
    case 'divider':
      return element('hr');
    case 'mathematical_expression':
      return element('p', {}, [element('code', {}, [block.expression])]);
    case 'list':
      return list(block, makeButton);
    case 'details':
      return details(block, { inline, makeButton });
    case 'table':
      return table(block, inline);
    case 'buttons':
      return buttons(block, { inline, makeButton });
    case 'blockquote':
    case 'expandable_blockquote':
    case 'pullquote':
      return quotation(block, makeButton);
    case 'anchor':
    case 'animation':
    case 'audio':
    case 'collage':
    case 'document':
    case 'map':
    case 'photo':
    case 'slideshow':
    case 'thinking':
    case 'video':
    case 'voice_note':
      // The local server takes no media.
      return element('span', { hidden: true });
  }
}

/**
 * @param {number} size
 * @param {Node[]} inner
 */
function heading(size, inner) {
  const attributes = { class: `heading-${size}`, role: 'heading', 'aria-level': size + 2 };
  return element('p', attributes, inner);
}

/** @typedef {{ inline: (text: RichText | undefined) => Node[], makeButton: MakeButton }} Makers */

/**
 * @param {Extract<RichBlock, { type: 'details' }>} block
 * @param {Makers} makers
 */
function details(block, { inline, makeButton }) {
  return element('details', { open: block.is_open === true }, [
    element('summary', {}, inline(block.summary)),
    ...renderBlocks(block.blocks, makeButton),
  ]);
}

/**
 * @param {Extract<RichBlock, { type: 'buttons' }>} block
 * @param {Makers} makers
 */
function buttons(block, { inline, makeButton }) {
  const keys = block.buttons.map((key) => makeButton(key, inline(key.text)));
  return element('div', { class: 'keys' }, keys);
}

/** @typedef {Extract<RichBlock, { type: 'blockquote' | 'expandable_blockquote' | 'pullquote' }>} Quotation */

/**
 * @param {Quotation} block
 * @param {MakeButton} makeButton
 * @returns {Node}
 */
function quotation(block, makeButton) {
  const inline = (/** @type {RichText | undefined} */ text) => renderRichText(text, makeButton);
  switch (block.type) {
    case 'blockquote':
      return element('blockquote', {}, [
        ...renderBlocks(block.blocks, makeButton),
        ...credit(block, inline),
      ]);
    case 'expandable_blockquote':
      return expandable(
        [...inline(block.text), ...credit(block, inline)],
        JSON.stringify(block.text).length,
      );
    case 'pullquote':
      return element('blockquote', {}, [...inline(block.text), ...credit(block, inline)]);
  }
}

/**
 * @param {{ credit?: RichText }} block
 * @param {(text: RichText) => Node[]} inline
 */
function credit(block, inline) {
  return block.credit === undefined ? [] : [element('cite', {}, inline(block.credit))];
}

/**
 * @param {Extract<RichBlock, { type: 'list' }>} block
 * @param {MakeButton} makeButton
 */
function list(block, makeButton) {
  const isOrdered = block.items.some((item) => item.value !== undefined);
  const items = block.items.map((item) =>
    element(
      'li',
      item.value === undefined ? {} : { value: item.value },
      renderBlocks(item.blocks, makeButton),
    ),
  );
  return element(isOrdered ? 'ol' : 'ul', {}, items);
}

/**
 * @param {Extract<RichBlock, { type: 'table' }>} block
 * @param {(text: RichText | undefined) => Node[]} inline
 */
function table(block, inline) {
  const rows = block.cells.map((row, index) =>
    element(
      'tr',
      {},
      row.map((cell) =>
        element(
          cell.is_header === true ? 'th' : 'td',
          {
            scope: cell.is_header === true && (index === 0 ? 'col' : 'row'),
            colspan: cell.colspan,
            rowspan: cell.rowspan,
            class: `${cell.align} ${cell.valign}`,
          },
          inline(cell.text),
        ),
      ),
    ),
  );
  const caption =
    block.caption === undefined ? [] : [element('caption', {}, inline(block.caption))];
  const made = element('table', { class: block.is_striped === true && 'striped' }, [
    ...caption,
    element('tbody', {}, rows),
  ]);
  // Wide tables scroll by themselves, by keyboard too.
  return element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': texts.wide }, [
    made,
  ]);
}

const tags = /** @type {const} */ ({
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  subscript: 'sub',
  superscript: 'sup',
  marked: 'mark',
  code: 'code',
});

/**
 * @param {RichText | undefined} text
 * @param {MakeButton} makeButton
 * @returns {Node[]}
 */
function renderRichText(text, makeButton) {
  if (text === undefined) return [];
  if (typeof text === 'string') return [document.createTextNode(text)];
  if (Array.isArray(text)) return text.flatMap((part) => renderRichText(part, makeButton));
  if (text.type === 'button') {
    return [makeButton(text.button, renderRichText(text.button.text, makeButton))];
  }
  const inner = 'text' in text ? renderRichText(text.text, makeButton) : [];
  if (text.type === 'url') return [link(text.url, inner)];
  if (text.type === 'spoiler') return [spoiler(inner)];
  if (text.type === 'date_time') return [moment(text, inner)];
  if (text.type === 'mathematical_expression') return [element('code', {}, [text.expression])];
  if (text.type === 'custom_emoji') return [document.createTextNode(text.alternative_text)];
  const tag = Object.entries(tags).find(([type]) => type === text.type)?.[1];
  return tag === undefined ? inner : [element(tag, {}, inner)];
}
