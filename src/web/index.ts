/**
 * What a machine asks of the service over HTTP: is it alive, is it ready, what are its numbers;
 * and the webhook, where Telegram is set to call instead of being polled.
 *
 * In: functions that answer these. Out: a hono app for the one listener. Never: a decision.
 */
import { Hono } from 'hono';
import type { Handler } from 'hono/types';
import type { Metrics } from './metrics.ts';

export { listen } from './listen.ts';
export { createMetrics, type Numbers } from './metrics.ts';

/** Whether the store answers and the bot is at work: what it does, or what is in the way. */
export type Readiness =
  | { readonly ready: true; readonly roles: readonly string[] }
  | { readonly ready: false; readonly reason: string };

type Deps = {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  /** `null` with long polling. */
  readonly webhook: Handler | null;
};

export function createWebApp({ readiness, metrics, webhook }: Deps): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok\n'));
  app.get('/readyz', async (context) => {
    const state = await readiness();
    return state.ready
      ? context.text(`ready: ${state.roles.join(', ')}\n`)
      : context.text(`not ready: ${state.reason}\n`, 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await metrics.render(), 200, { 'content-type': metrics.contentType }),
  );
  if (webhook) app.post('/webhook', webhook);
  return app;
}
