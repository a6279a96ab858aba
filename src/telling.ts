import { basename } from 'node:path';
import { describeAlert } from './bot/index.ts';
import type { Config } from './config.ts';
import type { Language } from './domain/index.ts';
import type { Logger } from './logger.ts';
import { type Alert, pagesOf } from './pipeline/alert.ts';
import type { SourceOutcome } from './pipeline/follow-sources.ts';
import type { Ingestion, IngestReport } from './pipeline/ingest-issue.ts';
import { tellAdmins } from './pipeline/tell-admins.ts';
import type { Missing } from './source/index.ts';
import type { Db } from './store/index.ts';

type Deps = {
  readonly db: Db;
  readonly config: Pick<Config, 'adminIds' | 'timezone'>;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly wakeSender: () => void;
  /** Something was read that was not there: whoever wants it at once is due. */
  readonly onNews: () => void;
};

/** What is said of readings: to the log always, to admins where nobody stood by. */
export function createTelling({ db, config, now, logger, wakeSender, onNews }: Deps) {
  const { adminIds, timezone } = config;
  const describe = (...[alert, language]: [Alert, Language]) =>
    describeAlert(alert, language, timezone);
  const deps = { db, now, adminIds, describe };

  async function alert(key: string, told: Alert): Promise<void> {
    if (await tellAdmins(deps, key, told)) wakeSender();
  }

  function read({ reports, refused }: Ingestion): void {
    for (const report of reports) logger.info(account(report), 'issue read');
    for (const { message } of refused) logger.warn({ reason: message }, 'part of a file not read');
    if (reports.some(({ added }) => added > 0)) onNews();
  }

  /** `of` names what was read to who was not there. */
  async function readUnseen(ingestion: Ingestion, of: string): Promise<void> {
    read(ingestion);
    for (const [key, told] of alertsOf(ingestion, of)) await alert(key, told);
  }

  async function notRead({ file, stamp, failure, from }: NotRead): Promise<void> {
    logger.warn({ file, reason: failure.message }, 'file not read');
    const key = `file ${from} ${file} ${stamp}`;
    await alert(key, { kind: 'file-not-read', file: basename(file), failure });
  }

  async function source(outcome: SourceOutcome): Promise<void> {
    const { name } = outcome.source;
    switch (outcome.kind) {
      case 'unchanged':
        return logger.debug({ source: name }, 'source unchanged');
      case 'read':
        for (const { address, reason } of outcome.missing)
          logger.warn({ source: name, address, reason }, 'page did not come');
        for (const [key, told] of gonePages(name, outcome.missing)) await alert(key, told);
        return readUnseen(outcome, outcome.file ?? name);
      case 'file-not-read': {
        const { path, stamp } = outcome.file;
        return notRead({ file: path, stamp, failure: outcome.failure, from: name });
      }
      case 'failed':
        logger.warn({ source: name, reason: outcome.failure.message }, 'source failed');
        return wakeSender();
    }
  }

  return { deps, read, readUnseen, notRead, source };
}

type Told = readonly [key: string, alert: Alert];

function alertsOf({ reports, refused }: Ingestion, of: string): Told[] {
  const parts = refused.map(partOf);
  const names = parts.map(({ name }) => name).join(' ');
  const key = `parts ${reports[0]?.sha256 ?? of} ${names}`;
  return [
    ...(parts.length > 0 ? [[key, { kind: 'parts-not-read', of, parts }] as const] : []),
    ...reports
      .filter(({ unread }) => unread.length > 0)
      .map(({ sha256, unread, publication, date }): Told => {
        return [`unread ${sha256}`, { kind: 'unread', publication, date, parts: unread }];
      }),
  ];
}

/** Pages that will not come by themselves; of others whoever follows the source tells. */
function gonePages(source: string, missing: readonly Missing[]): Told[] {
  const pages = pagesOf(missing.filter(({ isPassing }) => !isPassing));
  const key = ['pages', source, ...pages.map(({ name }) => name)].join(' ');
  return pages.length > 0 ? [[key, { kind: 'pages-missing', source, pages, nextTry: null }]] : [];
}

function partOf({ source, fault, message }: Ingestion['refused'][number]) {
  return { name: basename(source), failure: { fault, status: null, message } };
}

type NotRead = {
  readonly from: string;
  readonly file: string;
  readonly stamp: string;
  readonly failure: Extract<SourceOutcome, { kind: 'failed' }>['failure'];
};

/** One structured line a document: numbers, not people. */
function account({ acts, unread, ...report }: IngestReport): object {
  return { run: 'ingest', ...report, acts: acts.length, unread: unread.length };
}
