import type { IsoDate } from '../../domain/index.ts';
import { FULL_DATE, findFullDate } from '../days/dates.ts';
import type { Row } from '../lines/rows.ts';

/** What an order says of the document that stands below it. */
export type Promulgated = { readonly body: string | null; readonly adoptedOn: IsoDate };

// 《梧川市…管理办法》已经2020年3月16日市人民政府第53次常务会议审议通过，现予公布
// 《梧川市…条例》已由梧川市第七届人民代表大会常务委员会第九次会议于2020年3月16日通过，现予公布
const PROMULGATES = new RegExp(
  `《(?<title>[^《》]{4,80})》已经?由?(?<told>[^。，；《》]{0,60}${FULL_DATE}[^。，；《》]{0,60}?)(?:通过|批准|同意)，现予?以?(?:公布|发布|印发)`,
  'gu',
);
const BODY =
  /(?:日|^)(?:经)?(?<body>\p{Script=Han}{2,40}?)(?:第[一二三四五六七八九十0-9]{1,4}[届次]|常务会议)/u;

/** Under the titles of documents, without white space. */
export function promulgatedIn(rows: readonly Row[]): ReadonlyMap<string, Promulgated> {
  const told = rows
    .filter(({ tight }) => tight.length <= 400 && tight.startsWith('《'))
    .flatMap(({ tight }) => [...tight.matchAll(PROMULGATES)]);
  return new Map(
    told.flatMap(({ groups }) => {
      const adoptedOn = findFullDate(groups?.['told'] ?? '');
      const body = BODY.exec(groups?.['told'] ?? '')?.groups?.['body'] ?? null;
      return adoptedOn ? [[groups?.['title'] ?? '', { body, adoptedOn }] as const] : [];
    }),
  );
}
