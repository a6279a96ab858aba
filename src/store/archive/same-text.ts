import type { Span } from '../../domain/index.ts';

/** A text as it is compared with another whose letters were guessed. */
export type Letters = {
  readonly letters: readonly string[];
  readonly pairs: ReadonlySet<string>;
  /** Of people, as far as the letters are sure. */
  readonly names: readonly string[];
};

/** The shorter of two texts stands in the longer: where in each, and by how many pairs of letters. */
export type Overlap = {
  readonly shared: number;
  readonly inOne: Span;
  readonly inOther: Span;
  /** No word is another, no figure, and few letters are: nothing else in another issue reads like this. */
  readonly isHardlyInDoubt: boolean;
};

export function readLetters(letters: readonly string[], names: readonly string[] = []): Letters {
  return { letters, pairs: pairsOf(letters), names };
}

/**
 * Whether two texts, or the shorter and a part of the longer, are one text whose letters were guessed
 * wrong here and there. `least`: of the pairs of letters so many must be the same. What differs must look
 * like guesses, too: announcements of one wording differ in whole words, and in the people they name.
 */
export function overlapOf(one: Letters, other: Letters, least: number): Overlap | undefined {
  const isOneLonger = one.letters.length > other.letters.length;
  const [short, long] = isOneLonger ? [other, one] : [one, other];
  if (short.letters.length < SHORTEST || shareOf(short.letters, long.pairs) < least)
    return undefined;
  const span = likestPart(long, short);
  const part = readLetters(long.letters.slice(...span), long.names);
  const shares = [shareOf(short.letters, part.pairs), shareOf(part.letters, short.pairs)];
  if (Math.min(...shares) < least) return undefined;
  const differences = compareRuns(short, part);
  if (isOtherWording(differences, Math.max(...shares))) return undefined;
  if (namesNobodyOf(short, part) || namesNobodyOf(part, short)) return undefined;
  const whole: Span = [0, short.letters.length];
  const [inOne, inOther] = isOneLonger ? [span, whole] : [whole, span];
  const shared = Math.round(Math.max(...shares) * short.letters.length);
  const isHardlyInDoubt = Math.min(...shares) >= ALMOST_ALL && isSameWording(differences);
  return { shared, inOne, inOther, isHardlyInDoubt };
}

/** Of fewer letters nobody can say which text they are. */
const SHORTEST = 20;
const ALMOST_ALL = 0.85;
/** Guessed letters may be more than were printed. */
const ROOM = 1.1;

/** Where in the longer text most of the shorter stands, in a row. */
function likestPart(long: Letters, short: Letters): Span {
  const length = Math.round(short.letters.length * ROOM);
  if (length >= long.letters.length) return [0, long.letters.length];
  const isShared = long.letters.map((letter, at) =>
    short.pairs.has(`${letter}${long.letters[at + 1]}`) ? 1 : 0,
  );
  let [count, most, start] = [0, -1, 0];
  for (const [at, shared] of isShared.entries()) {
    count += shared - (isShared[at - length] ?? 0);
    if (count > most) [most, start] = [count, Math.max(0, at + 1 - length)];
  }
  const shared = isShared.slice(start, start + length);
  return [start + shared.indexOf(1), start + shared.lastIndexOf(1) + 2];
}

function shareOf(letters: readonly string[], pairs: ReadonlySet<string>): number {
  const shared = letters.filter((letter, at) => pairs.has(`${letter}${letters[at + 1]}`)).length;
  return shared / Math.max(1, letters.length - 1);
}

/** Stretches of letters that one text has and the other has not; the fewer of each kind count. */
type Differences = { readonly all: number; readonly words: number; readonly figures: number };

/** A guess is wrong in one letter, and seldom in the next as well; another word is other in each. */
function isOtherWording({ all, words }: Differences, share: number): boolean {
  const wrongLetters = 1 - Math.sqrt(share);
  return words >= 3 && words > (0.6 + wrongLetters) * all;
}

function isSameWording({ all, words, figures }: Differences): boolean {
  return figures === 0 && words <= 0.3 * all;
}

function compareRuns(one: Letters, other: Letters): Differences {
  const [here, there] = [strangeRuns(one, other), strangeRuns(other, one)];
  const fewer = (count: (runs: readonly string[]) => number) => Math.min(count(here), count(there));
  return {
    all: fewer((runs) => runs.length),
    words: fewer((runs) => runs.filter((run) => [...run].length > 1).length),
    figures: fewer((runs) => runs.filter((run) => /\d/u.test(run)).length),
  };
}

function strangeRuns(one: Letters, other: Letters): string[] {
  const strange = strangeLetters(one, other);
  const marked = one.letters.map((letter, at) => (strange[at] ? letter : ' '));
  return marked.join('').split(/ +/u).filter(Boolean);
}

/** Of each letter, whether it stands in no pair that the other text has, too. */
function strangeLetters({ letters }: Letters, { pairs }: Pick<Letters, 'pairs'>): boolean[] {
  const isShared = letters.map((letter, at) => pairs.has(`${letter}${letters[at + 1]}`));
  return isShared.map((shared, at) => !shared && !isShared[at - 1]);
}

/** Of a name one letter may be guessed wrong; if of each name there are two, they are other people. */
function namesNobodyOf(one: Letters, other: Letters): boolean {
  const text = one.letters.join('');
  const names = one.names.filter((name) => text.includes(name));
  if (names.length === 0) return false;
  const strange = strangeLetters(one, other);
  return names.every((name) => {
    const start = [...text.slice(0, text.indexOf(name))].length;
    return strange.slice(start, start + [...name].length).filter(Boolean).length > 1;
  });
}

function pairsOf(letters: readonly string[]): Set<string> {
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}
