import { readMultipart } from './multipart.ts';
import type { RawParameters } from './parameters.ts';
import { badRequest } from './refusal.ts';

/** A call's parameters: those of the address, and over them those of the body, in any of its forms. */
export async function readRequest(request: Request): Promise<RawParameters> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return request.method === 'POST' ? { ...address, ...(await readBody(request)) } : address;
}

async function readBody(request: Request): Promise<RawParameters> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return readJson(await request.text());
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(await request.text()));
  }
  if (type.startsWith('multipart/form-data')) {
    return readMultipart(Buffer.from(await request.arrayBuffer()), type);
  }
  return {};
}

function readJson(text: string): RawParameters {
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return body as RawParameters;
    }
  } catch {
    // Refused below, like any other text that is no object.
  }
  throw badRequest("can't parse request: JSON object expected");
}
