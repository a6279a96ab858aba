import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { nextDigestAt } from './match/index.ts';
import { emptyInbox } from './pipeline/empty-inbox.ts';
import { type IngestReport, ingestDocument } from './pipeline/ingest-issue.ts';
import { queueDigests } from './pipeline/queue-digests.ts';
import { readDocument } from './source/index.ts';
import { type Db, rescheduleDefaults } from './store/index.ts';
import type { Entry } from './timetable.ts';

type Deps = {
  readonly db: Db;
  readonly config: Config;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly wakeSender: () => void;
  /** Something was read that was not there: whoever wants it at once is due. */
  readonly onNews: () => void;
};

/** The pipeline's runs with what they need, for the timetable and the surfaces. */
export type Runs = {
  readonly entries: readonly Entry[];
  ingest(document: { readonly name: string; readonly bytes: Uint8Array }): Promise<IngestReport>;
  /** `DIGEST_CRON` may be another one than when chats were given their due times. */
  reschedule(): Promise<void>;
};

export function createRuns({ db, config, now, logger, wakeSender, onNews }: Deps): Runs {
  const { publication, timezone, inboxDir, messageStyle: style } = config;
  const schedule = { cron: config.digestCron, timezone };
  const ingestion = { db, now, publication, timezone };

  async function tellWhoIsDue() {
    const { campaignId, ...queued } = await queueDigests(
      { db, now, schedule, style },
      { onlyNew: false },
    );
    if (campaignId === null) return undefined;
    wakeSender();
    return { campaignId, ...queued };
  }

  async function readInbox() {
    const outcomes = await emptyInbox(ingestion, inboxDir);
    for (const outcome of outcomes) {
      if (outcome.kind === 'read') tell(outcome.report);
      else logger.warn({ file: outcome.file, reason: outcome.reason }, 'file not read');
    }
    return outcomes.length > 0 ? { files: outcomes.length } : undefined;
  }

  function tell(report: IngestReport): void {
    logger.info(account(report), 'issue read');
    if (report.added > 0) onNews();
  }

  return {
    entries: [
      { name: 'inbox', cron: '*/5 * * * * *', run: readInbox },
      { name: 'digests', cron: '*/15 * * * * *', run: tellWhoIsDue },
    ],
    async ingest({ name, bytes }) {
      const report = await ingestDocument(ingestion, await readDocument({ name, bytes }));
      tell(report);
      return report;
    },
    reschedule: () =>
      rescheduleDefaults(
        db,
        (rhythm) => nextDigestAt(schedule, { ...rhythm, hour: null }, now()),
        now(),
      ),
  };
}

/** One structured line a document: numbers, not people. */
function account({ acts, unread, ...report }: IngestReport): object {
  return { run: 'ingest', ...report, acts: acts.length, unread: unread.length };
}
