/** Byte-order marks and what they stand for. */
const marks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** What pages call their encoding, and the one that reads every character people put under that name. */
const labels: readonly { readonly label: RegExp; readonly encoding: string }[] = [
  // <meta http-equiv="Content-Type" content="text/html; charset=gb2312">
  { label: /^(?:gb2312|gbk|x-gbk|gb_2312-80|csgb2312|cp936|gb18030)$/iu, encoding: 'gb18030' },
  // <meta charset="big5">
  { label: /^(?:big5|big5-hkscs|cn-big5|x-x-big5)$/iu, encoding: 'big5' },
  // <meta charset="utf-8">
  { label: /^utf-?8$/iu, encoding: 'utf-8' },
];

/** A page damaged on its way has lost a few characters; one in another encoding has lost most. */
const MOST_LOST = 0.005;

/**
 * The text of a page, or `undefined` if it is none. A byte-order mark decides; then strict UTF-8, for
 * labels lie; then the label; then GB18030.
 */
export function decodeHtml(bytes: Uint8Array): string | undefined {
  const mark = marks.find((known) => known.bytes.every((byte, at) => bytes[at] === byte));
  if (mark) return decodeLoosely(bytes, mark.encoding);
  const unicode = decodeStrictly(bytes);
  if (unicode !== undefined) return isText(unicode) ? unicode : undefined;
  for (const encoding of new Set([labelOf(bytes) ?? 'gb18030', 'gb18030', 'utf-8'])) {
    const text = decodeLoosely(bytes, encoding);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether these bytes begin as a page does, in whatever encoding. */
export function isHtml(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4_000);
  const mark = marks.find((known) => known.bytes.every((byte, at) => bytes[at] === byte));
  const text = new TextDecoder(mark?.encoding ?? 'latin1').decode(head);
  return BEGINNING.test(text.replace(/^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*>)+/u, ''));
}

// <!DOCTYPE html> / <html> / <HEAD> / <meta charset="gb2312">
const BEGINNING =
  /^<(?:!doctype\s+html|(?:html|head|body|meta|title|base|link|script|style)(?=[\s/>]))/iu;

function labelOf(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_000));
  const label = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})/iu.exec(head)?.[1] ?? '';
  return labels.find((known) => known.label.test(label))?.encoding;
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not UTF-8: the only thing the strict decoder says.
  }
}

function decodeLoosely(bytes: Uint8Array, encoding: string): string | undefined {
  const text = new TextDecoder(encoding).decode(bytes);
  return isText(text) ? text : undefined;
}

function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no text has it
  const lost = text.match(/[\ufffd\u0000]/gu)?.length ?? 0;
  return lost <= Math.max(2, text.length * MOST_LOST);
}
