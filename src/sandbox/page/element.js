/**
 * Makes an element. Words from outside come in as children, and children are only ever text or nodes:
 * nothing here is parsed as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | number | boolean | undefined>>} [attributes] `false` and `undefined` leave one out
 * @param {readonly (Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {Readonly<Record<string, string | boolean | undefined>>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, [label]);
  made.addEventListener('click', act);
  return made;
}

/**
 * A link out of the page, or just its words where it leads nowhere a browser should go.
 *
 * @param {string} address
 * @param {readonly (Node | string)[]} children
 */
export function link(address, children) {
  const isPlain = URL.canParse(address) && /^(?:https?|mailto):$/.test(new URL(address).protocol);
  if (!isPlain) return element('span', {}, children);
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, children);
}

/**
 * The element with this id, which the page has.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} «${id}».`);
  return found;
}
