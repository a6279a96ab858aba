import { Composer, GrammyError } from 'grammy';
import { clean, splitClassic } from '../../../compose/index.ts';
import { ParseError } from '../../../parse/index.ts';
import type { IngestReport } from '../../../pipeline/ingest-issue.ts';
import { SourceError } from '../../../source/index.ts';
import { recordAdminAct } from '../../../store/index.ts';
import { answer, plain, say } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { chatIdOf } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';

type Deps = Pick<BotDeps, 'db' | 'now' | 'client' | 'token' | 'ingest'>;
type Document = {
  readonly file_id: string;
  readonly file_name?: string;
  readonly file_size?: number;
};

/** What a bot may fetch with getFile. */
const LARGEST_FILE = 20 * 1024 * 1024;
const ACTS_LISTED = 30;
const UNREAD_LISTED = 5;
const LINE_LENGTH = 120;

/** A document from an admin is an issue: it is read in, and the admin is told what was read. */
export function ingestFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('message:document', async (ctx) => {
    const { admin } = ctx.texts;
    const bytes = await fetchDocument(deps, ctx, ctx.message.document);
    if (!(bytes instanceof Uint8Array)) return say(ctx, admin[bytes]);
    const name = ctx.message.document.file_name ?? ctx.message.document.file_id;
    const told = await ingestAndTell(deps, ctx.texts, { name, bytes });
    const detail = JSON.stringify({ file: name, ...told.detail });
    await recordAdminAct(deps.db, { adminId: chatIdOf(ctx), action: 'ingest', detail }, deps.now());
    await answer(ctx, splitClassic(plain(told.text)));
  });
  return feature;
}

type Told = { readonly text: string; readonly detail: Readonly<Record<string, unknown>> };

async function ingestAndTell(
  { ingest }: Deps,
  texts: Texts,
  document: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Told> {
  try {
    const { reports, refused } = await ingest(document);
    return {
      text: [
        ...reports.map((report) => describeReport(report, texts)),
        ...refused.map(({ fault }) =>
          texts.admin.notRead(clean(document.name), texts.admin.faults[fault]),
        ),
      ].join('\n\n'),
      detail: {
        issues: reports.map(({ date, added, revised, known }) => ({ date, added, revised, known })),
      },
    };
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
    return {
      text: texts.admin.notRead(clean(document.name), texts.admin.faults[error.fault]),
      detail: { notRead: error.message },
    };
  }
}

async function fetchDocument(
  { client, token }: Deps,
  ctx: BotContext,
  { file_id: fileId, file_size: size }: Document,
): Promise<Uint8Array | 'tooLarge' | 'downloadFailed'> {
  if (size !== undefined && size > LARGEST_FILE) return 'tooLarge';
  try {
    const { file_path: path } = await ctx.api.getFile(fileId);
    const response = await client.fetch(`${client.apiRoot}/file/bot${token}/${path}`);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : 'downloadFailed';
  } catch (error) {
    // Telegram's only reason to refuse a file it has just offered.
    return error instanceof GrammyError && error.error_code === 400 ? 'tooLarge' : 'downloadFailed';
  }
}

function describeReport(report: IngestReport, { admin }: Texts): string {
  const acts = report.acts.map((act) => admin.act(act));
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
  ].join('\n\n');
}

function listed(lines: readonly string[], most: number, admin: Texts['admin']): string[] {
  const shown = lines.slice(0, most).map((line) => `· ${shorten(line)}`);
  return lines.length > most ? [...shown, admin.more(lines.length - most)] : shown;
}

function shorten(line: string): string {
  const characters = [...clean(line).replace(/\s+/gu, ' ').trim()];
  return characters.length > LINE_LENGTH
    ? `${characters.slice(0, LINE_LENGTH).join('')}…`
    : characters.join('');
}
