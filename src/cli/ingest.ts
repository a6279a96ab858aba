import { stat } from 'node:fs/promises';
import type { Config } from '../config.ts';
import type { Period } from '../pipeline/backfill.ts';
import {
  type IngestDeps,
  type Ingestion,
  type IngestReport,
  ingestFile,
  ingestSite,
} from '../pipeline/ingest-issue.ts';
import { listFolder, loadFile, loadPages, shownName } from '../source/index.ts';
import type { Db } from '../store/index.ts';
import { type Context, withStore } from './context.ts';
import {
  ingestPlace,
  isAddress,
  type Place,
  placeAt,
  placeOfSource,
  refuseForeignAddress,
  withWeb,
} from './ingest-address.ts';
import { backfillSite } from './ingest-backfill.ts';
import { isExpected, sayProblem, UsageError } from './problems.ts';
import { count, describeReport } from './report.ts';

export type IngestOptions = {
  readonly source?: string;
  readonly from?: string;
  readonly to?: string;
};

export function ingest(
  context: Context,
  inputs: readonly string[],
  options: IngestOptions,
): Promise<void> {
  return withStore(context, async (db, config) => {
    const store = { db, config };
    if (options.from !== undefined || options.to !== undefined)
      return readPeriod(context, store, inputs, options);
    await ingestInputs(context, store, inputs, options);
  });
}

type Store = { readonly db: Db; readonly config: Config };

async function readPeriod(
  context: Context,
  store: Store,
  inputs: readonly string[],
  options: IngestOptions,
): Promise<void> {
  const period = readDates(options, today(context.now(), store.config.timezone));
  const [address, ...others] = inputs;
  if (others.length > 0 || (address === undefined) === (options.source === undefined))
    throw new UsageError('--from reads one site: give its address or --source NAME');
  const place =
    address === undefined
      ? await placeOfSource(options.source ?? '', store.config)
      : placeAt(address, store.config);
  if (!isAddress(place.address)) throw new UsageError(`${place.address} is no site with days`);
  await withWeb(context, store, place, (deps) =>
    backfillSite(context, deps, { address: place.address, ...period }),
  );
}

function readDates({ from, to }: IngestOptions, today: string): Period {
  if (from === undefined) throw new UsageError('--to needs --from. Example: --from 2025-01-01');
  const period = { from, to: to ?? today };
  for (const date of [period.from, period.to])
    if (!isDate(date)) throw new UsageError(`«${date}» is no date. Example: --from 2025-01-01`);
  if (period.from > period.to) throw new UsageError(`${from} is later than ${period.to}`);
  return period;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function today(now: Date, timezone: string): string {
  return now.toLocaleDateString('en-CA', { timeZone: timezone });
}

async function ingestInputs(
  context: Context,
  store: Store,
  paths: readonly string[],
  { source }: IngestOptions,
): Promise<void> {
  const { config } = store;
  for (const path of paths) refuseForeignAddress(path);
  const named = paths.map((path) => (isAddress(path) ? placeAt(path, config) : path));
  const all = source === undefined ? named : [...named, await placeOfSource(source, config)];
  const inputs: Input[] = [];
  for (const each of all) {
    if (typeof each === 'string') inputs.push(...(await inputsIn(each)));
    else inputs.push(...(await inputsAt(context, store, each)));
  }
  if (inputs.length === 0) {
    const names = all.map((each) => (typeof each === 'string' ? each : each.address));
    return context.fail(`there is no file in ${names.join(', ')}`);
  }
  const reports = await ingestAll(context, store, inputs);
  if (inputs.length > 1) context.print(summary(reports));
}

async function inputsAt(context: Context, store: Store, place: Place): Promise<Input[]> {
  const { address, publication: publicationInstead } = place;
  if (place.kind !== 'folder')
    return [{ label: shownName(address), ingest: () => ingestPlace(context, store, place) }];
  return (await inputsIn(address)).map(({ label, ingest }) => ({
    label,
    ingest: (deps) => ingest({ ...deps, publicationInstead }),
  }));
}

/** Something to read, under the name it has on this command line. */
type Input = {
  readonly label: string;
  readonly ingest: (deps: IngestDeps) => Promise<Ingestion>;
};

async function ingestAll(
  context: Context,
  { db, config }: { readonly db: Db; readonly config: Config },
  inputs: readonly Input[],
): Promise<IngestReport[]> {
  const { publication, timezone } = config;
  const read: IngestReport[] = [];
  for (const [index, { label, ingest }] of inputs.entries()) {
    if (inputs.length > 1) context.progress(`${index + 1}/${inputs.length} ${label} `);
    try {
      const deps = { db, now: context.now, publication, timezone };
      const { reports, refused } = await ingest(deps);
      context.progress('');
      for (const report of reports) context.print(`${label}: ${describeReport(report)}`);
      for (const { message } of refused) context.fail(`${label}: ${message}`);
      read.push(...reports);
    } catch (error) {
      if (!isExpected(error)) throw error;
      context.progress('');
      context.fail(sayProblem(error));
    }
  }
  return read;
}

/** A file as it is; a folder's files, and its web pages as one site. What is missing is found out on reading. */
async function inputsIn(path: string): Promise<Input[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [fileInput(path)];
  const { files, pages } = await listFolder(path);
  const site: Input = {
    label: path,
    ingest: async (deps) => ingestSite(deps, await loadPages(path, pages)),
  };
  return [...(pages.length > 0 ? [site] : []), ...files.map(fileInput)];
}

function fileInput(path: string): Input {
  return { label: path, ingest: async (deps) => ingestFile(deps, await loadFile(path)) };
}

function summary(reports: readonly IngestReport[]): string {
  const added = reports.reduce((sum, report) => sum + report.added, 0);
  return `${count(reports.length, 'document', 'documents')} read, ${count(added, 'item', 'items')} new`;
}
