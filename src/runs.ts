import { basename } from 'node:path';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { dueByTimetable } from './match/index.ts';
import { auditAndTell } from './pipeline/audit-campaigns.ts';
import { emptyInbox } from './pipeline/empty-inbox.ts';
import { enrol, followSources } from './pipeline/follow-sources.ts';
import { type AddressRead, ingestAddress } from './pipeline/ingest-address.ts';
import { type IngestDeps, type Ingestion, ingestFile } from './pipeline/ingest-issue.ts';
import { openWeb } from './pipeline/open-web.ts';
import { queueBroadcasts } from './pipeline/queue-broadcasts.ts';
import { queueDigests } from './pipeline/queue-digests.ts';
import { queueReminders } from './pipeline/queue-reminders.ts';
import { queueUrgent } from './pipeline/queue-urgent.ts';
import type { Source } from './pipeline/source.ts';
import { tidyLedger } from './pipeline/tidy-ledger.ts';
import { createVigil, type Vigil } from './pipeline/vigil.ts';
import { watchGaps } from './pipeline/watch-gaps.ts';
import { FetchError, type NamedBytes, type WebClient } from './source/index.ts';
import { type Db, rescheduleDefaults, rescheduleOwnRhythms } from './store/index.ts';
import { createTelling } from './telling.ts';
import type { Entry } from './timetable.ts';

type Deps = {
  readonly db: Db;
  readonly config: Config;
  readonly sources: readonly Source[];
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
  ingestAddress(address: string): Promise<AddressRead>;
  /** The settings may be others than when chats and sources were given their due times. */
  reschedule(): Promise<void>;
  /** Breaks off what takes long: whoever plans from now on goes on with it. */
  breakOff(): void;
  /** Breaks off what is being fetched: it is begun again after the next start. */
  stop(): Promise<void>;
};

export function createRuns(deps: Deps): Runs {
  const { db, config, sources, now } = deps;
  const { publication, timezone } = config;
  const schedule = { cron: config.digestCron, timezone };
  const ingestion = { db, now, publication, timezone };
  const stopping = new AbortController();
  let planning = new AbortController();
  // What the operator named may be on a private network; what is sent in a chat may not.
  const near = openWeb(sources.map(({ address }) => address));
  const open = openWeb([]);
  const tell = createTelling(deps);
  const vigil = createVigil(now);
  const parts: Parts = { ...deps, ingestion, tell, vigil, client: near };
  const going = () => AbortSignal.any([stopping.signal, planning.signal]);
  return {
    entries: entriesOf(parts, schedule, going).map((entry) => watched(entry, vigil)),
    async ingest(file) {
      const ingested = await ingestFile(ingestion, file);
      tell.read(ingested);
      return ingested;
    },
    async ingestAddress(address) {
      const { signal } = stopping;
      const read = await ingestAddress({ ...ingestion, client: open }, address, { signal });
      if (read.kind !== 'read') throw new FetchError(address, 'not-a-page', 'there is no issue');
      tell.read(read);
      return read;
    },
    async reschedule() {
      await enrol({ db, now, sources });
      const at = now();
      for (const reschedule of [rescheduleDefaults, rescheduleOwnRhythms])
        await reschedule(db, (follower) => dueByTimetable(schedule, follower, at), at);
    },
    breakOff() {
      planning.abort(new Error('Another process plans now'));
      planning = new AbortController();
    },
    async stop() {
      stopping.abort(new Error('Gongbao is stopping'));
      await Promise.all([near.close(), open.close()]);
    },
  };
}

/** What is done again and again, and how often. */
function entriesOf(parts: Parts, schedule: Schedule, going: () => AbortSignal): Entry[] {
  const planning = () => ({ ...parts, signal: going() });
  return [
    { name: 'inbox', cron: '*/5 * * * * *', run: () => readInbox(parts) },
    // Before the digests, in which it would be told as anything else is.
    { name: 'urgent', cron: '*/15 * * * * *', run: () => tellUrgent(planning()) },
    { name: 'digests', cron: '*/15 * * * * *', run: () => tellWhoIsDue(planning(), schedule) },
    { name: 'reminders', cron: '5 * * * * *', run: () => remind(planning()) },
    { name: 'broadcasts', cron: '* * * * * *', run: () => queueConfirmed(planning()) },
    { name: 'audit', cron: '40 */10 * * * *', run: () => audit(planning(), DAY_MS), isLong: true },
    { name: 'audit-all', cron: '10 30 3 * * *', run: () => audit(planning(), null), isLong: true },
    { name: 'ledger', cron: '20 10 4 * * *', run: () => tidy(planning()), isLong: true },
    { name: 'gaps', cron: '30 */10 * * * *', run: () => lookForGaps(parts) },
    { name: 'sources', cron: '*/5 * * * * *', run: () => follow(planning()), isLong: true },
  ];
}

/** Some entry is run every second, as long as nobody sleeps. */
function watched(entry: Entry, vigil: Vigil): Entry {
  return {
    ...entry,
    run() {
      vigil.look();
      return entry.run();
    },
  };
}

type Schedule = { readonly cron: string; readonly timezone: string };

type Parts = Deps & {
  readonly ingestion: IngestDeps;
  readonly tell: ReturnType<typeof createTelling>;
  readonly vigil: Vigil;
  readonly client: WebClient;
};

type Planning = Parts & {
  /** The service stops, or another process plans from now on. */
  readonly signal: AbortSignal;
};

async function readInbox({ ingestion, config, tell }: Parts) {
  let files = 0;
  for await (const outcome of emptyInbox(ingestion, config.inboxDir)) {
    files += 1;
    if (outcome.kind === 'read') await tell.readUnseen(outcome, basename(outcome.file));
    else await tell.notRead({ ...outcome, from: 'inbox' });
  }
  return files > 0 ? { files } : undefined;
}

async function follow({ config, tell, ...parts }: Planning) {
  const { publication } = config;
  const told = { read: 0, unchanged: 0, failed: 0 };
  const following = { ...parts, publication, tell: tell.deps, random: Math.random };
  for await (const outcome of followSources(following)) {
    await tell.source(outcome);
    told[outcome.kind === 'file-not-read' ? 'failed' : outcome.kind] += 1;
  }
  if (told.read + told.unchanged + told.failed === 0) return undefined;
  parts.wakeSender(); // for what admins are told
  return told.read + told.failed > 0 ? told : undefined;
}

async function lookForGaps({ db, now, sources, config: { timezone }, tell, wakeSender }: Parts) {
  const publications = sources.flatMap((source) => source.publication ?? []);
  const gaps = await watchGaps({ db, now, publications, timezone, tell: tell.deps });
  if (gaps === 0) return undefined;
  wakeSender();
  return { gaps };
}

const DAY_MS = 86_400_000;

/** Of what has ended, that of the last day every few minutes, and all that is kept every night. */
async function audit(parts: Planning, endedMs: number | null) {
  const { now, tell, vigil, wakeSender, logger, signal } = parts;
  const since = endedMs === null ? {} : { endedSince: new Date(now().getTime() - endedMs) };
  const scope = { ...since, awakeSince: vigil.since(), signal };
  const audited = await auditAndTell({ tell: tell.deps }, scope);
  if (audited.broken + audited.mended === 0) return undefined;
  wakeSender();
  if (audited.broken > 0) logger.error(audited, 'campaigns do not add up');
  return audited;
}

async function tidy({ db, now, config: { ledgerDays }, signal }: Planning) {
  const tidied = await tidyLedger({ db, now, ledgerDays, signal });
  return Object.values(tidied).some((count) => count > 0) ? tidied : undefined;
}

async function remind({ db, now, config: { timezone }, wakeSender, signal }: Planning) {
  const queued = await queueReminders({ db, now, timezone }, { signal });
  if (queued.reminders + queued.corrections === 0) return undefined;
  wakeSender();
  return queued;
}

async function queueConfirmed({ db, now, config, wakeSender, logger, signal }: Planning) {
  const { timezone } = config;
  const { paused, ...queued } = await queueBroadcasts({ db, now, timezone, wakeSender, signal });
  for (const { campaign, reason } of paused)
    logger.warn({ campaign, reason }, 'campaign paused itself');
  return queued.started + queued.steps > 0 ? queued : undefined;
}

async function tellUrgent({ db, now, config, wakeSender, signal }: Planning) {
  const queued = await queueUrgent({ db, now, style: config.messageStyle }, { signal });
  if (queued.items === 0) return undefined;
  wakeSender();
  return queued;
}

async function tellWhoIsDue({ db, now, config, wakeSender, signal }: Planning, schedule: Schedule) {
  const { campaignId, ...queued } = await queueDigests(
    { db, now, schedule, style: config.messageStyle },
    { onlyNew: false, signal },
  );
  if (campaignId === null) return undefined;
  wakeSender();
  return { campaignId, ...queued };
}
