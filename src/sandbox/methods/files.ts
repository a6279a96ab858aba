import type { Message, File as TelegramFile } from 'grammy/types';
import { z } from 'zod';
import { entities, parseMode, type RawParameters, readParameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { CAPTION_LIMIT, readText } from '../rules/text.ts';
import { asDocument, keepFile } from '../world/files.ts';
import type { StoredFile, World } from '../world/world.ts';
import { destination, send } from './send.ts';

const LARGEST_UPLOAD = 50 * 1024 * 1024;
const LARGEST_DOWNLOAD = 20 * 1024 * 1024;

const documentShape = z.object({
  ...destination,
  document: z.union([z.string().min(1), z.instanceof(File)]),
  caption: z.string().default(''),
  caption_entities: entities,
  parse_mode: parseMode,
});

export async function sendDocument(world: World, raw: RawParameters): Promise<Message> {
  const read = readParameters(documentShape, raw);
  const caption = readText(read.caption, read.caption_entities, {
    limit: CAPTION_LIMIT,
    tooLong: 'message caption is too long',
  });
  const file = await findDocument(world, read.document, raw);
  return send(world, read, {
    document: asDocument(file),
    ...(caption.text === '' ? {} : { caption: caption.text }),
    ...(caption.entities.length === 0 ? {} : { caption_entities: caption.entities }),
  });
}

/** An upload, a reference to an upload beside it (`attach://name`), or a file that is known. */
async function findDocument(
  world: World,
  document: string | File,
  raw: RawParameters,
): Promise<StoredFile> {
  const upload =
    typeof document === 'string' ? raw[document.replace(/^attach:\/\//, '')] : document;
  if (upload instanceof File) return keepUpload(world, upload);
  const known = typeof document === 'string' ? world.files.get(document) : undefined;
  if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  return known;
}

async function keepUpload(world: World, upload: File): Promise<StoredFile> {
  if (upload.size === 0) throw badRequest('file must be non-empty');
  if (upload.size > LARGEST_UPLOAD) throw badRequest('file is too big');
  return keepFile(world, { name: upload.name, bytes: new Uint8Array(await upload.arrayBuffer()) });
}

const fileShape = z.object({ file_id: z.string().min(1) });

export function getFile(world: World, raw: RawParameters): TelegramFile {
  const file = world.files.get(readParameters(fileShape, raw).file_id);
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > LARGEST_DOWNLOAD) throw badRequest('file is too big');
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    file_path: file.path,
  };
}
