import type { Act, IsoDate, Item, ItemKind, Unread } from '../../domain/index.ts';
import { readActs } from '../acts/read-acts.ts';
import { adoptionDay, orderDay, reportDay } from '../days/article-day.ts';
import { findFullDate } from '../days/dates.ts';
import { readKeyDates } from '../days/key-dates.ts';
import { meetingDay } from '../days/meeting-day.ts';
import { printedDay } from '../days/printed-day.ts';
import type { Flow } from '../lines/flow.ts';
import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import { mendParagraphs } from '../lines/paragraphs.ts';
import type { Row } from '../lines/rows.ts';
import { revealNames } from '../names/hidden-names.ts';
import { councilIn, courtIn, governmentIn, sessionIn } from '../names/named-bodies.ts';
import { findHomes, type Homes, placeOf, placeOfReport, withHome } from '../names/places.ts';
import { bylineOf } from './byline.ts';
import type { Article } from './cut-articles.ts';
import { issuerOf, kindOf, openingOf, type Signature, signatureOf, titleOf } from './document.ts';
import { withoutEnactment } from './enactment.ts';
import { frameOf } from './frame.ts';
import { type Head, nothingAbove } from './head.ts';
import { headlineAsText } from './headline-articles.ts';
import { publicationIn } from './masthead.ts';
import { cutOrders, type Order, wholeOrder } from './orders.ts';
import type { Promulgated } from './promulgated.ts';
import { readHead } from './read-head.ts';

/** What the whole edition tells about each of its articles. */
export type Edition = {
  readonly date: IsoDate | null;
  /** What is known of the whole is then known of the article. */
  readonly isOneArticle: boolean;
  /** Headings are marked, as in markdown. */
  readonly isMarked: boolean;
  /** One headline or a list of them, and no text below any. */
  readonly isOfHeadlines: boolean;
  readonly homes: Homes;
  /** Where it prints none itself: the day of the page, else the one year in which its documents are signed. */
  readonly otherwise: IsoDate | null;
  /** What its orders say of the documents that they promulgate, under the titles of these. */
  readonly promulgated: ReadonlyMap<string, Promulgated>;
};

export type ArticleReading = {
  readonly items: readonly Item[];
  readonly unread: readonly Unread[];
  readonly signedOn: IsoDate | null;
  /** Another full date printed in the article's head. */
  readonly printedOn: IsoDate | null;
  readonly publication: string | null;
};

/** Explains the law or tests knowledge of it: its acts are examples. */
const EXPLAINS =
  /问答|什么是|解读|释义|知识|小课堂|(?<!典型)案例|一问一答|怎么|如何|辨析|拟任职|浅析|浅谈|探析|探讨|思考|之我见|以案|说法|怎样|读者来信|答疑|(?:简历|履历)$/u;

/** 关于提请审议…的议案, …任前公示: a document that only asks. */
const PROPOSES = /^(?!.*(?:通过|表决)).*关于.*的(?:议案|请示|建议|提名)$|公示$/u;

export function readArticle(article: Article, edition: Edition): ArticleReading {
  const printed = readHead(article);
  const hasText = printed.body.some((row) => /\p{L}/u.test(row.text));
  const head = (!hasText && edition.isOfHeadlines && headlineAsText(printed)) || printed;
  const rows = mendParagraphs(head.body, edition.isMarked);
  const [first, last] = [article[0], article.at(-1)];
  if (!first || !last)
    return { items: [], unread: [], signedOn: null, printedOn: null, publication: null };
  const own = ownOf(edition, head, rows);
  const printedOn = head.sourceDate ?? head.passedOn ?? null;
  const publication = head.source ? publicationIn(head.source) : null;
  const told = { signedOn: own.signed?.date ?? null, printedOn, publication };
  if (!rows.some((row) => /\p{L}/u.test(row.text))) {
    const span = [first.start, last.end] as const;
    return { ...told, items: [], unread: [{ span, reason: 'a headline without a text' }] };
  }
  const whole = wholeOrder(article);
  const parts = whole ? [whole] : cutOrders(rows, titleOf(head, rows));
  const hasOrder = parts.some(({ order }) => order !== null);
  const day = hasOrder ? meetingDay(head, rows, own.reference) : null;
  const items = parts.map((part, index) => {
    const above = part.order ? aboveOrder(part.order, head) : head;
    return readItem({
      ...part,
      head: above,
      own: hasOrder ? ownOf(edition, above, part.rows) : own,
      edition,
      day,
      span: [
        index === 0 ? first.start : (part.rows[0]?.start ?? first.start),
        part.rows.at(-1)?.end ?? last.end,
      ],
    });
  });
  return { ...told, items, unread: [] };
}

/** Who signed some rows and when, and from which day their dates are told. */
type Own = { readonly signed: Signature | null; readonly reference: IsoDate | null };

function ownOf(edition: Edition, head: Omit<Head, 'body'>, rows: readonly Row[]): Own {
  const signed = signatureOf(rows);
  return { signed, reference: printedDay({ edition, head, rows, signedOn: signed?.date ?? null }) };
}

type Part = {
  readonly head: Omit<Head, 'body'>;
  readonly rows: readonly Row[];
  /** A presidential order quoted whole in a report. */
  readonly order: Order | null;
  /** The rows in which to look for its day. */
  readonly told: readonly Row[];
  readonly own: Own;
  readonly edition: Edition;
  /** Of a report of orders: when it says that they were signed. */
  readonly day: IsoDate | null;
  readonly span: readonly [number, number];
};

/** The report's headline stands above an order that is the whole article. */
function aboveOrder({ title, number }: Order, { titles }: Head): Omit<Head, 'body'> {
  const [headline] = titles;
  const isAbove = title === '中华人民共和国主席令' && headline && !headline.tight.endsWith(title);
  const leadIn = isAbove ? headline : null;
  return { ...nothingAbove, number, leadIn };
}

function readItem({ head, rows, order, told: dayRows, own, edition, day, span }: Part): Item {
  const title = order ? order.title : titleOf(head, rows);
  const kind = order ? kindOfOrder(order) : kindOf(title, head, rows);
  const isDocument = kind !== 'news';
  const { signed, reference } = own;
  const signedOn = signed?.date ?? null;
  const homes = homesOf(rows, edition);
  const promulgated = edition.promulgated.get(title.replace(/\s/gu, ''));
  const signedBy = signed?.body ?? null;
  const body = isDocument ? issuerOf({ title, head, rows, homes, signedBy, promulgated }) : null;
  const issuer = order?.issuer ?? body;
  const place = body ? placeOf(body) : null;
  const quotedOn = order ? (orderDay(dayRows) ?? day) : null;
  const daySources = {
    ...{ head, rows, dayRows, reference, signedOn, quotedOn, place },
    promulgatedOn: promulgated?.adoptedOn ?? null,
  };
  const adoptedOn = isDocument ? adoptionDay(daySources) : null;
  const publishedOn = isDocument && /[公通]告$|令$/u.test(title) ? signedOn : null;
  const dates = { reference, adoptedOn, publishedOn, isDocument };
  const acts = readActsOf({
    ...{ title, issuer: issuer ?? signed?.body ?? null, head, rows, homes, reference, isDocument },
    day: adoptedOn ?? reportDay(daySources),
  });
  const { passedBy, text, signature } = frameOf(head, rows);
  return {
    leadIn: head.leadIn?.text ?? null,
    kind: acts.length > 0 ? kindWithActs(kind, title) : kind,
    title,
    subtitle: head.subtitle?.text ?? null,
    byline: bylineOf(head, rows),
    issuer,
    number: isDocument ? head.number : null,
    adoptedOn,
    passedBy,
    body: text.map((row) => row.text).join('\n\n'),
    signature,
    span,
    confidence: head.titles.length > 0 || order ? 0.98 : 0.8,
    acts,
    keyDates: readKeyDates(flowsOf([...head.titles, ...rows]), dates),
  };
}

// 2024年5月■日, 2O24年×月2日
const DATE_LIKE = lean(
  /[0-9０-９OoＯlI〇○零一二三四五六七八九]{2,4}年[^年月日，。；：、旬某初底]{1,4}月[^年月日，。；：、旬某初底]{1,4}日/gu,
);

/** Whether a date is printed that cannot be read. */
const hasBrokenDate = (rows: readonly Row[]): boolean =>
  rows.some(({ tight }) => matchesOf(DATE_LIKE, tight).some(([date]) => !findFullDate(date)));

/** 某某公告, 某某副主任名单: of which the title does not say what is done. */
function kindWithActs(kind: ItemKind, title: string): ItemKind {
  return kind === 'notice' && /(?:公\s*告|名\s*单)$/u.test(title) ? 'appointment' : kind;
}

const flowsOf = (rows: readonly Row[]): readonly Flow[] => rows.map((row) => row.flow);

/** An article of several speaks of its own places first. */
function homesOf(rows: readonly Row[], edition: Edition): Homes {
  return edition.isOneArticle ? edition.homes : new Map([...edition.homes, ...findHomes(rows)]);
}

const kindOfOrder = ({ isAnnouncement }: Order): ItemKind =>
  isAnnouncement ? 'notice' : 'decision';

type Told = Pick<Part, 'head' | 'rows'> & {
  readonly title: string;
  readonly issuer: string | null;
  readonly homes: Homes;
  readonly reference: IsoDate | null;
  readonly day: IsoDate | null;
  readonly isDocument: boolean;
};

function readActsOf({ title, issuer, head, rows, homes, ...dates }: Told): Act[] {
  if (EXPLAINS.test(title) || PROPOSES.test(title.replace(/\s/gu, ''))) return [];
  const lead = [title, ...rows.slice(0, 4).map((row) => row.tight)];
  const issuerPlace = issuer ? placeOf(issuer) : placeOfReport(lead, homes);
  const scene = {
    ...dates,
    homes: withHome(homes, issuerPlace),
    issuerPlace,
    issuer,
    session: sessionIn(issuer, rows, title),
    council: councilIn(lead, issuerPlace),
    isOfCouncil: /政协/u.test(title) && !/人大|代表大会|两会/u.test(title),
    court: courtIn(rows, issuerPlace),
    government: governmentIn(rows),
    doubts: hasBrokenDate([...head.titles, ...rows]) ? (['date-unreadable'] as const) : [],
  };
  // A headline that is all there is heads no list.
  const isAlone = rows.length === 1 && rows[0]?.text === title;
  return [
    // A headline shortens: where the text tells the act too, the text is believed.
    ...readActs(
      flowsOf(head.titles),
      { ...scene, doubts: ['headline-only'] },
      openingOf('', false),
    ),
    ...readActs(
      revealNames(flowsOf(withoutEnactment(rows)), flowsOf(head.titles)),
      scene,
      openingOf(isAlone ? '' : title, head.passedOn !== null),
    ),
  ];
}
