/** 上海市|崇明区|人民政府: a body named in a text, most without the higher place. */
export type Naming = {
  readonly place: string;
  readonly higher: string;
  /** The letters after the place, by which its bodies are told apart. */
  readonly behind: string;
};

/** 人民政府, 人民法院, 人民检察 */
export const BEHIND_LETTERS = 4;

/**
 * A place is called as it is where a body of it is named first: 通州区 all through a text that begins so, though a
 * title further down says 北京市通州区. A body that is named in full anywhere is called so.
 */
export function fullerNames(namings: readonly Naming[]): [name: string, full: string][] {
  const names = new Map<string, string>();
  for (const { place, higher, behind } of namings) {
    const full = `${higher}${place}`;
    if (!names.has(place)) names.set(place, full);
    if (higher !== '') names.set(`${place}${behind}`, full);
  }
  return [...names].filter(([name, full]) => name !== full);
}

/** 上海市崇明区, for a body whose name begins with 崇明区. */
export function fullerPlace(
  body: string,
  place: string,
  homes: ReadonlyMap<string, string>,
): string | undefined {
  const end = body.indexOf(place) + place.length;
  return homes.get(place) ?? homes.get(`${place}${body.slice(end, end + BEHIND_LETTERS)}`);
}
