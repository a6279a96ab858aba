export type Trace = {
  readonly say: (words: string) => void;
  /** Of everything that was said. */
  hash(): string;
  readonly lines: readonly string[];
};

/** Two runs are the same if they say the same. The lines are kept only if somebody wants to read them. */
export function createTrace(isKept: boolean): Trace {
  const lines: string[] = [];
  let [one, other] = [0x811c9dc5, 0x1b873593];
  return {
    lines,
    say(words) {
      for (let index = 0; index < words.length; index++) {
        const code = words.charCodeAt(index);
        one = Math.imul(one ^ code, 0x01000193);
        other = Math.imul(other ^ code, 0x85ebca6b);
      }
      if (isKept) lines.push(words);
    },
    hash: () => [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
