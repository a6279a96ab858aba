import { zipSync } from 'fflate';
import type { Readable } from '../../src/pipeline/read-issues.ts';
import type { NamedBytes } from '../../src/source/index.ts';
import { decodeText } from '../../src/source/text/index.ts';
import { type Chance, chanceOf } from './chance.ts';
import { byteMutations, type MutateBytes, pdfMutations } from './mutate-bytes.ts';
import { markupMutations } from './mutate-markup.ts';
import { type MutateText, textMutations } from './mutate-text.ts';
import { pagesOf, type Seed, type SeedKind } from './seeds.ts';

/** What is read in one run, and how it came to be what it is. */
export type Input = {
  readonly kind: SeedKind | 'random';
  readonly story: string;
  readonly readable: Readable;
};
type Seeds = ReadonlyMap<SeedKind, readonly Seed[]>;

/** How many of a hundred runs each carrier gets: a PDF takes as long as fifty texts. */
const SHARES: readonly (readonly [Input['kind'], number])[] = [
  ['text', 37],
  ['html', 17],
  ['site', 9],
  ['zip', 9],
  ['docx', 9],
  ['feed', 9],
  ['pdf', 4],
  ['random', 6],
];

/** The input of one run: of the same seed and number always the same. */
export function makeInput(seeds: Seeds, seed: number, run: number): Input {
  const chance = chanceOf(seed, run);
  const kind = pickKind(chance);
  if (kind === 'random') return randomInput(chance);
  const document = pickFrom(seeds.get(kind) ?? [], chance);
  const other = pickFrom([...seeds.values()].flat(), chance);
  const spare = 'bytes' in other ? other : pickFrom(other.parts, chance);
  const tale: string[] = [document.name];
  const readable =
    'bytes' in document
      ? changedFile(document, { kind, chance, spare: spare.bytes, tale })
      : changedParts(document, { kind, chance, spare: spare.bytes, tale });
  return { kind, story: tale.join(', '), readable };
}

function pickKind(chance: Chance): Input['kind'] {
  let thrown = chance.upTo(100);
  for (const [kind, share] of SHARES) {
    thrown -= share;
    if (thrown < 0) return kind;
  }
  return 'random';
}

function pickFrom<T>(list: readonly T[], chance: Chance): T {
  const picked = list[chance.upTo(list.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from');
  return picked;
}

type Making = {
  readonly kind: SeedKind;
  readonly chance: Chance;
  /** Of another document, to be mixed in. */
  readonly spare: Uint8Array;
  /** What was done, for who looks for the fault. */
  readonly tale: string[];
};

/** What is larger only takes longer. */
const LARGEST = 3 * 1024 * 1024;

/** One to three things go wrong with a file. */
function changedFile({ name, bytes }: NamedBytes, making: Making): NamedBytes {
  let changed = bytes;
  for (let times = 1 + making.chance.upTo(3); times > 0; times -= 1)
    changed = changeOnce(name, changed, making).subarray(0, LARGEST);
  return {
    name:
      making.chance.next() < 0.1 ? making.chance.pick(['x', 'a.pdf', '公报.docx', '../..']) : name,
    bytes: changed,
  };
}

function changeOnce(name: string, bytes: Uint8Array, making: Making): Uint8Array {
  const { kind, chance, tale } = making;
  if (kind === 'pdf' && chance.next() < 0.6) return byBytes(pdfMutations, bytes, making);
  if (kind === 'pdf' || chance.next() < 0.2) return byBytes(byteMutations, bytes, making);
  const text = decodeText(bytes);
  if (text === undefined) return byBytes(byteMutations, bytes, making);
  const isMarkup = /<[a-z!?]/iu.test(text.slice(0, 500)) && chance.next() < 0.6;
  const mutations: Readonly<Record<string, MutateText>> = isMarkup
    ? markupMutations
    : textMutations;
  const [how, mutate] = pickFrom(Object.entries(mutations), chance);
  tale.push(`${name}: ${how}`);
  return encoded(mutate(text, chance, decodeText(making.spare) ?? ''), making);
}

function byBytes(
  mutations: Readonly<Record<string, MutateBytes>>,
  bytes: Uint8Array,
  { chance, spare, tale }: Making,
): Uint8Array {
  const [how, mutate] = pickFrom(Object.entries(mutations), chance);
  tale.push(how);
  return mutate(bytes, chance, spare);
}

/** In UTF-8; now and then in UTF-16, where a surrogate can stand alone. */
function encoded(text: string, { chance, tale }: Making): Uint8Array {
  if (chance.next() > 0.1) return new TextEncoder().encode(text);
  tale.push('in UTF-16');
  return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
}

/** Some parts go wrong, then what is put together from them. */
function changedParts(document: Extract<Seed, { parts: unknown }>, making: Making): Readable {
  const { chance, tale, kind } = making;
  const parts: NamedBytes[] = [];
  for (const part of document.parts) {
    const fate = chance.next();
    if (fate < 0.08) tale.push(`${part.name} lost`);
    else
      parts.push(
        fate < 0.3 ? { name: part.name, bytes: changeOnce(part.name, part.bytes, making) } : part,
      );
    if (fate > 0.95) parts.push({ name: `${part.name}~`, bytes: making.spare });
  }
  if (kind === 'site') return { pages: pagesOf(parts) };
  const packed = zipSync(Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes])), {
    level: 1,
  });
  const bytes = chance.next() < 0.3 ? byBytes(byteMutations, packed, making) : packed;
  return { name: document.name, bytes };
}

const HEADS = [
  '',
  '',
  '%PDF-1.7\n',
  'PK\u0003\u0004',
  '<html>',
  '<?xml version="1.0"?><rss>',
  '{"version":"https://jsonfeed.org/version/1","items":[',
  '\ufeff',
  '# 公告\n',
  '平阳县',
] as const;

function randomInput(chance: Chance): Input {
  const head = chance.pick(HEADS);
  const bytes = Buffer.concat([Buffer.from(head), chance.bytes(chance.upTo(20_000))]);
  return {
    kind: 'random',
    story: `random bytes after ${JSON.stringify(head)}`,
    readable: { name: 'random', bytes: new Uint8Array(bytes) },
  };
}
