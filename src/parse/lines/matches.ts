import { meets, type Needs, needsOf } from './needs.ts';

/**
 * Every match of a global pattern, in order. As `matchAll`, which makes a copy of the pattern each time, and
 * looks for it where it cannot be: dear where most patterns match nothing.
 */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  return mayHold(text, pattern) ? searchFor(pattern, text) : [];
}

/** The same, in a text that is known to have what the pattern needs. */
export function searchFor(pattern: RegExp, text: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return matches;
}

/** Of patterns that are made once, as all are that are searched for here. */
const known = new WeakMap<RegExp, Needs>();

/** Whether a text has all the words without which a pattern is not found in it. */
export function mayHold(text: string, pattern: RegExp): boolean {
  let needs = known.get(pattern);
  if (needs === undefined) {
    needs = pattern.ignoreCase ? [] : needsOf(pattern.source);
    known.set(pattern, needs);
  }
  return meets(text, needs);
}
