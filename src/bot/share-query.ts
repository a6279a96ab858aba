/** The inline query that stands for one article: what a share button writes, inline mode answers. */
export function shareQuery(itemId: number): string {
  return `item ${itemId}`;
}

export function readShareQuery(query: string): number | undefined {
  const id = /^item[ _](\d{1,15})$/iu.exec(query.trim())?.[1];
  return id === undefined ? undefined : Number(id);
}
