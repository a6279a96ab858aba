import { fileTypeFromBuffer } from 'file-type';

/** What a person calls the kinds of file that are dropped here by mistake. */
const names: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /^image\//u, name: 'a picture' },
  { pattern: /^application\/pdf$/u, name: 'a PDF' },
  { pattern: /officedocument|opendocument|msword|ms-excel|x-cfb/u, name: 'an office file' },
  { pattern: /zip|rar|7z|gzip|x-tar|bzip|x-xz|compress/u, name: 'an archive' },
  { pattern: /^audio\//u, name: 'a sound recording' },
  { pattern: /^video\//u, name: 'a film' },
  { pattern: /executable|x-elf|x-mach|msdownload/u, name: 'a program' },
  { pattern: /sqlite/u, name: 'a database' },
];

/** «a picture (PNG)» for bytes with the mark of such a file, `undefined` for what may be text. */
export async function nameOfBinary(bytes: Uint8Array): Promise<string | undefined> {
  const type = await typeOf(bytes);
  // Marked-up and rich text begin with a mark too, but their bytes are text.
  if (!type || /^text\/|xml|rtf|json/u.test(type.mime)) return undefined;
  const name = names.find(({ pattern }) => pattern.test(type.mime))?.name ?? 'a binary file';
  return `${name} (${type.ext.toUpperCase()})`;
}

async function typeOf(bytes: Uint8Array) {
  try {
    return await fileTypeFromBuffer(bytes);
  } catch {
    return undefined; // A damaged file: the strict decoders have the last word.
  }
}
