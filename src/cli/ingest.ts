import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import {
  type IngestDeps,
  type Ingestion,
  type IngestReport,
  ingestFile,
  ingestSite,
} from '../pipeline/ingest-issue.ts';
import { listFolder, loadFile, loadPages } from '../source/index.ts';
import type { Db } from '../store/index.ts';
import { type Context, withStore } from './context.ts';
import { isExpected } from './problems.ts';
import { count, describeReport } from './report.ts';

export function ingestCommand(context: Context): Command {
  return new Command('ingest')
    .description('read issues and keep what is new in them; reading one again adds nothing')
    .argument('<paths...>', 'files, or folders with files (markdown or plain text)')
    .action((paths: string[]) =>
      withStore(context, async (db, config) => {
        const inputs = (await Promise.all(paths.map(inputsIn))).flat();
        if (inputs.length === 0) return context.fail(`there is no file in ${paths.join(', ')}`);
        const reports = await ingestAll(context, { db, config }, inputs);
        if (inputs.length > 1) context.print(summary(reports));
      }),
    );
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
      for (const { message } of refused) context.fail(message);
      read.push(...reports);
    } catch (error) {
      if (!isExpected(error)) throw error;
      context.progress('');
      context.fail(error.message);
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
