/** What Telegram says beside a refusal, for a program to act on. */
export type RefusalParameters = {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
};

/** The Bot API says no: becomes `{ ok: false, error_code, description }` with that HTTP status. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly code: number;
  readonly parameters: RefusalParameters;

  constructor(code: number, description: string, parameters: RefusalParameters = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(reason: string, parameters: RefusalParameters = {}): Refusal {
  return new Refusal(400, `Bad Request: ${reason}`, parameters);
}

export function forbidden(reason: string): Refusal {
  return new Refusal(403, `Forbidden: ${reason}`);
}

export function conflict(reason: string): Refusal {
  return new Refusal(409, `Conflict: ${reason}`);
}

export function tooManyRequests(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
