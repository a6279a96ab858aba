import type { Dispatcher } from 'undici';
import type { Chance } from '../hardness/chance.ts';
import type { Clock } from './clock.ts';
import { type Process, running } from './process.ts';
import type { Town } from './town.ts';
import type { Fate, Weather } from './weather.ts';

/** What a program asked for, and what became of that. */
export type Request = {
  readonly id: number;
  readonly process: Process;
  readonly method: string;
  /** The chat it was addressed to. */
  readonly chatId: number;
  /** The topic of it. */
  readonly topicId: number | null;
  /** What of the paper and the broadcasts it tells. */
  readonly tokens: readonly string[];
  readonly leftAt: number;
  /** When the server took it up; `null`: never. */
  arrivedAt: number | null;
  /** In whose chat the message stands; `null`: in none. */
  messageId: number | null;
  /** What the server said, if it was no. */
  refusal: string | null;
  /** For how many seconds this chat is to be left alone; `null`: that was not said. */
  retryAfter: number | null;
  /** The program has an answer that says what happened. */
  answeredAt: number | null;
  /** The program knows that it does not know. */
  isLost: boolean;
  /** It ended, or could not write, before it had written down what became of this. */
  isUnwritten: boolean;
};

/** What undici tells of an exchange, as far as anybody listens. */
type Listener = Required<
  Pick<
    Dispatcher.DispatchHandler,
    'onResponseStart' | 'onResponseData' | 'onResponseEnd' | 'onResponseError' | 'onRequestStart'
  >
>;

export type Telegram = {
  readonly requests: readonly Request[];
  /** Once, when the next request has left and has no answer yet. */
  atNext(what: () => void): void;
  /** A connection pool's: the code below grammY and above the network is the real one. */
  dispatch(
    process: Process,
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): void;
};

type Deps = {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly town: Town;
  readonly trace: (words: string) => void;
};

type Answer = { readonly status: number; readonly body: string };

/** A Bot API server in the world's time, which remembers everything it was asked. */
export function createTelegram(deps: Deps): Telegram {
  const { clock, chance, trace } = deps;
  const requests: Request[] = [];
  const awaiting: (() => void)[] = [];
  const state: State = { ...deps, taken: [], messages: 0 };

  function exchange(
    request: Request,
    timeOutMs: number,
    answer: (what: Answer | string) => void,
  ): void {
    const { process } = request;
    const fate = deps.weather.fateOf(request, clock.now());
    const late = clock.after(timeOutMs, process, () => answer('UND_ERR_HEADERS_TIMEOUT'));
    const back = (what: Answer | string, ms: number) =>
      clock.after(ms, process, () => {
        if (late.run === null) return;
        late.run = null;
        if (typeof what !== 'string' && what.status < 500) request.answeredAt = clock.now();
        answer(what);
      });
    if (fate.kind === 'unreachable') return void back('ECONNREFUSED', fate.transitMs);
    if (fate.kind === 'reset') return void back('ECONNRESET', fate.transitMs);
    clock.after(fate.transitMs, null, () => {
      // What was on its way when its sender died may have been read from the wire, or not.
      if (process.isDead && chance.upTo(2) === 0) return;
      const taken = take(state, request, fate);
      trace(`server ${request.id} ${taken.status} ${request.chatId} ${request.tokens.join(' ')}`);
      if (fate.kind === 'hang' || fate.kind === 'hang after') return;
      if (fate.kind === 'lost') back('UND_ERR_SOCKET', fate.backMs);
      else back(taken, fate.backMs);
    });
  }

  async function dispatch(
    ...[process, options, handler]: Parameters<Telegram['dispatch']>
  ): Promise<void> {
    const method = options.path.slice(options.path.lastIndexOf('/') + 1);
    await process.pass(`→ ${method}`);
    const request = toRequest(
      process,
      { id: requests.length, method, at: clock.now() },
      String(options.body),
    );
    requests.push(request);
    for (const what of awaiting.splice(0)) clock.after(1, null, what);
    process.trace(`→ ${request.id} ${method} ${request.chatId} ${request.tokens.join(' ')}`);
    const listener = handler as Listener;
    exchange(request, options.headersTimeout ?? Number.POSITIVE_INFINITY, (what) => {
      request.isLost = request.answeredAt === null;
      void running.run(process, async () => {
        await process.pass(`← ${request.id} ${typeof what === 'string' ? what : what.status}`);
        if (typeof what === 'string')
          return listener.onResponseError(NO_CONTROL, networkError(what));
        listener.onResponseStart(NO_CONTROL, what.status, {}, '');
        listener.onResponseData(NO_CONTROL, Buffer.from(what.body));
        listener.onResponseEnd(NO_CONTROL, {});
      });
    });
  }

  return {
    requests,
    atNext: (what) => void awaiting.push(what),
    dispatch: (...given) => void dispatch(...given),
  };
}

/** Nobody breaks a request off: only the long poll is, and there is none here. */
const NO_CONTROL = {} as Dispatcher.DispatchController;

type Told = { readonly id: number; readonly method: string; readonly at: number };

function toRequest(process: Process, { id, method, at }: Told, body: string): Request {
  const payload = JSON.parse(body) as { chat_id?: number; message_thread_id?: number };
  return {
    ...{ id, process, method, chatId: Number(payload.chat_id), tokens: tokensIn(body) },
    topicId: payload.message_thread_id ?? null,
    ...{ leftAt: at, arrivedAt: null, messageId: null, refusal: null, retryAfter: null },
    ...{ answeredAt: null, isLost: false, isUnwritten: false },
  };
}

/** Articles are numbered («第7次»), and so are broadcasts and their parts («播2之1»). */
export function tokensIn(text: string): string[] {
  return [...new Set(text.match(/第\d+次|播\d+之\d+/gu) ?? [])];
}

type State = Deps & { taken: number[]; messages: number };

function take(state: State, request: Request, fate: Fate): Answer {
  const { clock, town, weather } = state;
  const now = clock.now();
  request.arrivedAt = now;
  if (fate.kind === 'html' || fate.kind === 'hang')
    return { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' };
  if (fate.kind === 'error') return refusal(request, 500, 'Internal Server Error');
  if (fate.kind === 'flood')
    return refusal(request, 429, `Too Many Requests: retry after ${fate.retryAfter}`, {
      retry_after: fate.retryAfter,
    });
  if (isFlood(state, now))
    return refusal(request, 429, 'Too Many Requests: retry after 1', { retry_after: 1 });
  if (request.method === 'sendRichMessage' && !weather.knowsRich(now))
    return refusal(request, 404, 'Not Found');
  const door = town.knock(request.chatId, request.topicId);
  if (door.kind === 'blocked')
    return refusal(request, 403, 'Forbidden: bot was blocked by the user');
  if (door.kind === 'missing') return refusal(request, 400, 'Bad Request: chat not found');
  if (door.kind === 'no topic')
    return refusal(request, 400, 'Bad Request: message thread not found');
  if (door.kind === 'moved')
    return refusal(request, 400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: door.to,
    });
  if (weather.isBadText(request)) return refusal(request, 400, "Bad Request: can't parse entities");
  request.messageId = ++state.messages;
  state.taken.push(now);
  if (fate.kind === 'html after')
    return { status: 502, body: '<html><h1>504 Gateway Time-out</h1></html>' };
  if (fate.kind === 'error after')
    return {
      status: 500,
      body: JSON.stringify({ ok: false, error_code: 500, description: 'Internal Server Error' }),
    };
  return {
    status: 200,
    body: JSON.stringify({ ok: true, result: { message_id: request.messageId } }),
  };
}

/** Strictly: so many messages in any second, and not one more. */
function isFlood(state: State, now: number): boolean {
  const limit = state.weather.limitAt(now);
  const earlier = state.taken[state.taken.length - limit];
  return earlier !== undefined && now - earlier < 1000;
}

type Hints = { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

function refusal(
  request: Request,
  code: number,
  description: string,
  parameters: Hints = {},
): Answer {
  request.refusal = `${code} ${description}`;
  request.retryAfter = parameters.retry_after ?? null;
  return {
    status: code,
    body: JSON.stringify({ ok: false, error_code: code, description, parameters }),
  };
}

function networkError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
