/** Where something stands in a document, as a reader would look for it. */
type Place = {
  /** From 1, as every program counts that shows the file. */
  readonly line: number;
  /** `2` or `A1`, where the document has a label above its pages; `null`: it does not say. */
  readonly page: string | null;
};

/** 第2版 / 第01版：要闻 / A1版 */
const PAGE_LABEL =
  /^\s*第?\s*0*(?<page>[A-D]?\d{1,3})\s*版(?:\s*[:：|｜ ]\s*[\p{Script=Han}·]{1,8})?\s*$/u;

export function placeIn(text: string, at: number): Place {
  const above = text.slice(0, at).split('\n');
  const label = above.slice(0, -1).findLast((line) => PAGE_LABEL.test(line)) ?? '';
  const page = PAGE_LABEL.exec(label)?.groups?.['page']?.replace(/^([A-D])0+(?=\d)/u, '$1');
  return { line: above.length, page: page ?? null };
}
