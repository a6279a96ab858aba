import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createWebClient, type FetchError } from '../../../src/source/web/index.ts';
import { type Site, serve } from '../web/serve.ts';

/** What is at a path: a page, or what happens there. `undefined`: nothing. */
export type Answer =
  | string
  | Uint8Array
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | undefined;

/** A site of pages written down here, with entity tags as a file server gives them. */
export function paper(answerOf: (path: string) => Answer, hasTags = true): Promise<Site> {
  return serve((request, response) => {
    const answer = answerOf(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end('not here');
    else if (typeof answer === 'object' && 'status' in answer)
      response.writeHead(answer.status, answer.headers).end(answer.body);
    else {
      const etag = `"${createHash('sha256').update(answer).digest('hex')}"`;
      const isKnown = hasTags && request.headers['if-none-match'] === etag;
      response.writeHead(isKnown ? 304 : 200, hasTags ? { etag } : {});
      response.end(isKnown ? '' : answer);
    }
  });
}

/** One of the sites under tests/fixtures/epaper, changed or not. */
export function epaper(
  name: string,
  change: (path: string) => Answer | 'as it is' = () => 'as it is',
) {
  return (path: string): Answer => {
    const changed = change(path);
    return changed === 'as it is' ? fileOf(name, path) : changed;
  };
}

function fileOf(name: string, path: string): Uint8Array | undefined {
  try {
    return readFileSync(join(import.meta.dirname, '../../fixtures/epaper', name, path));
  } catch {
    return undefined;
  }
}

/** For a site on this machine, as an operator names it. */
export function clientOf(...sites: readonly Site[]) {
  return makeClient(sites, {});
}

/** The same, and asks once more without resting before. */
export function restlessClientOf(...sites: readonly Site[]) {
  return makeClient(sites, { wait: async (_, signal) => signal?.throwIfAborted() });
}

type Waiting = Pick<Parameters<typeof createWebClient>[0], 'wait'>;

function makeClient(sites: readonly Site[], waiting: Waiting) {
  const client = createWebClient({
    ...waiting,
    userAgent: 'Gongbao/test',
    trustedHosts: new Set(sites.map(({ host }) => host)),
    resolve: async () => [{ address: '10.0.0.1', family: 4 }],
  });
  onTestFinished(() => client.close());
  return client;
}

/** As served, without the host: `/html/2025-01/10/node_1.htm`. */
export function pathsOf(pages: readonly { readonly address: string }[]): string[] {
  return pages.map(({ address }) => new URL(address).pathname);
}

export async function failureOf(answer: Promise<unknown>): Promise<FetchError> {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || error.name !== 'FetchError')
    throw new Error('it did not fail as promised', { cause: error });
  return error as FetchError;
}
