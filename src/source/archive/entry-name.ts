/** What systems put beside a person's files. */
const JUNK = /^(?:__MACOSX|Thumbs\.db|desktop\.ini|\..*)$/iu;

/** Without the flag for UTF-8 a name is in the system's own encoding: in China, GB18030. */
export function readName(bytes: Uint8Array, isUnicode: boolean): string {
  if (isUnicode) return new TextDecoder('utf-8').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes); // Not UTF-8: the strict decoder says no more.
  }
}

/**
 * The name to read a file under, or `undefined` for folders and what nobody put there on purpose.
 * A path is only a name: what climbs out of the archive (`../../etc`) loses the climbing.
 */
export function cleanName(printed: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const name = printed.replace(/[\u0000-\u001f\u007f]/gu, '').replaceAll('\\', '/');
  if (name.endsWith('/')) return undefined;
  // The pages of a site are packed under their addresses.
  const [, scheme = '', path = ''] = /^(https?:\/\/)?(.*)$/su.exec(name) ?? [];
  const parts = path.split('/').filter((part) => !/^(?:\.{0,2}|[a-z]:)$/iu.test(part));
  if (parts.length === 0 || parts.some((part) => JUNK.test(part))) return undefined;
  return scheme + parts.join('/');
}

/** Page 2 before page 10. */
export function inNaturalOrder(one: string, other: string): number {
  const [left, right] = [one, other].map((name) => name.split(/([0-9]+)/u));
  for (const [index, part] of (left ?? []).entries()) {
    const order = comparePart(part, right?.[index] ?? '');
    if (order !== 0) return order;
  }
  return (left?.length ?? 0) - (right?.length ?? 0) || compareText(one, other);
}

/** Every second part is a number; of any length, so it is compared as text without its zeros. */
function comparePart(one: string, other: string): number {
  const [left, right] = [one, other].map((part) => part.replace(/^0+(?=[0-9])/u, ''));
  if (!/^[0-9]/u.test(one) || !/^[0-9]/u.test(other)) return compareText(one, other);
  return (left?.length ?? 0) - (right?.length ?? 0) || compareText(left ?? '', right ?? '');
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
