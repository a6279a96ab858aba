/** What a text must have for a pattern to be found in it: of each list at least one word. */
export type Needs = readonly (readonly string[])[];

/**
 * Reads them out of the pattern's own source: the letters that stand in it whatever is chosen, and where one
 * of several must be chosen, a word of each; the one that fewest texts meet first. What is looked ahead or
 * back for is needed too.
 */
export function needsOf(pattern: string): Needs {
  const ways = waysOf(pattern).map(needsOfWay);
  const [only] = ways;
  if (only && ways.length === 1) return only;
  const words = ways.map(([strongest]) => strongest);
  const some = words.every((one) => one !== undefined) ? withoutLonger(words.flat()) : [];
  return some.length > 0 && some.length <= MOST_WORDS ? [some] : [];
}

/** To look for more of them takes as long as to look for the pattern. */
const MOST_WORDS = 16;

export function meets(text: string, needs: Needs): boolean {
  for (const words of needs) if (!hasOne(text, words)) return false;
  return true;
}

function hasOne(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true;
  return false;
}

/** Fewest texts meet that of long words, and few. */
function strengthOf(words: readonly string[]): number {
  return Math.min(...words.map((word) => word.length)) - words.length / 100;
}

/** 选举 stands in 选举产生 too. */
function withoutLonger(words: readonly string[]): string[] {
  const all = [...new Set(words)];
  return all.filter((word) => !all.some((other) => other !== word && word.includes(other)));
}

/** What a pattern parts by `|`. */
function waysOf(pattern: string): string[] {
  const ways: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length; at = endOfAtom(pattern, at)) {
    if (pattern[at] !== '|') continue;
    ways.push(pattern.slice(from, at));
    from = at + 1;
  }
  return [...ways, pattern.slice(from)];
}

function needsOfWay(way: string): Needs {
  const needs: (readonly string[])[] = [];
  let word = '';
  const endWord = () => {
    if (word !== '') needs.push([word]);
    word = '';
  };
  for (let at = 0; at < way.length; ) {
    const end = endOfAtom(way, at);
    const atom = way.slice(at, end);
    const count = COUNT.exec(way.slice(end))?.[0] ?? '';
    const isOptional = /^[?*]|^\{0/u.test(count);
    const isLetter = !/^[\\[(^$.]/u.test(atom);
    if (isLetter && !isOptional) word += atom;
    if (!isLetter || count !== '') endWord();
    if (!isOptional) needs.push(...needsOfGroup(atom));
    at = end + count.length;
  }
  endWord();
  return needs.toSorted((one, other) => strengthOf(other) - strengthOf(one));
}

const COUNT = /^(?:[?*+]|\{[0-9,]+\})\??/u;

function needsOfGroup(atom: string): Needs {
  const isNeeded = atom.startsWith('(') && !/^\(\?<?!/u.test(atom);
  return isNeeded ? needsOf(atom.slice(1, -1).replace(/^\?(?:[:=]|<=|<\w+>)/u, '')) : [];
}

/** A group, a class, an escape or a letter. */
function endOfAtom(pattern: string, start: number): number {
  const first = pattern[start];
  if (first !== '(') {
    const atom = first === '[' ? CLASS : first === '\\' ? ESCAPE : /./suy;
    atom.lastIndex = start;
    return start + (atom.exec(pattern)?.[0].length ?? 1);
  }
  let at = start + 1;
  while (at < pattern.length && pattern[at] !== ')') at = endOfAtom(pattern, at);
  return at + 1;
}

const CLASS = /\[(?:[^\]\\]|\\.)*\]/suy;
const ESCAPE = /\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|.)/suy;
