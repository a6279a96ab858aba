import type { Span } from '../../domain/index.ts';
import { hasLetter, lettersOf } from './letters.ts';
import { matchesOf } from './matches.ts';

/**
 * Words that remember where they were printed: `at[i]` is the place of `text[i]` in the issue's text.
 * Lines are mended and padding is dropped on flows, so that every fact still points to its source.
 */
export type Flow = { readonly text: string; readonly at: readonly number[] };

/** Control characters and changes of reading direction: never printed, so never read. */
const UNPRINTED = lettersOf('\u007f\u00ad\u180e\ufeff', [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfe00, 0xfe0f],
  [0xfff9, 0xfffc],
]);
const EACH_UNPRINTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]|[\ufe00-\ufe0f]/gu;

export function flowOf(issueText: string, start: number, end: number): Flow {
  const text = issueText.slice(start, end);
  // As long as it will be: one that grows is made anew again and again.
  const at = new Array<number>(text.length);
  for (let place = 0; place < at.length; place += 1) at[place] = start + place;
  const flow = { text, at };
  return hasLetter(text, UNPRINTED) ? dropMatches(flow, EACH_UNPRINTED) : flow;
}

export function joinFlows(flows: readonly Flow[], between = ''): Flow {
  const texts: string[] = [];
  const at: number[] = [];
  for (const flow of flows) {
    if (texts.length > 0) {
      texts.push(between);
      // What is put between stands nowhere: it points to the end of what precedes it.
      for (let count = 0; count < between.length; count += 1) at.push(at.at(-1) ?? 0);
    }
    texts.push(flow.text);
    for (const place of flow.at) at.push(place);
  }
  return { text: texts.join(''), at };
}

export function sliceFlow(flow: Flow, start: number, end: number = flow.text.length): Flow {
  return { text: flow.text.slice(start, end), at: flow.at.slice(start, end) };
}

export function trimFlow(flow: Flow): Flow {
  const start = flow.text.length - flow.text.trimStart().length;
  const end = flow.text.trimEnd().length;
  return start === 0 && end === flow.text.length
    ? flow
    : sliceFlow(flow, start, Math.max(start, end));
}

/** The flow without what a global pattern finds. */
export function dropMatches(flow: Flow, pattern: RegExp): Flow {
  const ranges = matchesOf(pattern, flow.text).map(
    ({ index, 0: match }) => [index, index + match.length] as const,
  );
  return dropRanges(flow, ranges);
}

/** Where `text.slice(start, end)` of a flow is printed. */
export function spanIn(flow: Flow, start: number, end: number): Span {
  const first = flow.at[start] ?? 0;
  const last = flow.at[Math.max(start, end - 1)] ?? first;
  return [first, last + 1];
}

/** The flow without these places, which are in order and do not overlap. */
export function dropRanges(flow: Flow, ranges: readonly Span[]): Flow {
  if (ranges.length === 0) return flow;
  const kept: Flow[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    kept.push(sliceFlow(flow, from, start));
    from = end;
  }
  return joinFlows([...kept, sliceFlow(flow, from)]);
}
