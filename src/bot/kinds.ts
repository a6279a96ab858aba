import { ITEM_KINDS, type ItemKind, simplify } from '../domain/index.ts';

/** The words by which people name a kind. */
const WORDS = new Map<string, readonly ItemKind[]>(
  Object.entries({
    决定: ['decision'],
    decision: ['decision'],
    decisions: ['decision'],
    任免: ['appointment'],
    人事: ['appointment'],
    人事任免: ['appointment'],
    appointment: ['appointment'],
    appointments: ['appointment'],
    公告: ['notice'],
    通知: ['notice'],
    通告: ['notice'],
    notice: ['notice'],
    notices: ['notice'],
    新闻: ['news'],
    news: ['news'],
    全部: ITEM_KINDS,
    所有: ITEM_KINDS,
    all: ITEM_KINDS,
    everything: ITEM_KINDS,
  } as const),
);

/** Reads «决定 任免» or "decisions, news". `undefined` if a word names no kind. */
export function readKinds(words: string): readonly ItemKind[] | undefined {
  const named = simplify(words)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,，、;；]+/u)
    .filter(Boolean)
    .map((word) => WORDS.get(word));
  if (named.length === 0 || named.includes(undefined)) return undefined;
  return ITEM_KINDS.filter((kind) => named.some((kinds) => kinds?.includes(kind)));
}

/** As one number, which fits a button: a bit a kind; 0: any. */
export function packKinds(kinds: readonly ItemKind[] | null): number {
  return ITEM_KINDS.reduce((sum, kind, index) => sum + (kinds?.includes(kind) ? 2 ** index : 0), 0);
}

export function unpackKinds(bits: number): readonly ItemKind[] | null {
  const kinds = ITEM_KINDS.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
  return kinds.length > 0 ? kinds : null;
}
