import { isNearlyWhole, shareOfCommon } from '../text/index.ts';

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

/**
 * The text of a page, or `undefined` if it is none. A byte-order mark decides; then UTF-8 if the bytes
 * are that, for labels lie; then the label, or GB18030 where what is labelled Big5 reads better so; then GB18030.
 */
export function decodeHtml(bytes: Uint8Array): string | undefined {
  const mark = marks.find((known) => known.bytes.every((byte, at) => bytes[at] === byte));
  const encodings = mark ? [mark.encoding] : ['utf-8', nationalOf(bytes), 'gb18030'];
  for (const encoding of new Set(encodings)) {
    const text = new TextDecoder(encoding).decode(bytes);
    if (isNearlyWhole(text)) return text;
  }
  return undefined;
}

/** GB18030 and Big5 decode each other's bytes without an error: which it was is seen in the letters. */
function nationalOf(bytes: Uint8Array): string {
  const label = labelOf(bytes) ?? 'gb18030';
  if (label !== 'big5') return label;
  const sample = bytes.subarray(0, SAMPLE);
  const shareIn = (encoding: string) => shareOfCommon(new TextDecoder(encoding).decode(sample));
  return shareIn('gb18030') > shareIn('big5') ? 'gb18030' : 'big5';
}

const SAMPLE = 400_000;

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
