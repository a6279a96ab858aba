import type { Clock } from './clock.ts';
import type { Request } from './telegram.ts';
import type { Town } from './town.ts';
import type { Fate, Weather } from './weather.ts';

/** What the server knows and has taken. */
export type Taking = {
  readonly clock: Clock;
  readonly weather: Weather;
  readonly town: Town;
  readonly taken: number[];
  messages: number;
};

export type Answer = { readonly status: number; readonly body: string };

/** Takes a request up as the Bot API does, and says what it answers. */
export function take(state: Taking, request: Request, fate: Fate): Answer {
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
function isFlood(state: Taking, now: number): boolean {
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
