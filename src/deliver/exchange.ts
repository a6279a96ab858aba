import type { Dispatcher, Pool } from 'undici';

/** What a server answered, whole. */
export type Answer = { readonly status: number; readonly bytes: Buffer };

/** So long an answer may take, and each pause within it. */
export const TIME_OUT_MS = 30_000;

const NOTHING = Buffer.alloc(0);

/**
 * One request and its answer: no second try, no plugin. Answers are small: collecting them costs
 * half of what undici's body streams do.
 */
export function exchange(
  pool: Pool,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let request: Dispatcher.DispatchController | null = null;
    const listener = () => request?.abort(new Error('Given up by the caller'));
    const end = () => signal?.removeEventListener('abort', listener);
    signal?.addEventListener('abort', listener);
    pool.dispatch(options, {
      onRequestStart(controller) {
        request = controller;
        if (signal?.aborted) listener();
      },
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd() {
        end();
        const [first = NOTHING, ...rest] = chunks;
        resolve({ status, bytes: rest.length === 0 ? first : Buffer.concat(chunks) });
      },
      onResponseError(_, error) {
        end();
        reject(error);
      },
    });
  });
}
