import type { ActScene, Found, ListState } from './act-scene.ts';
import { readListRow } from './list-rows.ts';
import { headings } from './wordings.ts';

/** 区人民法院, alone on its row; below it 任命：副院长　王芳、李明 */
export function readGrouped(
  text: string,
  before: ListState,
  scene: ActScene,
): { readonly found: readonly Found[]; readonly state: ListState } | undefined {
  if (!scene.isDocument) return undefined;
  if (isOfGroup(text)) return { found: [], state: { ...before, body: text } };
  const { verb, rest } = GROUPED.exec(text)?.groups ?? {};
  const heading = verb && headings.find(({ pattern }) => pattern.test(verb));
  if (!heading || !rest || before.body === '') return undefined;
  const state = { ...before, heading: heading.action, posts: [] };
  const list = readListRow(rest, state, scene);
  if (!list || list.found.length === 0) return undefined;
  return list;
}

const GROUPED = /^(?<verb>(?:决定|批准)?(?:任命|免去))：\s*(?<rest>[^，。]{2,}\s.*)$/u;

export function isOfGroup(text: string): boolean {
  return (
    text.length <= 20 &&
    text.length > 3 &&
    /^[^，。：\s]{1,16}(?:人民政府|法院|检察院|监察委员会)$/u.test(text)
  );
}
