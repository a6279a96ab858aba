import type { Dispatcher } from 'undici';
import type { Chance } from '../hardness/chance.ts';
import type { Clock } from './clock.ts';
import { type Process, running } from './process.ts';
import { type Answer, type Taking, take } from './take-request.ts';
import { IS_URGENT, tokensIn } from './tokens.ts';
import type { Town } from './town.ts';
import type { Weather } from './weather.ts';

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
  readonly isUrgent: boolean;
  readonly leftAt: number;
  /** The same by the service's clock. */
  readonly leftWall: number;
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

/** A Bot API server in the world's time, which remembers everything it was asked. */
export function createTelegram(deps: Deps): Telegram {
  const { clock, chance, trace } = deps;
  const requests: Request[] = [];
  const awaiting: (() => void)[] = [];
  const state: Taking = { ...deps, taken: [], messages: 0 };

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
    isUrgent: IS_URGENT.test(body),
    leftWall: at + process.skewMs,
    ...{ leftAt: at, arrivedAt: null, messageId: null, refusal: null, retryAfter: null },
    ...{ answeredAt: null, isLost: false, isUnwritten: false },
  };
}

function networkError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
