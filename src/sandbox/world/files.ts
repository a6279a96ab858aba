import type { Document } from 'grammy/types';
import { nextId, type StoredFile, type World } from './world.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  ics: 'text/calendar',
  pdf: 'application/pdf',
  zip: 'application/zip',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export function keepFile(
  world: World,
  { name, bytes }: { name: string; bytes: Uint8Array },
): StoredFile {
  const number = nextId(world);
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const file = {
    id: `BQACAgUAAx${number.toString(36).padStart(12, '0')}`,
    uniqueId: `AgAD${number.toString(36).padStart(6, '0')}`,
    path: `documents/file_${number}${extension === '' ? '' : `.${extension}`}`,
    name,
    mediaType: mediaTypes[extension] ?? 'application/octet-stream',
    bytes,
  };
  world.files.set(file.id, file);
  return file;
}

export function findFileAt(world: World, path: string): StoredFile | undefined {
  return [...world.files.values()].find((file) => file.path === path);
}

export function asDocument(file: StoredFile): Document {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_name: file.name,
    mime_type: file.mediaType,
    file_size: file.bytes.length,
  };
}
