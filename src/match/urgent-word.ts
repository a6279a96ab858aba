import { normalise, type StoredItem, type UrgentRule } from '../domain/index.ts';

/** The first word of the rule that makes an article urgent; `undefined`: nothing does. */
export function urgentWord(
  { isOn, words, kinds }: UrgentRule,
  { title, kind }: Pick<StoredItem, 'title' | 'kind'>,
): string | undefined {
  if (!isOn || !kinds.includes(kind)) return undefined;
  const printed = normalise(title);
  return words.find((word) => printed.includes(normalise(word)));
}
