import type { RichMessage, RichText } from '../domain/index.ts';
import { articleLine, composeDates, type Dates, dateLine, type ListedDate } from './dates.ts';
import { inRich } from './moments.ts';
import {
  composeHistory,
  composeHolders,
  type Histories,
  type Holders,
  holdingIn,
  holdingWords,
  type ListedHolding,
} from './people.ts';
import { actCells, actColumns, tablePage } from './rich-page.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { actIn } from './traditional/index.ts';

/** As `composeHolders`, in a table. */
export function composeRichHolders(list: Holders): RichMessage {
  const texts = textsOf[list.language];
  const [person, , post, organization] = texts.actColumns;
  const columns = [person, post, organization, texts.people.course, texts.sourceColumn];
  const rows = list.holdings.map((each) => holdingCells(holdingIn(list.language, each), texts));
  return tablePage(list, { columns, rows }, { texts, classic: composeHolders(list) });
}

function holdingCells(holding: ListedHolding, texts: Texts): RichText[] {
  const { person, post, acting, organization, course, source } = holdingWords(holding, texts);
  return [{ type: 'bold', text: person }, `${post}${acting}`, organization, course, source];
}

/** As `composeHistory`, in a table. */
export function composeRichHistory(list: Histories): RichMessage {
  const texts = textsOf[list.language];
  const rows = list.acts.map((act) => actCells(actIn(list.language, act), texts));
  const classic = composeHistory(list);
  return tablePage(list, { columns: actColumns(texts), rows }, { texts, classic });
}

/** As `composeDates`, in a table. */
export function composeRichDates(list: Dates): RichMessage {
  const texts = textsOf[list.language];
  const columns = [texts.people.dateColumn, texts.people.leftColumn, texts.sourceColumn];
  const rows = list.dates.map((date) => dateCells(date, list));
  return tablePage(list, { columns, rows }, { texts, classic: composeDates(list) });
}

/** The day keeps its moment: a reader elsewhere has their own clock at a tap. */
function dateCells(date: ListedDate, { language }: Dates): RichText[] {
  const texts = textsOf[language];
  return [
    { type: 'bold', text: inRich(dateLine(date, texts)) },
    texts.people.daysLeft(date.daysLeft),
    articleLine(date, language),
  ];
}
