import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Fault, Faults } from './faults.ts';
import { findMethod } from './methods/index.ts';
import type { RawParameters } from './parameters.ts';
import { readRequest } from './read-request.ts';
import { badRequest, Refusal, tooManyRequests } from './refusal.ts';
import { findFileAt } from './world/files.ts';
import type { World } from './world/world.ts';

type Deps = { readonly world: World; readonly faults: Faults };
type BotContext = Context<{ Bindings: HttpBindings }>;

/** The routes a bot talks to: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function botRoutes(deps: Deps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', (context) => answerCall(deps, context));
  app.get('/file/:bot{bot[^/]+}/:path{.+}', (context) => giveFile(deps.world, context));
  return app;
}

async function answerCall({ world, faults }: Deps, context: BotContext): Promise<Response> {
  if (!isOurs(world, context)) return refuse(world, new Refusal(401, 'Unauthorized'));
  const found = findMethod(world, context.req.param('method') ?? '');
  if (found === undefined) return refuse(world, new Refusal(404, 'Not Found'));
  count(world, found.called);
  const raw = await readRequest(context.req.raw).catch(refusalOf);
  if (raw instanceof Refusal) return refuse(world, raw);
  const fault = faults.strike(found.called, raw['chat_id']);
  const spoiled = fault === undefined ? undefined : await spoilBefore(world, fault, context);
  if (spoiled !== undefined) return spoiled;
  const answer = await call(world, found, raw, context);
  return (fault === undefined ? undefined : spoilAfter(fault, context)) ?? answer;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

async function call(
  world: World,
  { method }: NonNullable<ReturnType<typeof findMethod>>,
  raw: RawParameters,
  context: BotContext,
): Promise<Response> {
  try {
    return Response.json({ ok: true, result: await method(world, raw, context.req.raw.signal) });
  } catch (error) {
    return refuse(world, refusalOf(error));
  }
}

function refuse({ counters }: World, { code, message, parameters }: Refusal): Response {
  counters.refusals.set(code, (counters.refusals.get(code) ?? 0) + 1);
  const hasParameters = Object.keys(parameters).length > 0;
  return Response.json(
    { ok: false, error_code: code, description: message, ...(hasParameters ? { parameters } : {}) },
    {
      status: code,
      headers:
        parameters.retry_after === undefined
          ? {}
          : { 'Retry-After': String(parameters.retry_after) },
    },
  );
}

function count({ counters }: World, method: string): void {
  counters.calls += 1;
  counters.byMethod.set(method, (counters.byMethod.get(method) ?? 0) + 1);
}

function isOurs({ options }: World, context: BotContext): boolean {
  return context.req.param('bot') === `bot${options.token}`;
}

/** What goes wrong before the method has done anything; `undefined`: go on. */
async function spoilBefore(
  world: World,
  fault: Fault,
  context: BotContext,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'flood':
      return refuse(world, tooManyRequests(fault.retryAfter));
    case 'bad-request':
      return refuse(world, badRequest(fault.reason));
    case 'server-error':
      return refuse(world, new Refusal(500, 'Internal Server Error'));
    case 'bad-gateway':
      return badGateway();
    case 'reset-before':
      return breakConnection(context);
    case 'hang-before':
      return RESPONSE_ALREADY_SENT;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return undefined;
    case 'reset-after':
    case 'hang-after':
      return undefined;
  }
}

function spoilAfter(fault: Fault, context: BotContext): Response | undefined {
  if (fault.kind === 'reset-after') return breakConnection(context);
  return fault.kind === 'hang-after' ? RESPONSE_ALREADY_SENT : undefined;
}

function breakConnection(context: BotContext): Response {
  context.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function badGateway(): Response {
  return new Response('<html><head><title>502 Bad Gateway</title></head></html>', {
    status: 502,
    headers: { 'content-type': 'text/html' },
  });
}

function giveFile(world: World, context: BotContext): Response {
  if (!isOurs(world, context)) return refuse(world, new Refusal(401, 'Unauthorized'));
  const file = findFileAt(world, context.req.param('path') ?? '');
  if (file === undefined) return refuse(world, new Refusal(404, 'Not Found'));
  return new Response(Buffer.from(file.bytes), {
    headers: { 'content-type': 'application/octet-stream' },
  });
}
