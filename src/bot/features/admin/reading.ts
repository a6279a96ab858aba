import { clean } from '../../../compose/index.ts';
import { isCertain } from '../../../domain/index.ts';
import { failureOf } from '../../../pipeline/alert.ts';
import type { Ingestion, IngestReport } from '../../../pipeline/ingest-issue.ts';
import { nameFailure } from '../../describe-alert.ts';
import { listed } from '../../listed.ts';
import type { Texts } from '../../texts/index.ts';

const ACTS_LISTED = 30;
const UNREAD_LISTED = 5;

export type Told = {
  readonly text: string;
  /** For the record of what admins did. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Reads something in, and tells what came of it: what was read, or in one line why nothing was. */
export async function tellReading(
  texts: Texts,
  name: string,
  read: () => Promise<Ingestion & { readonly missing?: readonly unknown[] }>,
): Promise<Told> {
  const { admin } = texts;
  try {
    const { reports, refused, missing = [] } = await read();
    return {
      text: [
        ...reports.map((report) => describeReport(report, texts)),
        ...refused.map(({ source, fault }) => admin.notRead(clean(source), admin.faults[fault])),
        ...(missing.length > 0 ? [admin.pagesMissing(missing.length)] : []),
      ].join('\n\n'),
      detail: {
        issues: reports.map(({ date, added, revised, known }) => ({ date, added, revised, known })),
      },
    };
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return {
      text: admin.notRead(clean(name), nameFailure(failure, texts)),
      detail: { notRead: failure.message },
    };
  }
}

function describeReport(report: IngestReport, { admin }: Texts): string {
  // What is said of articles that were there already is what was read, and reviewed, then.
  if (report.added + report.revised === 0) return admin.read(report);
  const acts = report.acts.map((act) =>
    isCertain(act) ? admin.act(act) : admin.review.doubted(admin.act(act)),
  );
  const unread = report.unread.map(({ text, reason }) => `${text} (${reason})`);
  return [
    admin.read(report),
    ...(acts.length > 0
      ? [[admin.actsHead(acts.length), ...listed(acts, ACTS_LISTED, admin)].join('\n')]
      : []),
    ...(report.keyDates > 0 ? [admin.keyDates(report.keyDates)] : []),
    ...(unread.length > 0
      ? [[admin.unreadHead(unread.length), ...listed(unread, UNREAD_LISTED, admin)].join('\n')]
      : []),
    ...(hasNewDoubts(report) ? [admin.review.invitation] : []),
  ].join('\n\n');
}

/** Something an admin should look at. */
function hasNewDoubts({ acts, unread }: IngestReport): boolean {
  return unread.length > 0 || acts.some((act) => !isCertain(act));
}
