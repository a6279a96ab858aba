import type { Row } from '../lines/rows.ts';

// 第三条　县人民代表大会常务委员会根据县长的提名，决定任命副县长。
const ARTICLE =
  /^第[一二三四五六七八九十百零〇]{1,6}条(?:之[一二三四五六七八九十])?(?![，。；：、和与及的至]|规定|第|之|款|所)/u;
/** （一）选举代表；, below the last of them */
const ITEM = /^（[一二三四五六七八九十]{1,3}）/u;

/** The rows without the articles of a law: they say who may appoint whom, and not who did. */
export function withoutEnactment(rows: readonly Row[]): readonly Row[] {
  const isArticle = ({ tight }: Row): boolean => tight.startsWith('第') && ARTICLE.test(tight);
  const first = rows.findIndex(isArticle);
  if (first < 0) return rows;
  let end = rows.findLastIndex(isArticle) + 1;
  while (ITEM.test(rows[end]?.tight ?? '')) end += 1;
  return [...rows.slice(0, first), ...rows.slice(end)];
}
