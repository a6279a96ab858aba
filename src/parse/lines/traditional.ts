import { type Item, letterForms, type ParsedIssue, simplify } from '../../domain/index.ts';

/** Letters that no page of simplified print has, and every traditional one. */
const SIGNS = '縣會議選舉員區長務國發黨關決當時來實開經過對';
/** By a letter's number: every letter of every text is asked for. */
const isSign = new Uint8Array(0x10000);
for (const sign of SIGNS) isSign[sign.charCodeAt(0)] = 1;
const ENOUGH = 8;

export function isTraditional(text: string): boolean {
  let count = 0;
  const end = Math.min(text.length, 20_000);
  for (let at = 0; at < end && count < ENOUGH; at += 1) count += isSign[text.charCodeAt(at)] ?? 0;
  return count >= ENOUGH;
}

/** What was read from the simplified letters, in the letters it was printed with. */
export function asPrinted(issue: ParsedIssue, printed: string): ParsedIssue {
  const restore = restorer(printed);
  return {
    ...issue,
    publication: issue.publication === null ? null : restore(issue.publication),
    items: issue.items.map((item) => restoreItem(item, restore)),
  };
}

function restoreItem(item: Item, restore: (text: string) => string): Item {
  const maybe = (text: string | null) => (text === null ? null : restore(text));
  return {
    ...item,
    leadIn: maybe(item.leadIn),
    title: restore(item.title),
    subtitle: maybe(item.subtitle),
    byline: maybe(item.byline),
    issuer: maybe(item.issuer),
    number: maybe(item.number),
    passedBy: maybe(item.passedBy),
    body: item.body.split('\n\n').map(restore).join('\n\n'),
    signature: maybe(item.signature),
    acts: item.acts.map((act) => ({
      ...act,
      person: restore(act.person),
      post: restore(act.post),
      organization: restore(act.organization),
    })),
  };
}

/** Words as they stand in the text; what is written out and stands nowhere, letter by letter as the text writes. */
function restorer(printed: string): (text: string) => string {
  const plain = simplify(printed);
  const letters = lettersOf(printed);
  return (text) => {
    const at = plain.indexOf(text);
    if (at >= 0) return printed.slice(at, at + text.length);
    return [...text].map((letter) => letters.get(letter) ?? letter).join('');
  };
}

/** 县 → 縣: of several letters with one simplified form the one most printed; of one not printed, the first. */
function lettersOf(printed: string): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const letter of printed) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const letters = new Map<string, string>();
  const best = (plain: string) => counts.get(letters.get(plain) ?? '') ?? counts.get(plain) ?? 0;
  for (const [letter, plain] of letterForms()) {
    const isMore = (counts.get(letter) ?? 0) > best(plain);
    if (isMore || !(letters.has(plain) || counts.has(plain))) letters.set(plain, letter);
  }
  return letters;
}
