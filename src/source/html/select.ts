import { type Element, isElement, type Tree } from './parse-html.ts';

/** `td.font01`, `div#ozoom`, `a[href]`: what one element must be. */
type Step = {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly attribute: string;
  /** `>`: of the parent, not of any element above. */
  readonly isChild: boolean;
};

/**
 * The elements a selector finds, in document order: tags, `#id`, `.class`, `[attribute]`, descendants,
 * `>` and `,`. One pass over the page for each: the libraries' own take the square of a page's length.
 */
export function select(tree: Pick<Tree, 'elements'>, selector: string): Element[] {
  const chains = readSelector(selector);
  return tree.elements.filter((element) => chains.some((chain) => fits(element, chain)));
}

const known = new Map<string, readonly (readonly Step[])[]>();

function readSelector(selector: string): readonly (readonly Step[])[] {
  const read = known.get(selector);
  if (read) return read;
  const chains = selector.split(',').map((chain) => readChain(chain.trim()));
  known.set(selector, chains);
  return chains;
}

function readChain(chain: string): Step[] {
  const steps: Step[] = [];
  let isChild = false;
  for (const word of chain.split(/\s+/u)) {
    if (word === '>') isChild = true;
    else {
      steps.push({ ...readStep(word), isChild });
      isChild = false;
    }
  }
  return steps;
}

function readStep(word: string): Omit<Step, 'isChild'> {
  return {
    tag: /^[\w-]+/u.exec(word)?.[0] ?? '',
    id: /#([\w-]+)/u.exec(word)?.[1] ?? '',
    classes: [...word.matchAll(/\.([\w-]+)/gu)].map(([, name]) => name ?? ''),
    attribute: /\[([\w-]+)\]/u.exec(word)?.[1] ?? '',
  };
}

/** The last step is the element's own; each step before it is found at the nearest place above. */
function fits(element: Element, chain: readonly Step[]): boolean {
  const last = chain.at(-1);
  if (!last || !fitsStep(element, last)) return false;
  let left = chain.length - 1;
  let isChild = last.isChild;
  for (let above = parentOf(element); above && left > 0; above = parentOf(above)) {
    const step = chain[left - 1];
    if (step && fitsStep(above, step)) {
      left -= 1;
      isChild = step.isChild;
    } else if (isChild) return false;
  }
  return left === 0;
}

export function parentOf(element: Element): Element | undefined {
  const { parent } = element;
  return parent && isElement(parent) ? parent : undefined;
}

function fitsStep({ name, attribs }: Element, step: Step): boolean {
  if (step.tag !== '' && step.tag !== name) return false;
  if (step.id !== '' && step.id !== attribs['id']) return false;
  if (step.attribute !== '' && attribs[step.attribute] === undefined) return false;
  if (step.classes.length === 0) return true;
  const classes = (attribs['class'] ?? '').split(/\s+/u);
  return step.classes.every((name) => classes.includes(name));
}
