import type { IsoDate } from '../../domain/index.ts';
import { FULL_DATE, findFullDate } from '../days/dates.ts';
import { lean } from '../lines/lean.ts';
import { isNumber, isSignedDate } from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';

/** What an order says of the document that stands below it. */
export type Promulgated = { readonly body: string | null; readonly adoptedOn: IsoDate };

// 《梧川市…管理办法》已经2020年3月16日市人民政府第53次常务会议审议通过，现予公布
// 《梧川市…条例》已由梧川市第七届人民代表大会常务委员会第九次会议于2020年3月16日通过，现予公布
const ADOPTED = lean(
  new RegExp(
    `《(?<title>[^《》]{4,80})》已经?由?(?<told>[^。，；《》]{0,60}${FULL_DATE}[^。，；《》]{0,60}?)(?:通过|批准|同意)，现予?以?(?:公布|发布|印发)`,
    'gu',
  ),
);
const BODY = lean(
  /(?:日|^)(?:经)?(?<body>\p{Script=Han}{2,40}?)(?:第[一二三四五六七八九十0-9]{1,4}(?:次|届(?=第|[0-9]))|常务会议)/u,
);
/** Where no day of adoption is told, the day is the order's own. */
const ISSUED: readonly RegExp[] = [
  // 现发布《梧川市…管理办法》，自2000年5月1日起施行。
  /^现(?:予|将)?(?:公布|发布|颁布|印发)《(?<title>[^《》]{4,80})》/u,
  // 现将《梧川市…管理办法》予以公布，…
  /^现将《(?<title>[^《》]{4,80})》(?:予以|给予)?(?:公布|发布|颁布|印发)/u,
  // 《梧川市…管理办法》已经市人民政府批准，现予发布，…
  /^《(?<title>[^《》]{4,80})》(?:[^。《》0-9]{0,60}，)?现?予以?(?:公布|发布|颁布|施行)/u,
];
// 梧川市人民政府|令, its number below it
const ORDER = lean(/^(?<body>\p{Script=Han}{2,40}?(?:政府|国务院|[部委厅局]|委员会|行政公署))令$/u);

/** Under the titles of documents, without white space. */
export function promulgatedIn(rows: readonly Row[]): ReadonlyMap<string, Promulgated> {
  return new Map(
    rows.flatMap(({ tight }, index) => {
      if (tight.length > 400 || !/^(?:《|现)/u.test(tight)) return [];
      const adopted = adoptedIn(tight);
      return adopted.length > 0 ? adopted : issuedAt(index, rows);
    }),
  );
}

function adoptedIn(text: string): (readonly [title: string, told: Promulgated])[] {
  if (!text.startsWith('《')) return [];
  return [...text.matchAll(ADOPTED)].flatMap(({ groups }) => {
    const adoptedOn = findFullDate(groups?.['told'] ?? '');
    const body = BODY.exec(groups?.['told'] ?? '')?.groups?.['body'] ?? null;
    return adoptedOn ? [[groups?.['title'] ?? '', { body, adoptedOn }] as const] : [];
  });
}

/** 梧川市人民政府令|第17号|现发布《…》，…|市长 王芳|2000年3月28日: whose order it is, and when it was signed. */
function issuedAt(
  index: number,
  rows: readonly Row[],
): (readonly [title: string, told: Promulgated])[] {
  const text = rows[index]?.tight ?? '';
  const title = ISSUED.map((pattern) => pattern.exec(text)?.groups?.['title']).find(Boolean);
  const above = rows.slice(Math.max(0, index - 3), index).findLast((row) => !isNumber(row));
  const body = ORDER.exec(above?.tight ?? '')?.groups?.['body'];
  const signed = rows.slice(index + 1, index + 5).find(isSignedDate);
  const adoptedOn = signed ? findFullDate(signed.tight) : null;
  return title && body && adoptedOn ? [[title, { body, adoptedOn }] as const] : [];
}
