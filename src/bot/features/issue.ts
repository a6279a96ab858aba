import { Composer } from 'grammy';
import { z } from 'zod';
import { composeIssue, wordsIn } from '../../compose/index.ts';
import type { IsoDate, MessageStyle } from '../../domain/index.ts';
import {
  type Db,
  issuesOn,
  latestIssue,
  nearestIssueDates,
  publicationNames,
  publicationsOn,
  type StoredIssue,
} from '../../store/index.ts';
import { answer, type Rows, say, withRows } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { readDate } from '../dates.ts';
import { shorten } from '../listed.ts';
import { markOf } from '../mark.ts';
import { MOST_PAPERS, papersCalled } from '../papers.ts';
import { buttonKind, onPress } from '../press.ts';
import { wordsFrom } from '../quoted-words.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly timezone: string;
  readonly style: MessageStyle;
};

const issueButton = buttonKind('issue', z.tuple([z.iso.date()]));

/** With the mark of a paper's name. */
const latestButton = buttonKind('latest', z.tuple([z.string().regex(/^[0-9a-f]{8}$/u)]));

/** Whole issues: /latest, of all papers or of one, and /issue of a day. */
export function issueFeature({ db, now, timezone, style }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('latest', (ctx) => showLatest({ db, style }, ctx, wordsFrom(ctx.match)));
  feature.command('issue', (ctx) => {
    const date = readDate(ctx.match, now(), timezone);
    return date ? showIssue({ db, style }, ctx, date) : say(ctx, ctx.texts.issueUsage);
  });
  feature.use(
    onPress(latestButton, async (ctx, paper) => {
      const title = (await publicationNames(db)).find((each) => markOf(each) === paper);
      if (title !== undefined) await tellLatest({ db, style }, ctx, title);
      return title === undefined ? ctx.texts.outdated : undefined;
    }),
    onPress(issueButton, async (ctx, date) => {
      await showIssue({ db, style }, ctx, date);
      return undefined;
    }),
  );
  return feature;
}

type Reading = Pick<Deps, 'db' | 'style'>;

async function showLatest(reading: Reading, ctx: BotContext, words: string): Promise<void> {
  const titles = await publicationNames(reading.db);
  if (words === '' || titles.length === 0) return tellLatest(reading, ctx);
  const [title, ...others] = papersCalled(words, titles);
  if (title !== undefined && others.length === 0) return tellLatest(reading, ctx, title);
  const isAny = title !== undefined;
  const { language } = ctx;
  const offered = isAny ? [title, ...others] : titles;
  const { severalPapers, noPaper } = ctx.texts.reading;
  const text = isAny
    ? severalPapers(words)
    : noPaper(
        words,
        titles.map((each) => wordsIn(language, each)),
      );
  await say(ctx, text, paperRows(ctx, offered, ctx.texts.follows.publication));
}

/** The newest of all, or of one paper; below it, the other papers of that day. */
async function tellLatest({ db, style }: Reading, ctx: BotContext, title?: string): Promise<void> {
  const issue = await latestIssue(db, title);
  if (!issue) return say(ctx, ctx.texts.noIssueYet);
  const others = (await publicationsOn(db, issue.date)).filter(
    (each) => each !== issue.publication,
  );
  await tell(ctx, issue, { style, rows: paperRows(ctx, others, ctx.texts.reading.sameDayPaper) });
}

function paperRows(
  { language }: BotContext,
  titles: readonly string[],
  label: (title: string) => string,
): Rows {
  return titles.slice(0, MOST_PAPERS).map((title) => [
    {
      text: shorten(label(wordsIn(language, title))),
      callback: latestButton.write(markOf(title)),
    },
  ]);
}

async function showIssue({ db, style }: Reading, ctx: BotContext, date: IsoDate): Promise<void> {
  const issues = await issuesOn(db, date);
  if (issues.length === 0) return offerNearest(db, ctx, date);
  for (const issue of issues) await tell(ctx, issue, { style, rows: [] });
}

async function tell(
  ctx: BotContext,
  issue: StoredIssue,
  { style: usual, rows }: { readonly style: MessageStyle; readonly rows: Rows },
): Promise<void> {
  const style = ctx.settings?.style ?? usual;
  await answer(ctx, withRows(composeIssue({ ...issue, language: ctx.language, style }), rows));
}

async function offerNearest(db: Db, ctx: BotContext, date: IsoDate): Promise<void> {
  const { texts } = ctx;
  const { before, after } = await nearestIssueDates(db, date);
  const days = [before, after].filter((day) => day !== null);
  if (days.length === 0) return say(ctx, texts.noIssueYet);
  await say(
    ctx,
    texts.noIssueOn(date),
    days.map((day) => [{ text: texts.date(day), callback: issueButton.write(day) }]),
  );
}
