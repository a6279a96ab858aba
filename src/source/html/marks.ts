/** What the makers of e-papers write into a page beside its tags: comments in pairs, and one with facts. */

/** A page without what is advertised between its paragraphs. */
export function withoutAdvertisements(html: string): string {
  // <!--advertisement code begin-->…<!--advertisement code end-->
  const parts = html.split(/<!--\s?advertisement code (?=begin|end)/iu);
  return parts
    .map((part, index) => {
      if (index === 0) return part;
      const isClosed = /^end/iu.test(parts[index + 1] ?? '');
      if (/^begin/iu.test(part) && isClosed) return '';
      return part.replace(/^(?:begin|end)\s?(?:-->)?/iu, '');
    })
    .join('');
}

/**
 * What stands between `<!--enpcontent-->` and `<!--/enpcontent-->`: the first pair that holds a letter,
 * for a hidden copy of the text may follow. A pair may stand inside a pair.
 */
export function enpContent(html: string): string | undefined {
  let depth = 0;
  let start = 0;
  let lastEnd: readonly [from: number, to: number] | undefined;
  for (const mark of html.matchAll(/<!--\s?(\/?)enpcontent\s?-->/giu)) {
    if (mark[1] === '') {
      if (depth === 0) start = mark.index + mark[0].length;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      lastEnd = [start, mark.index];
      const content = html.slice(start, mark.index);
      if (depth === 0 && /\p{Script=Han}/u.test(content.replace(/<[^<>]{0,2000}>/gu, '')))
        return content;
    }
  }
  return lastEnd && html.slice(...lastEnd);
}

/** `<!--<npm:article-title>-->…<!--</npm:article-title>-->` */
export function npmPart(html: string, part: string): string {
  const [, after] = html.split(`<!--<npm:article-${part}>-->`, 2);
  if (after === undefined) return '';
  const [inside, rest] = after.split(`<!--</npm:article-${part}>-->`, 2);
  return rest === undefined ? '' : (inside ?? '');
}

/** 县政协召开主席会议</founder-title>: of some titles only the end is marked. */
export function strayTitle(html: string): string {
  return />([^<>]{2,120})<\/founder-title>/iu.exec(html)?.[1] ?? '';
}

/** The facts of a page, by their names without `founder-`; a name may stand twice. */
export type Property = ReadonlyMap<string, readonly string[]>;

/** `<!--enpproperty <founder-date>2025-01-10</founder-date>… /enpproperty-->` */
export function readProperty(html: string): Property {
  const property = new Map<string, string[]>();
  const start = html.search(/enpproperty\s*<(?:founder-)?[a-z]/iu);
  if (start < 0) return property;
  const end = html.indexOf('/enpproperty', start);
  const facts = html.slice(start, Math.min(end < 0 ? html.length : end, start + 20_000));
  for (const fact of facts.matchAll(/<(?:founder-)?([a-z]{2,20})>([^<]{0,1000})<\//giu)) {
    const [name, value] = [fact[1]?.toLowerCase() ?? '', fact[2]?.trim() ?? ''];
    if (value !== '') property.set(name, [...(property.get(name) ?? []), value]);
  }
  return property;
}

export const factOf = (property: Property, name: string): string | null =>
  property.get(name)?.[0] ?? null;

/** The last title that is not the paper's name: some pages give that first. */
export function titleIn(property: Property): string | null {
  const paper = factOf(property, 'papername');
  return property.get('title')?.findLast((title) => title !== paper) ?? null;
}
