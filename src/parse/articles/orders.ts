import { FULL_DATE } from '../days/dates.ts';
import { sliceFlow } from '../lines/flow.ts';
import { lean } from '../lines/lean.ts';
import { isNumber, isSignedDate } from '../lines/row-marks.ts';
import { type Row, withFlow } from '../lines/rows.ts';
import { evenWidths } from '../lines/widths.ts';

/** Rows of an article that make one item, and the order they quote, if they do. */
export type Part = {
  readonly rows: readonly Row[];
  readonly order: Order | null;
  /** The rows that tell its day: of an order, those of the decision it promulgates too. */
  readonly told: readonly Row[];
};

/** An order of the President, as a report tells of it or whole; or the decision that it promulgates. */
export type Order = {
  readonly title: string;
  readonly number: string | null;
  readonly issuer: string | null;
  /** Of a congress, read out: who signed it stands below it. */
  readonly isAnnouncement: boolean;
};

const PRESIDENT = '中华人民共和国主席';
const NUMBER = '第[0-9〇○零一二三四五六七八九十百]{1,6}号';
// 第一三〇号主席令说，根据…的决定：免去…
const TOLD = lean(
  new RegExp(`^(?<number>第?${NUMBER.slice(1)})主席令(?:说|指出|公布|全文|如下|，|：)`, 'u'),
);
// …签署第六十四号主席令。|主席令说：根据…
const TOLD_AFTER = /^主席令(?:说|指出)/u;
const SIGNED = lean(new RegExp(`(?<number>${NUMBER})主席令[^。]{0,10}。?$`, 'u'));
// 第四十二号主席令说，《…关于修改〈…〉的决定》已由…通过，现予公布
const QUOTED = lean(/主席令(?:说|指出)[，：]《(?<title>[^《》]{4,80}的(?:决定|决议))》已由/u);
// 央视网消息（新闻联播）：现在播送|…公告|第五号。
const READ_OUT = lean(
  new RegExp(
    `^(?:[^，。：]{2,20}：)?(?:现在播送(?<title>[^，。；：]{4,50}公告)(?<number>${NUMBER})?|(?<told>[^，。；：]{4,50}公告)(?<nth>${NUMBER}))。?$`,
    'u',
  ),
);
// …人民代表大会公告　第五号|…决定：…。现予公告。|…第一次会议主席团2023年3月11日于北京: all in one paragraph
const IN_ONE = lean(
  new RegExp(
    `^(?<head>(?:[^，。：]{2,20}：)?[^，。；：]{4,50}公告\\s*${NUMBER})(?=\\s*\\p{Script=Han}[^\\n]{10,}(?:现予|特此)公告。)`,
    'u',
  ),
);
const SIGNATURE = lean(
  new RegExp(
    `(?<=(?:现予|特此)公告。)\\s*\\p{Script=Han}{4,40}\\s*${FULL_DATE}(?:于\\p{Script=Han}{2,6})?。?\\s*$`,
    'u',
  ),
);
const WHOLE = '中华人民共和国主席令';

type Cut = { readonly rows: Row[]; readonly order: Order | null; readonly from: number };

/** 中华人民共和国主席令第二号|国家主席…签署第二号主席令。|主席令说：…: what signs the order that the headline names is part of it. */
function withLead(parts: readonly Cut[], headline: string): readonly Cut[] {
  const [lead, order, ...others] = parts;
  const isOne = headline.replace(/[（(].*$/u, '') === WHOLE && others.length === 0;
  const isLead = isOne && order?.order && lead?.rows.every(({ tight }) => SIGNED.test(tight));
  return lead && order && isLead
    ? [{ ...order, rows: [...lead.rows, ...order.rows], from: 0 }]
    : parts;
}

/** Most articles have no such row. */
const mayOrder = ({ tight }: Row): boolean => tight.includes('主席令') || tight.includes('公告');

/** An order of the President that a report quotes whole is a document of its own. */
export function cutOrders(printed: readonly Row[], title: string): Part[] {
  const isPlain = !/公\s*告$/u.test(title) && !printed.some(mayOrder);
  if (isPlain) return [{ rows: printed, order: null, told: printed }];
  const rows = printed.flatMap(cutAnnounced);
  const parts: Cut[] = [{ rows: [], order: null, from: 0 }];
  for (const [index, row] of rows.entries()) {
    const order =
      withTitle(orderAt(row, rows[index + 1], rows[index - 1]), title) ??
      nextOf(title, row, rows[index - 1]);
    const [own, quoted] = order ? cutQuoted(row) : [row];
    if (order) parts.push({ rows: [own], order, from: index });
    else parts.at(-1)?.rows.push(own);
    if (quoted) parts.push({ ...quoted, from: index });
  }
  return withLead(parts, title)
    .filter((part) => part.rows.length > 0)
    .map(({ rows: own, order, from }) => ({
      rows: own,
      order,
      told: rows.slice(from, from + own.length),
    }));
}

/** An announcement printed in one paragraph: its head, its text, and who signed it. */
function cutAnnounced(row: Row): Row[] {
  if (!row.text.includes('公告')) return [row];
  const text = evenWidths(row.text);
  const head = IN_ONE.exec(text)?.groups?.['head'];
  if (!head) return [row];
  const signed = SIGNATURE.exec(text)?.index ?? text.length;
  const spans = [[0, head.length] as const, [head.length, signed] as const, [signed] as const];
  return spans
    .map(([start, end]) => withFlow(row, sliceFlow(row.flow, start, end)))
    .filter(({ tight }) => tight !== '');
}

/** 第四十二号主席令说，|《…的决定》已由…通过，现予公布: the decision begins where its title does. */
function cutQuoted(row: Row): [Row, { rows: Row[]; order: Order }?] {
  const title = QUOTED.exec(row.tight)?.groups?.['title'];
  const at = title ? evenWidths(row.text).indexOf('《') : 0;
  if (!title || at < 1) return [row];
  const order = { title, number: null, issuer: null, isAnnouncement: false };
  return [
    withFlow(row, sliceFlow(row.flow, 0, at)),
    { rows: [withFlow(row, sliceFlow(row.flow, at))], order },
  ];
}

function orderAt(row: Row, next?: Row, previous?: Row): Order | undefined {
  const told = row.tight.includes('主席令') ? numberToldIn(row, previous) : undefined;
  const number = told?.replace(/^第?/u, '第');
  if (number) return { title: '主席令', number, issuer: PRESIDENT, isAnnouncement: false };
  const announced = announcementAt(row, next);
  if (announced) return announced;
  return row.tight === WHOLE && next && isNumber(next)
    ? { title: WHOLE, number: bare(next), issuer: PRESIDENT, isAnnouncement: false }
    : undefined;
}

function numberToldIn({ tight }: Row, previous?: Row): string | undefined {
  const before = TOLD_AFTER.test(tight) ? SIGNED.exec(previous?.tight ?? '') : null;
  return TOLD.exec(tight)?.groups?.['number'] ?? before?.groups?.['number'];
}

/** 中华人民共和国主席令（第一号）: the headline prints in full what the report calls 主席令. */
function withTitle(order: Order | undefined, headline: string): Order | undefined {
  const isWhole = order?.title === '主席令' && headline.replace(/[（(].*$/u, '') === WHOLE;
  return isWhole ? { ...order, title: WHOLE } : order;
}

const bare = ({ tight }: Row): string => tight.replace(/^[（(](.*)[）)]$/u, '$1');

/** 第二号, below the day on which 第一号 was signed: of the same title. */
function nextOf(title: string, row: Row, previous?: Row): Order | undefined {
  const isNext = previous !== undefined && isSignedDate(previous) && isNumber(row);
  return isNext && /公\s*告$/u.test(title)
    ? { title, number: bare(row), issuer: null, isAnnouncement: true }
    : undefined;
}

/** Several announcements read out one after the other, each from where it is named. */
function announcementAt(row: Row, next?: Row): Order | undefined {
  const told = row.tight.includes('公告') ? READ_OUT.exec(row.tight)?.groups : undefined;
  const title = told?.['title'] ?? told?.['told'];
  const printed = told?.['number'] ?? told?.['nth'] ?? (next && isNumber(next) ? bare(next) : null);
  return title && printed
    ? { title, number: printed, issuer: null, isAnnouncement: true }
    : undefined;
}

/** Below a headline nothing but 央视网消息（新闻联播）： stands above it: the article is the order. */
export function wholeOrder(article: readonly Row[]): Part | undefined {
  const at = article.slice(0, 5).findIndex((row) => row.tight === WHOLE);
  const [row, next] = article.slice(at, at + 2);
  const order = at > 0 && row ? orderAt(row, next) : undefined;
  const rows = article.slice(at + 2);
  return order ? { rows, order, told: rows } : undefined;
}
