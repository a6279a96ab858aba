import { DomHandler, Parser } from 'htmlparser2';
import { SourceError } from '../source-error.ts';

/** A node of a page: an element, a text, a comment. */
export type Node = DomHandler['root']['children'][number];
export type Element = Extract<Node, { readonly attribs: unknown }>;
/** A page's nodes, and its elements in the order they begin. */
export type Tree = {
  readonly children: readonly Node[];
  readonly elements: readonly Element[];
};

/** No page is nested so deeply, or has so many tags; a forged one would take the time of a thousand. */
const DEEPEST = 1_000;
const MOST_PARTS = 100_000;

/**
 * @throws SourceError if the tags are nested without end, or are too many. The time grows with the
 * length of the page and nothing else.
 */
export function parseHtml(html: string, name: string): Tree {
  const dom = new DomHandler();
  const room = { depth: 0, parts: 0 };
  const parser = new Parser({
    onopentag(tag, attributes) {
      room.depth += 1;
      take(room, name);
      dom.onopentag(tag, attributes);
    },
    onclosetag() {
      room.depth -= 1;
      dom.onclosetag();
    },
    onattribute: () => take(room, name),
    ontext: (text) => dom.ontext(text),
    oncomment(text) {
      take(room, name);
      dom.oncomment(text);
    },
    oncommentend: () => dom.oncommentend(),
    onend: () => dom.onend(),
  });
  parser.end(html);
  return { children: dom.root.children, elements: elementsIn(dom.root.children) };
}

function take(room: { readonly depth: number; parts: number }, name: string): void {
  room.parts += 1;
  if (room.depth > DEEPEST)
    throw new SourceError(name, 'damaged', 'its tags are nested deeper than those of any page');
  if (room.parts > MOST_PARTS)
    throw new SourceError(name, 'damaged', 'it has more tags than any page');
}

export function isElement(node: Node): node is Element {
  return 'attribs' in node;
}

/** In document order. */
export function elementsIn(nodes: readonly Node[]): Element[] {
  const found: Element[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    for (let child = node.lastChild; child; child = child.prev) waiting.push(child);
  }
  return found;
}
