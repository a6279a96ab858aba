/** What somebody follows in an article, in the words of /follow, and by none of the code that looks for it. */
import type { Act, Item, ItemKind, Query, Subscription } from '../../src/domain/index.ts';

/** Below it nothing is told as a fact. */
const SURE = 0.8;

type Fields = 'kind' | 'title' | 'subtitle' | 'issuer' | 'number' | 'body' | 'signature';

/** An article as it is printed, and by which paper. */
export type Printed = {
  readonly item: Pick<Item, Fields> & {
    readonly acts: readonly Pick<Act, 'person' | 'organization' | 'post' | 'confidence'>[];
  };
  readonly publication: string;
};

export function matches(query: Query, { item, publication }: Printed): boolean {
  if (query.kinds !== null && !isOfKinds(item, query.kinds)) return false;
  if (query.publication !== null && query.publication !== publication) return false;
  const { title, subtitle, issuer, number, body, signature } = item;
  const text = [title, subtitle, issuer, number, body, signature].join('\n');
  const acts = item.acts.filter(({ confidence }) => confidence >= SURE);
  const textAnd = (field: 'person' | 'organization') =>
    [text, ...acts.map((act) => act[field])].join('\n');
  switch (query.by) {
    case 'word':
    case 'place':
      return hasWords(text, query.text);
    case 'person':
      return hasWords(textAnd('person'), query.text);
    case 'body':
      return hasWords(textAnd('organization'), query.text);
    case 'office':
      return acts.some(({ organization, post }) => hasWords(organization + post, query.text));
  }
}

/** By its kind, or as an appointment if it tells of acts: a government prints those in notices. */
export function isOfKinds(
  { kind, acts }: Pick<Printed['item'], 'kind' | 'acts'>,
  kinds: readonly ItemKind[],
): boolean {
  if (kinds.includes(kind)) return true;
  return kinds.includes('appointment') && acts.some(({ confidence }) => confidence >= SURE);
}

/** What a subscription to kinds brings: of one paper, if it is limited to that. */
export function isSubscribedTo(
  { item, publication }: Pick<Printed, 'item' | 'publication'>,
  wanted: Pick<Subscription, 'kinds' | 'publication'>,
): boolean {
  const isOfPaper = wanted.publication === null || wanted.publication === publication;
  return isOfPaper && isOfKinds(item, wanted.kinds);
}

const URGENT = ['紧急', '预警', '停水', '停电', '疏散', '防汛', '台风'];

/** By the rule as it is until an admin changes it. */
export function isUrgent({ kind, title }: Pick<Item, 'kind' | 'title'>): boolean {
  if (kind !== 'notice' && kind !== 'news') return false;
  return URGENT.some((word) => title.includes(word));
}

function hasWords(text: string, words: string): boolean {
  return words.split(' ').every((part) => {
    if (part.startsWith('-')) return !has(text, part.slice(1));
    return part.split('|').some((word) => has(text, word));
  });
}

/** Chinese anywhere; a word of letters only whole. */
function has(text: string, word: string): boolean {
  const [printed, wanted] = [plain(text), plain(word)];
  if (/^[a-z]+$/u.test(wanted)) return printed.split(/[^a-z]+/u).includes(wanted);
  return printed.includes(wanted);
}

/** The traditional letters our towns use. */
const SIMPLE: Readonly<Record<string, string>> = {
  ...{ 電: '电', 義: '义', 診: '诊', 陳: '陈', 曉: '晓', 東: '东', 頭: '头', 鎮: '镇' },
};

function plain(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()]
    .map((letter) => SIMPLE[letter] ?? letter)
    .join('');
}
