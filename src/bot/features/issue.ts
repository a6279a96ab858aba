import { Composer } from 'grammy';
import { z } from 'zod';
import { composeIssue } from '../../compose/index.ts';
import type { IsoDate, MessageStyle } from '../../domain/index.ts';
import {
  type Db,
  issuesOn,
  latestIssue,
  nearestIssueDates,
  type StoredIssue,
} from '../../store/index.ts';
import { answer, say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { readDate } from '../dates.ts';
import { buttonKind, onPress } from '../press.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly timezone: string;
  readonly style: MessageStyle;
};

const issueButton = buttonKind('issue', z.tuple([z.iso.date()]));

/** Whole issues: /latest, and /issue of a day. */
export function issueFeature({ db, now, timezone, style }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('latest', (ctx) => showLatest({ db, style }, ctx));
  feature.command('issue', (ctx) => {
    const date = readDate(ctx.match, now(), timezone);
    return date ? showIssue({ db, style }, ctx, date) : say(ctx, ctx.texts.issueUsage);
  });
  feature.use(
    onPress(issueButton, async (ctx, date) => {
      await showIssue({ db, style }, ctx, date);
      return undefined;
    }),
  );
  return feature;
}

type Reading = Pick<Deps, 'db' | 'style'>;

async function showLatest({ db, style }: Reading, ctx: BotContext): Promise<void> {
  const issue = await latestIssue(db);
  if (!issue) return say(ctx, ctx.texts.noIssueYet);
  await tell(ctx, issue, style);
}

async function showIssue({ db, style }: Reading, ctx: BotContext, date: IsoDate): Promise<void> {
  const issues = await issuesOn(db, date);
  if (issues.length === 0) return offerNearest(db, ctx, date);
  for (const issue of issues) await tell(ctx, issue, style);
}

async function tell(ctx: BotContext, issue: StoredIssue, usual: MessageStyle): Promise<void> {
  const style = ctx.settings?.style ?? usual;
  await answer(ctx, composeIssue({ ...issue, language: ctx.language, style }));
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
