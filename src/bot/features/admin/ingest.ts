import { Composer, GrammyError } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import { splitClassic } from '../../../compose/index.ts';
import { shownName } from '../../../source/index.ts';
import { recordAdminAct } from '../../../store/index.ts';
import { answer, plain, say } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { chatIdOf } from '../../subscription.ts';
import { type Told, tellReading } from './reading.ts';

type Deps = Pick<BotDeps, 'db' | 'now' | 'client' | 'token' | 'ingest' | 'ingestAddress'>;
type Document = {
  readonly file_id: string;
  readonly file_name?: string;
  readonly file_size?: number;
};

/** What a bot may fetch with getFile. */
const LARGEST_FILE = 20 * 1024 * 1024;

/** A document or a link from an admin is an issue: it is read in, and the admin is told what was read. */
export function ingestFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('message:document', async (ctx) => {
    const { admin } = ctx.texts;
    const bytes = await fetchDocument(deps, ctx, ctx.message.document);
    if (!(bytes instanceof Uint8Array)) return say(ctx, admin[bytes]);
    const name = ctx.message.document.file_name ?? ctx.message.document.file_id;
    const told = await tellReading(ctx.texts, name, () => deps.ingest({ name, bytes }));
    await answerReading(deps, ctx, { ...told, detail: { file: name, ...told.detail } });
  });
  feature.on('message:text', async (ctx, next) => {
    const { text, entities = [] } = ctx.message;
    const address = linkIn(text, entities);
    if (address === undefined) return next();
    await say(ctx, ctx.texts.admin.fetching);
    const shown = shownName(address);
    const told = await tellReading(ctx.texts, shown, () => deps.ingestAddress(address));
    await answerReading(deps, ctx, { ...told, detail: { address: shown, ...told.detail } });
  });
  return feature;
}

/** The first link in a text that is no command. */
function linkIn(text: string, entities: readonly MessageEntity[]): string | undefined {
  if (entities.some(({ type, offset }) => type === 'bot_command' && offset === 0)) return undefined;
  const links = entities.flatMap((entity) => {
    if (entity.type === 'text_link') return entity.url;
    if (entity.type !== 'url') return [];
    return text.slice(entity.offset, entity.offset + entity.length);
  });
  // Telegram marks «example.cn» too, in sentences that are no request to fetch it.
  return links.find((link) => /^https?:\/\//iu.test(link));
}

async function answerReading(
  { db, now }: Deps,
  ctx: BotContext,
  { text, detail }: Told,
): Promise<void> {
  const act = { adminId: chatIdOf(ctx), action: 'ingest', detail: JSON.stringify(detail) };
  await recordAdminAct(db, act, now());
  await answer(ctx, splitClassic(plain(text)));
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
