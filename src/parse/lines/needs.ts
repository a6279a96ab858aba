/** The words that a pattern cannot do without: its letters that stand outside of every group, class and choice. */
export function needsOf(pattern: string): string[] {
  const bare = dropGroups(pattern).replace(/\[[^\]]*\]/gu, '#');
  return bare.includes('|') ? [] : (bare.match(/(?:\p{Script=Han}(?![?*{]))+/gu) ?? []);
}

function dropGroups(pattern: string): string {
  const inner = /\([^()]*\)/gu;
  let left = pattern;
  while (inner.test(left)) left = left.replace(inner, '#');
  return left;
}
