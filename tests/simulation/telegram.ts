import type { TelegramFetch } from '../../src/deliver/index.ts';
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
  /** Everything that is said, as it came. */
  readonly words: string;
  /** What of the paper and the broadcasts it tells. */
  readonly tokens: readonly string[];
  readonly leftAt: number;
  /** When the server took it up; `null`: never. */
  arrivedAt: number | null;
  /** In whose chat the message stands; `null`: in none. */
  messageId: number | null;
  /** What the server said, if it was no. */
  refusal: string | null;
  /** The program has an answer that says what happened. */
  answeredAt: number | null;
  /** It ended, or could not write, before it had written down what became of this. */
  isUnwritten: boolean;
};

export type Telegram = {
  readonly requests: readonly Request[];
  /** Requests refused because more came in a second than granted, while that was the grant. */
  floods(): number;
  fetchOf(process: Process): TelegramFetch;
  /** The connections of a program that ended. */
  hangUp(process: Process): void;
};

type Deps = {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly town: Town;
  readonly trace: (words: string) => void;
};

type Answer = { readonly status: number; readonly body: string };

/** Longer no answer is waited for: `deliver/telegram-fetch.ts`. */
const TIME_OUT_MS = 30_000;

/** A Bot API server in the world's time, which remembers everything it was asked. */
export function createTelegram(deps: Deps): Telegram {
  const { clock, chance, trace } = deps;
  const requests: Request[] = [];
  const state: State = { ...deps, taken: [], floods: 0, messages: 0 };

  function exchange(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { process } = request;
      const fate = deps.weather.fateOf(request, clock.now());
      const back = (answer: Answer | string, ms: number) =>
        clock.after(ms, process, () => {
          if (typeof answer !== 'string' && answer.status < 500) request.answeredAt = clock.now();
          running.run(process, () =>
            typeof answer === 'string' ? reject(networkError(answer)) : resolve(answer),
          );
        });
      if (fate.kind === 'unreachable') return void back('ECONNREFUSED', fate.transitMs);
      clock.after(TIME_OUT_MS, process, () => reject(networkError('UND_ERR_HEADERS_TIMEOUT')));
      if (fate.kind === 'reset') return void back('ECONNRESET', fate.transitMs);
      clock.after(fate.transitMs, null, () => {
        // What was on its way when its sender died may have been read from the wire, or not.
        if (process.isDead && chance.upTo(2) === 0) return;
        const answer = take(state, request, fate);
        trace(
          `server ${request.id} ${answer.status} ${request.chatId} ${request.tokens.join(' ')}`,
        );
        if (fate.kind === 'hang' || fate.kind === 'hang after') return;
        if (fate.kind === 'lost') back('UND_ERR_SOCKET', fate.backMs);
        else back(answer, fate.backMs);
      });
    });
  }

  return {
    requests,
    floods: () => state.floods,
    fetchOf: (process) => {
      const telegramFetch = async (url: string, { body = '{}' }: { readonly body?: string }) => {
        const method = url.slice(url.lastIndexOf('/') + 1);
        await process.pass(`→ ${method}`);
        const request = toRequest(process, requests.length, method, body);
        process.trace(`→ ${request.id} ${method} ${request.chatId} ${request.tokens.join(' ')}`);
        requests.push(request);
        const { status, body: text } = await exchange(request).catch(async (error: unknown) => {
          await process.pass(`← ${request.id} ${String(error)}`);
          throw error;
        });
        await process.pass(`← ${request.id} ${status}`);
        return { ok: status < 300, status, json: async () => JSON.parse(text) as unknown };
      };
      return telegramFetch as unknown as TelegramFetch;
    },
    hangUp(process) {
      trace(`${process.name} hangs up`);
    },
  };

  function toRequest(process: Process, id: number, method: string, body: string): Request {
    const payload = JSON.parse(body) as { readonly chat_id?: number };
    return {
      ...{
        id,
        process,
        method,
        chatId: Number(payload.chat_id),
        words: body,
        tokens: tokensIn(body),
      },
      ...{ leftAt: clock.now(), arrivedAt: null, messageId: null, refusal: null },
      ...{ answeredAt: null, isUnwritten: false },
    };
  }
}

/** Articles are numbered («第7次»), and so are broadcasts and their parts («播2之1»). */
export function tokensIn(text: string): string[] {
  return [...new Set(text.match(/第\d+次|播\d+之\d+/gu) ?? [])];
}

type State = Deps & { taken: number[]; floods: number; messages: number };

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
  const door = town.knock(request.chatId);
  if (door.kind === 'blocked')
    return refusal(request, 403, 'Forbidden: bot was blocked by the user');
  if (door.kind === 'missing') return refusal(request, 400, 'Bad Request: chat not found');
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
  const { granted, limit } = state.weather.limitAt(now);
  const earlier = state.taken[state.taken.length - limit];
  if (earlier === undefined || now - earlier >= 1000) return false;
  if (limit === granted) state.floods += 1;
  return true;
}

function refusal(request: Request, code: number, description: string, parameters = {}): Answer {
  request.refusal = `${code} ${description}`;
  return {
    status: code,
    body: JSON.stringify({ ok: false, error_code: code, description, parameters }),
  };
}

function networkError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
