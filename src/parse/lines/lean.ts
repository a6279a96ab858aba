/**
 * The same pattern in a fraction of the machine code. `\p{Script=Han}` is forty ranges, wherever it stands and as
 * often as it may follow itself, and with the flag `u` each class knows letters of two places besides: together
 * the patterns of the reader took 7 MB, more than a processor keeps at hand, and most of the time went there.
 *
 * A pattern without the flag reads by places: a rare letter that takes two of them counts twice, and what is found
 * may begin or end with half of one; so there must be no pictures in a text (`withoutResidue`), and a name must be
 * well formed. What else needs the flag (`\p{L}`) leaves a pattern as it is.
 */
export function lean(pattern: RegExp): RegExp {
  const source = pattern.source.replace(TOKEN, spelledOut());
  return NEEDS_FLAG.test(source) ? pattern : new RegExp(source, pattern.flags.replace('u', ''));
}

/** An escape, a bracket of a class, or the range of the rare letters, which begins with an escape too. */
const TOKEN = /\\u\{20000\}-\\u\{323af\}|\\[pP]\{Script=Han\}|\\.|\[|\]/gsu;
const NEEDS_FLAG = /(?<!\\)(?:\\\\)*\\(?:[pP]|u)\{/u;
/** Halves of the letters that take two places. */
const RARE = '\\ud840-\\udfff';
const HAN = `々〇\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff${RARE}`;

function spelledOut(): (token: string) => string {
  let isInClass = false;
  return (token) => {
    if (token === '[') isInClass = true;
    if (token === ']') isInClass = false;
    if (token.startsWith('\\u{')) return RARE;
    if (token === '\\p{Script=Han}') return isInClass ? HAN : `[${HAN}]`;
    return token === '\\P{Script=Han}' && !isInClass ? `[^${HAN}]` : token;
  };
}
