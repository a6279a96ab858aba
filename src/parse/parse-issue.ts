import {
  type IsoDate,
  type Item,
  type ParsedIssue,
  type RawIssue,
  simplify,
  type Unread,
} from '../domain/index.ts';
import { uniteActs } from './acts/unite-acts.ts';
import { type Article, cutArticles } from './articles/cut-articles.ts';
import { cutHeadlines } from './articles/headline-articles.ts';
import { joinJumps } from './articles/jumps.ts';
import { dateIn, readMasthead } from './articles/masthead.ts';
import { shareSignature } from './articles/one-signature.ts';
import { promulgatedIn } from './articles/promulgated.ts';
import { type ArticleReading, type Edition, readArticle } from './articles/read-article.ts';
import { doubtMore } from './confidence.ts';
import { FULL_DATE, findFullDate } from './days/dates.ts';
import { onlyYearOf } from './days/printed-day.ts';
import { foldCells } from './lines/fold-cells.ts';
import { lean } from './lines/lean.ts';
import { readRows } from './lines/read-rows.ts';
import { withoutResidue } from './lines/residue.ts';
import { isSignedDate } from './lines/row-marks.ts';
import type { Row } from './lines/rows.ts';
import { closeSpacedLines } from './lines/spaced-lines.ts';
import { asPrinted, isTraditional } from './lines/traditional.ts';
import { unfoldLine } from './lines/unfold-line.ts';
import { unfoldRow } from './lines/unfold-row.ts';
import { findHomes, homeOfPaper, withHome } from './names/places.ts';
import { ParseError } from './parse-error.ts';

/**
 * Cuts first, then reads: an article that cannot be read costs nothing but itself.
 *
 * @throws ParseError only if there is no article in the text at all.
 */
export function parseIssue(raw: RawIssue): ParsedIssue {
  const text = closeSpacedLines(withoutResidue(raw.text));
  if (!isTraditional(text)) return readIssue({ ...raw, text });
  return asPrinted(readIssue({ ...raw, text: simplify(text) }), text);
}

function readIssue(raw: RawIssue): ParsedIssue {
  const rows = foldCells(readRows(raw)).flatMap(unfoldLine).flatMap(unfoldRow);
  const masthead = readMasthead(rows);
  const headlines = cutHeadlines(masthead.rest);
  const promulgated = promulgatedIn(rows);
  const { articles, unread } = headlines
    ? { articles: headlines, unread: [] }
    : joinJumps(cutArticles(masthead.rest, promulgated));
  const texts = rows.map((row) => row.tight);
  const homes = findHomes(rows);
  const edition: Edition = {
    date: raw.imprint?.date ?? masthead.date ?? dateIn(raw.name),
    isOneArticle: articles.length === 1,
    isOfHeadlines: headlines !== undefined || articles.length === 1,
    isMarked: rows.some((row) => row.level > 0),
    homes: withHome(
      homes,
      homeOfPaper(raw.imprint?.publication ?? masthead.publication, texts, homes),
    ),
    otherwise: dayOfPage(rows) ?? onlyYearOf(rows.filter(isSignedDate).map(signedOn)),
    promulgated,
  };
  const readings = articles.map((article) => readSafely(article, edition));
  const items = uniteActs(shareSignature(readings.flatMap((reading) => reading.items)));
  if (items.length === 0) throw new ParseError(raw.name, 'no-article', 'there is no article in it');
  return {
    publication:
      raw.imprint?.publication ??
      masthead.publication ??
      firstOf(readings, (reading) => reading.publication),
    date:
      edition.date ??
      newest(readings.map((reading) => reading.signedOn)) ??
      firstOf(readings, (reading) => reading.printedOn),
    number: raw.imprint?.number ?? masthead.number,
    items: raw.carrier === 'ocr' ? items.map(doubtLetters) : items,
    unread: [...readings.flatMap((reading) => reading.unread), ...unread].sort(
      (one, other) => one.span[0] - other.span[0],
    ),
  };
}

// 2024年9月28日 星期六, among the buttons above a page of a paper on the web
const DAY_OF_PAGE = lean(new RegExp(`${FULL_DATE}(?:星期|周)[一二三四五六日天]`, 'u'));

function dayOfPage(rows: readonly Row[]): IsoDate | null {
  const row = rows.slice(0, 8).find(({ tight }) => tight.length <= 40 && DAY_OF_PAGE.test(tight));
  return row ? signedOn(row) : null;
}

const signedOn = ({ tight }: Row): IsoDate | null => findFullDate(tight);

/** Whatever was read from a picture waits for somebody who has seen it. */
function doubtLetters(item: Item): Item {
  return {
    ...item,
    confidence: Math.min(item.confidence, GUESSED_TEXT),
    acts: item.acts.map((act) => doubtMore(act, 'ocr')),
    keyDates: item.keyDates.map((date) => doubtMore(date, 'ocr')),
  };
}

const GUESSED_TEXT = 0.75;

function readSafely(article: Article, edition: Edition): ArticleReading {
  const nothing = { items: [], unread: [], signedOn: null, printedOn: null, publication: null };
  const [first] = article;
  const last = article.at(-1);
  if (!first || !last) return nothing;
  try {
    return readArticle(article, edition);
  } catch (error) {
    // One article must not cost the issue, whatever is wrong with it; an admin sees it word for word.
    const unread: Unread = {
      span: [first.start, last.end],
      reason: `the reader failed: ${String(error)}`,
    };
    return { ...nothing, unread: [unread] };
  }
}

function newest(dates: readonly (IsoDate | null)[]): IsoDate | null {
  return dates.reduce((latest, date) => (date && (!latest || date > latest) ? date : latest), null);
}

function firstOf<T>(
  readings: readonly ArticleReading[],
  take: (reading: ArticleReading) => T | null,
): T | null {
  for (const reading of readings) {
    const taken = take(reading);
    if (taken !== null) return taken;
  }
  return null;
}
