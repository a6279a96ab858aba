/** A text cut behind each of these marks, which stay with what they end; a global pattern finds them. */
export function cutAfter(text: string, marks: RegExp): string[] {
  const parts: string[] = [];
  let from = 0;
  marks.lastIndex = 0;
  while (marks.test(text) && marks.lastIndex < text.length) {
    parts.push(text.slice(from, marks.lastIndex));
    from = marks.lastIndex;
  }
  return [...parts, text.slice(from)];
}
