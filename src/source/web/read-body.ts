import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { FetchError } from './fetch-error.ts';

type Body = {
  readonly address: string;
  readonly stream: Readable;
  /** The header: what was done to the bytes. */
  readonly encoding: string | undefined;
  readonly limit: number;
};

/** The bytes as the server meant them, bounded before and after unpacking. */
export async function readBody(body: Body): Promise<Uint8Array> {
  const packed = await collect(body);
  const unpack = unpacker(body, packed);
  if (!unpack || packed.length === 0) return packed;
  try {
    return await unpack(packed, { maxOutputLength: body.limit });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(body, cause);
    throw new FetchError(body.address, 'network', 'its compressed answer is damaged', { cause });
  }
}

async function collect(body: Body): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of body.stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > body.limit) throw tooLarge(body);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
};

function unpacker({ address, encoding = '' }: Body, [first = 0]: Buffer): Unpack | null {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return null;
  // Both forms are called so; only the one with a header begins with this number.
  if (name === 'deflate') return promisify((first & 0x0f) === 8 ? inflate : inflateRaw);
  const known = unpackers[name];
  if (known) return known;
  throw new FetchError(address, 'not-a-page', 'its answer is compressed in an unknown way');
}

function tooLarge({ address, limit }: Body, cause?: unknown): FetchError {
  const size = `${limit / 1024 / 1024} MB`;
  return new FetchError(address, 'large', `it has more than ${size}, the limit`, { cause });
}
