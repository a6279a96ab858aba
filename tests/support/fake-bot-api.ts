import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came in. */
export type Call = {
  readonly at: number;
  readonly method: string;
  readonly chatId: number;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** What the server does with a call instead of simply taking it. */
export type Fault =
  | {
      readonly kind: 'refuse';
      readonly code: number;
      readonly description: string;
      readonly parameters?: object;
    }
  /** The connection breaks before anything happened. */
  | { readonly kind: 'reset' }
  /** The message is taken, and the answer lost. */
  | { readonly kind: 'lose-answer' }
  /** The message is taken, and the server fails before it says so. */
  | { readonly kind: 'fail-late' }
  /** As a proxy in front of Telegram says it. */
  | { readonly kind: 'html' }
  /** Never answered. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly ms: number };

export type FakeBotApi = {
  readonly url: string;
  /** Every call, taken or not. */
  readonly calls: readonly Call[];
  /** The messages taken, in order. */
  readonly taken: readonly Call[];
  /** Calls refused because more came within a second than granted. */
  floods(): number;
  takenBy(chatId: number): number;
  close(): Promise<void>;
};

type Options = {
  /** Messages in any sliding second; `Infinity` for no limit. */
  readonly granted: number;
  readonly fault?: (call: Call, takenSoFar: number) => Fault | undefined;
};

const LATE = { ok: false, error_code: 500, description: 'Internal Server Error' };

export const TOKEN = '1:fake-token';

/** A Bot API server that counts strictly and fails as told. It knows only how to take messages. */
export async function startFakeBotApi({ granted, fault }: Options): Promise<FakeBotApi> {
  const calls: Call[] = [];
  const taken: Call[] = [];
  const counts = new Map<number, number>();
  let floods = 0;
  // Plain events instead of async iteration: the benchmarks measure the sender, not this.
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request, response, Buffer.concat(chunks).toString()));
  });

  function serve(request: IncomingMessage, response: ServerResponse, body: string): void {
    const payload = JSON.parse(body) as Record<string, unknown>;
    const [, , method = ''] = (request.url ?? '').split('/');
    const call = { at: performance.now(), method, chatId: Number(payload['chat_id']), payload };
    calls.push(call);
    const trouble = isFlood(call.at) ? flood() : fault?.(call, counts.get(call.chatId) ?? 0);
    if (trouble?.kind === 'reset') return void request.socket.destroy();
    if (trouble?.kind === 'hang') return;
    if (trouble?.kind === 'html')
      return void response.writeHead(502).end('<html><h1>502 Bad Gateway</h1></html>');
    if (trouble?.kind === 'refuse') return void refuse(response, trouble);
    taken.push(call);
    counts.set(call.chatId, (counts.get(call.chatId) ?? 0) + 1);
    if (trouble?.kind === 'lose-answer') return void request.socket.destroy();
    if (trouble?.kind === 'fail-late') return void json(response, 500, LATE);
    const answer = () => json(response, 200, { ok: true, result: { message_id: taken.length } });
    if (trouble?.kind === 'slow') setTimeout(answer, trouble.ms);
    else answer();
  }

  function isFlood(now: number): boolean {
    const earlier = taken[taken.length - granted];
    return earlier !== undefined && now - earlier.at < 1000;
  }

  function flood(): Fault {
    floods++;
    const parameters = { retry_after: 1 };
    return {
      kind: 'refuse',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters,
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    taken,
    floods: () => floods,
    takenBy: (chatId) => counts.get(chatId) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(
  response: ServerResponse,
  { code, description, parameters }: Extract<Fault, { kind: 'refuse' }>,
) {
  json(response, code, { ok: false, error_code: code, description, parameters });
}

function json(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
