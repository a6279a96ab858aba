import { pathOf } from './address.ts';
import { isPagePath } from './families.ts';
import { enpContent, factOf } from './marks.ts';
import { withoutNoise, withoutSecondCopy, withoutTail } from './noise.ts';
import type { OpenPage } from './open-page.ts';
import { type Element, isElement, type Node, parseHtml } from './parse-html.ts';
import { isHidden, type Line, renderLines } from './render.ts';
import { parentOf, select } from './select.ts';
import { bodies, siteBodies } from './skins.ts';

/** An article's text, and whether its maker marks it, so that nothing else is in it. */
export type Body = { readonly lines: readonly Line[]; readonly isMarked: boolean };

/** Of a site nobody is known to have made: shorter than this it is no article but a page's foot. */
const SHORTEST = 40;

export function bodyOf(page: OpenPage): Body | null {
  if (factOf(page.property, 'type') === '2') return null;
  const marked = markedBody(page);
  if (marked) return { lines: marked, isMarked: true };
  if (isPagePath(pathOf(page.url))) return null;
  const site = siteBody(page);
  return site ? { lines: site, isMarked: false } : null;
}

function markedBody(page: OpenPage): readonly Line[] | null {
  const enp = enpContent(page.html);
  const places = [
    ...(enp === undefined ? [] : [parseHtml(enp, page.address).children]),
    ...bodies.flatMap((selector) =>
      select(page.tree, selector)
        .filter(isShown)
        .slice(0, 3)
        .map(({ children }) => children),
    ),
  ];
  // A page may have a place for its text, and the text elsewhere.
  return places.map(linesIn).find((lines) => lines.length > 0) ?? null;
}

function linesIn(nodes: readonly Node[]): readonly Line[] {
  return withoutSecondCopy(withoutNoise(renderLines(nodes)));
}

function siteBody(page: OpenPage): readonly Line[] | null {
  const places = siteBodies.flatMap((selector) =>
    select(page.tree, selector)
      .filter(isShown)
      .slice(0, 3)
      .map(({ children }) => children),
  );
  const densest = densestBlock(page.tree.children);
  for (const nodes of [...places, densest]) {
    const lines = withoutTail(linesIn(nodes));
    if (isArticle(lines)) return lines;
  }
  return null;
}

/** It has sentences. */
function isArticle(lines: readonly Line[]): boolean {
  const sentences = lines.filter(({ text }) => /[。！？：；]/u.test(text));
  return sentences.reduce((sum, { text }) => sum + text.length, 0) >= SHORTEST;
}

/** The box itself may be hidden until a script shows it; what stands in a hidden box is a copy. */
function isShown(element: Element): boolean {
  for (let above = parentOf(element); above; above = parentOf(above))
    if (isHidden(above)) return false;
  return true;
}

/** Of a box's words so many must be in one box inside it, that the rest is the page's. */
const WEIGHTIEST = 0.6;

/** Follows the words down the page, box by box, for as long as one box has most of them. */
function densestBlock(nodes: readonly Node[]): readonly Node[] {
  const weights = new Map<Node, number>();
  let weight = nodes.reduce((sum, node) => sum + weigh(node, weights), 0);
  let best = nodes;
  for (;;) {
    const next = best.find((node) => (weights.get(node) ?? 0) > weight * WEIGHTIEST);
    if (!next || !isElement(next) || next.name === 'p') return best;
    weight = weights.get(next) ?? 0;
    best = next.children;
  }
}

/** The Chinese letters that are read, and are no link. */
function weigh(node: Node, weights: Map<Node, number>): number {
  let weight = 0;
  if (node.type === 'text') weight = node.data.match(/[\p{Script=Han}，。]/gu)?.length ?? 0;
  else if (isElement(node) && node.name !== 'a' && !isHidden(node))
    weight = node.children.reduce((sum, child) => sum + weigh(child, weights), 0);
  weights.set(node, weight);
  return weight;
}
