import { lean } from '../lines/lean.ts';
import type { Row } from '../lines/rows.ts';
import type { Head } from './head.ts';

// 本报讯（记者 李凌峰）昨天下午…
const IN_DATELINE = lean(
  /^[^。，]{2,30}?[（(](?<byline>(?:本报|本台)?(?:见习|特约|首席)?(?:记者|通讯员)[^（）()]{2,50})[）)]/u,
);
// …确保完成全年任务。（记者 甲 乙 通讯员 丙）
const AT_END = lean(
  /[（(](?<byline>(?:本报|本台|.{0,10}全媒体)?(?:见习|特约|首席)?(?:记者|通讯员)[^（）()]{2,60})[）)]$/u,
);

/** Who wrote it, as printed, without the brackets and marks around it. */
export function bylineOf(head: Pick<Head, 'byline'>, rows: readonly Row[]): string | null {
  if (head.byline) return bare(head.byline.text);
  const first = rows[0] ? IN_DATELINE.exec(rows[0].text.slice(0, 120)) : null;
  const last = rows.at(-1)?.text.slice(-80) ?? '';
  const found = first ?? AT_END.exec(last);
  return found?.groups?.['byline']?.trim() ?? null;
}

function bare(text: string): string {
  return text.replace(/^[■▲●□◎（(【[\s]+|[）)】\]\s]+$/gu, '');
}
