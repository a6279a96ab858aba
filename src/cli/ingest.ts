import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { type IngestReport, ingestDocument } from '../pipeline/ingest-issue.ts';
import { readFileDocument } from '../source/index.ts';
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
        const files = (await Promise.all(paths.map(filesUnder))).flat();
        if (files.length === 0) return context.fail(`there is no file in ${paths.join(', ')}`);
        const reports = await ingestFiles(context, { db, config }, files);
        if (files.length > 1) context.print(summary(reports));
      }),
    );
}

async function ingestFiles(
  context: Context,
  { db, config }: { readonly db: Db; readonly config: Config },
  files: readonly string[],
): Promise<IngestReport[]> {
  const { publication, timezone } = config;
  const reports: IngestReport[] = [];
  for (const [index, file] of files.entries()) {
    if (files.length > 1) context.progress(`${index + 1}/${files.length} ${file} `);
    try {
      const document = await readFileDocument(file);
      const report = await ingestDocument(
        { db, now: context.now, publication, timezone },
        document,
      );
      context.progress('');
      context.print(`${file}: ${describeReport(report)}`);
      reports.push(report);
    } catch (error) {
      if (!isExpected(error)) throw error;
      context.progress('');
      context.fail(error.message);
    }
  }
  return reports;
}

/** A file as it is; a folder's files, at any depth, by name. What is missing is found out on reading. */
async function filesUnder(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function summary(reports: readonly IngestReport[]): string {
  const added = reports.reduce((sum, report) => sum + report.added, 0);
  return `${count(reports.length, 'document', 'documents')} read, ${count(added, 'item', 'items')} new`;
}
