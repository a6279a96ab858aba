import { isNearlyWhole } from '../text/index.ts';

/** An XML prologue, stylesheets, comments and a document type, then the root of a feed. */
const XML_ROOT =
  /^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>\s*)*<(?:[a-z]+:)?(?:rss|feed|rdf)[\s>]/iu;
const JSON_FEED = /"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org/u;
const HEAD = 4_096;

/** RSS of any version, Atom, or JSON Feed: by how it begins, whatever its name says. */
export function isFeed(bytes: Uint8Array): boolean {
  const mark = markOf(bytes);
  // Markup is the same bytes in UTF-8 and GB18030; what stands between may be garbled here.
  const decoder = new TextDecoder(mark ?? 'utf-8');
  const head = decoder.decode(bytes.subarray(0, HEAD));
  if (/^\s*\{/u.test(head)) return JSON_FEED.test(decoder.decode(bytes));
  return XML_ROOT.test(head);
}

/**
 * A byte-order mark decides; then UTF-8, if it is that; then the prologue, which is often wrong; then
 * GB18030. A byte that means nothing costs one letter and not the feed.
 */
export function decodeFeed(bytes: Uint8Array): string {
  const mark = markOf(bytes);
  const text = mark === undefined ? decodeUnmarked(bytes) : new TextDecoder(mark).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, '');
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decodeUnmarked(bytes: Uint8Array): string {
  const unicode = new TextDecoder('utf-8').decode(bytes);
  if (isNearlyWhole(unicode)) return unicode;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label = /encoding\s*=\s*["']([\w-]+)["']/u.exec(head)?.[1] ?? '';
  return decoderFor(label).decode(bytes);
}

/** What calls itself gb2312 may use all of GB18030. */
function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  if (label === '' || /^(?:utf-?8|gb|x-gbk)/iu.test(label)) return new TextDecoder('gb18030');
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('gb18030'); // No encoding of that name.
  }
}
