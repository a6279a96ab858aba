/** What stands before a place in its own sentence, and of a long one the nearest letters. */
export function sentenceBefore(text: string, at: number, most: number): string {
  const from = Math.max(text.lastIndexOf('。', at - 1), text.lastIndexOf('\n', at - 1)) + 1;
  return text.slice(Math.max(from, at - most), at);
}
