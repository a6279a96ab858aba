import { Zip, ZipDeflate } from 'fflate';

/** The first a ZIP can say, in local time, as ZIP counts: the same bytes in every zone. */
const EPOCH = new Date(1980, 0, 1);

/** One document out of many pages, in their order: the same pages always give the same bytes. */
export function pack(
  pages: readonly { readonly address: string; readonly bytes: Uint8Array }[],
): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const { address, bytes } of pages) {
    const entry = new ZipDeflate(address, { level: 9 });
    entry.mtime = EPOCH;
    zip.add(entry);
    // The packer may keep what it is given: the page's bytes are its owner's.
    entry.push(bytes.slice(), true);
  }
  zip.end();
  return Uint8Array.from(Buffer.concat(chunks));
}
