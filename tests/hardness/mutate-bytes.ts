import type { Chance } from './chance.ts';

/** No mutation makes more of it: what is larger is refused before it is read, or takes its time. */
const LARGEST = 2 * 1024 * 1024;

export type MutateBytes = (bytes: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array;

export const byteMutations: Readonly<Record<string, MutateBytes>> = {
  'bits flipped': (bytes, chance) => {
    const changed = bytes.slice();
    for (let flips = 1 + chance.upTo(20); flips > 0 && bytes.length > 0; flips -= 1) {
      const at = chance.upTo(bytes.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << chance.upTo(8));
    }
    return changed;
  },
  'bytes overwritten': (bytes, chance) => {
    const changed = bytes.slice();
    const at = chance.upTo(bytes.length);
    changed.set(chance.bytes(Math.min(64, bytes.length - at)), at);
    return changed;
  },
  'cut off': (bytes, chance) => bytes.slice(0, chance.upTo(bytes.length)),
  'head lost': (bytes, chance) => bytes.slice(chance.upTo(bytes.length)),
  'a chunk lost': (bytes, chance) => {
    const [from, to] = rangeIn(bytes.length, chance);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  'a chunk moved': (bytes, chance) => {
    const [from, to] = rangeIn(bytes.length, chance);
    const rest = joined(bytes.subarray(0, from), bytes.subarray(to));
    const at = chance.upTo(rest.length + 1);
    return joined(rest.subarray(0, at), bytes.subarray(from, to), rest.subarray(at));
  },
  'a chunk repeated': (bytes, chance) => {
    const from = chance.upTo(bytes.length);
    const chunk = bytes.subarray(from, from + 1 + chance.upTo(2_000));
    const room = Math.max(0, LARGEST - bytes.length);
    const times = Math.min(1_000, Math.floor(room / Math.max(1, chunk.length)));
    const chunks = Array<Uint8Array>(times).fill(chunk);
    return joined(bytes.subarray(0, from), ...chunks, bytes.subarray(from));
  },
  'spliced with another': (bytes, chance, other) =>
    joined(bytes.subarray(0, chance.upTo(bytes.length)), other.subarray(chance.upTo(other.length))),
  'another put in': (bytes, chance, other) => {
    const at = chance.upTo(bytes.length);
    const [from, to] = rangeIn(other.length, chance);
    return joined(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at));
  },
};

/** Of a PDF, between its streams: what its objects say of each other. */
export const pdfMutations: Readonly<Record<string, MutateBytes>> = {
  'numbers changed': (bytes, chance) =>
    outsideStreams(bytes, (text) =>
      text.replace(/[0-9]+/gu, (number) =>
        chance.next() < 0.01
          ? chance.pick(['0', '-1', '1', '3', '2147483648', '99999999999', '1e9', '0.00001'])
          : number,
      ),
    ),
  'names changed': (bytes, chance) =>
    outsideStreams(bytes, (text) => {
      const names = text.match(/\/[A-Za-z0-9]+/gu) ?? [];
      return text.replace(/\/[A-Za-z0-9]+/gu, (name) =>
        chance.next() < 0.01 ? (names[chance.upTo(names.length)] ?? name) : name,
      );
    }),
  'objects point elsewhere': (bytes, chance) =>
    outsideStreams(bytes, (text) =>
      text.replace(/[0-9]+ 0 R/gu, (link) =>
        chance.next() < 0.05 ? `${chance.upTo(40)} 0 R` : link,
      ),
    ),
  'nested deeply': (bytes, chance) => {
    let open = chance.upTo(40);
    const nest = chance.pick(['[', '<</A ']).repeat(20_000);
    return outsideStreams(bytes, (text) =>
      text.replace(/<</gu, (mark) => (open-- === 0 ? nest + mark : mark)),
    );
  },
};

/** Latin-1 takes bytes there and back unharmed. */
function outsideStreams(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  const parts = Buffer.from(bytes)
    .toString('latin1')
    .split(/(stream[\s\S]*?endstream)/u);
  return Buffer.from(
    parts.map((part, index) => (index % 2 === 0 ? change(part) : part)).join(''),
    'latin1',
  );
}

function rangeIn(length: number, chance: Chance): [number, number] {
  const ends = [chance.upTo(length + 1), chance.upTo(length + 1)] as const;
  return [Math.min(...ends), Math.max(...ends)];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
