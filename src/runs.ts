import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { nextDigestAt } from './match/index.ts';
import { emptyInbox } from './pipeline/empty-inbox.ts';
import { type Ingestion, type IngestReport, ingestFile } from './pipeline/ingest-issue.ts';
import { queueDigests } from './pipeline/queue-digests.ts';
import type { NamedBytes } from './source/index.ts';
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
  ingest(file: NamedBytes): Promise<Ingestion>;
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
      if (outcome.kind === 'read') tell(outcome);
      else logger.warn({ file: outcome.file, reason: outcome.reason }, 'file not read');
    }
    return outcomes.length > 0 ? { files: outcomes.length } : undefined;
  }

  function tell({ reports, refused }: Ingestion): void {
    for (const report of reports) logger.info(account(report), 'issue read');
    for (const { message } of refused) logger.warn({ reason: message }, 'part of a file not read');
    if (reports.some(({ added }) => added > 0)) onNews();
  }

  return {
    entries: [
      { name: 'inbox', cron: '*/5 * * * * *', run: readInbox },
      { name: 'digests', cron: '*/15 * * * * *', run: tellWhoIsDue },
    ],
    async ingest(file) {
      const ingested = await ingestFile(ingestion, file);
      tell(ingested);
      return ingested;
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
