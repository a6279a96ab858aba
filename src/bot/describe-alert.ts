import { clean } from '../compose/index.ts';
import type { Language } from '../domain/index.ts';
import type { Gap } from '../match/index.ts';
import type { Alert, Failure } from '../pipeline/alert.ts';
import type { Counted, Imbalance } from '../store/index.ts';
import { listed } from './listed.ts';
import { writeMoment } from './texts/calendar.ts';
import { type Texts, textsIn } from './texts/index.ts';

const GAPS_LISTED = 20;
const PARTS_LISTED = 5;

/** What an admin is told unasked; times as the clocks of `timezone` show them. */
export function describeAlert(alert: Alert, language: Language, timezone: string): string {
  const texts = textsIn(language);
  const { alerts } = texts.admin;
  const at = (moment: Date) => writeMoment(moment, timezone, language);
  switch (alert.kind) {
    case 'source-fails':
      return alerts.sourceFails({
        source: clean(alert.source),
        since: at(alert.since),
        reason: nameFailure(alert.failure, texts),
        next: at(alert.nextTry),
      });
    case 'source-works':
      return alerts.sourceWorks(clean(alert.source), at(alert.since));
    case 'file-not-read':
      return alerts.fileNotRead(clean(alert.file), nameFailure(alert.failure, texts));
    case 'parts-not-read': {
      const head = alerts.partsNotRead(clean(alert.of), alert.parts.length);
      return [head, ...listParts(alert.parts, texts)].join('\n');
    }
    case 'pages-missing': {
      const head = alerts.pagesMissing(clean(alert.source), alert.pages.length);
      const tail = alert.nextTry ? alerts.pagesTriedAgain(at(alert.nextTry)) : alerts.pagesGone;
      return [head, ...listParts(alert.pages, texts), tail].join('\n');
    }
    case 'unread': {
      const parts = alert.parts.map(({ text, reason }) => `${text} (${reason})`);
      const head = alerts.unread({ ...alert, count: parts.length });
      return [head, ...listed(parts, PARTS_LISTED, texts.admin)].join('\n');
    }
    case 'unbalanced':
      return nameImbalance(alert.imbalance, texts);
    case 'balanced':
      return alerts.balanced(clean(alert.title), alert.campaignId);
    case 'gaps': {
      const lines = alert.gaps.map((gap) => nameGap(gap, texts));
      return [alerts.gaps(alert.publication), ...listed(lines, GAPS_LISTED, texts.admin)].join(
        '\n',
      );
    }
  }
}

type Part = { readonly name: string; readonly failure: Failure };

function listParts(parts: readonly Part[], texts: Texts): string[] {
  const lines = parts.map(({ name, failure }) =>
    texts.admin.alerts.part(clean(name), nameFailure(failure, texts)),
  );
  return listed(lines, PARTS_LISTED, texts.admin);
}

/** Only the figures that differ; none does where what has ended still owes something. */
function nameImbalance(imbalance: Imbalance, { admin: { alerts } }: Texts): string {
  const { campaignId, title, account, rows } = imbalance;
  const names = Object.keys(account) as (keyof Counted)[];
  const differing = names.filter((name) => account[name] !== rows[name]);
  return [
    alerts.unbalanced(clean(title), campaignId),
    ...differing.map((name) => alerts.figure(alerts.figures[name], account[name], rows[name])),
    ...(differing.length === 0 ? [alerts.stillOpen(account.open)] : []),
  ].join('\n');
}

/** With what the server answered, where it did. */
export function nameFailure({ fault, status }: Failure, { admin }: Texts): string {
  const reason = admin.faults[fault];
  return status === null ? reason : admin.alerts.answered(reason, status);
}

function nameGap(gap: Gap, { admin: { alerts } }: Texts): string {
  switch (gap.kind) {
    case 'missing':
      return alerts.missing(gap.date);
    case 'missing-number':
      return alerts.missingNumber(gap.number, gap.after, gap.before);
    case 'same-number':
      return alerts.sameNumber(gap.number, gap.dates);
    case 'two-numbers':
      return alerts.twoNumbers(gap.date, gap.numbers);
  }
}
