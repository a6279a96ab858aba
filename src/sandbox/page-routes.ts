import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { pageFiles } from './page-files.ts';
import { showRoom, showState } from './page-state.ts';
import { addUser, requireRoom } from './people/cast.ts';
import { placeBot } from './people/groups.ts';
import { askInline, chooseResult } from './people/inline.ts';
import { press, say, sendDocument, setBlocked } from './people/talk.ts';
import { Refusal } from './refusal.ts';
import { sameOrigin } from './same-origin.ts';
import { SandboxError, type World } from './world/world.ts';

const GATHER_MS = 50;
/** Chats nobody plays are only counted: that may lag. */
const GUESTS_MS = 1000;
const LARGEST_BODY = 50 * 1024 * 1024;
const KEEP_ALIVE_MS = 15_000;

/** The page at `/` on which a person plays citizens and the admin, and what it asks for. */
export function pageRoutes(world: World): Hono {
  const app = new Hono();
  for (const path of ['/', '/sandbox/*']) {
    app.use(path, sameOrigin(world.options.pageHosts), secureHeaders(headers));
  }
  app.use('/sandbox/*', bodyLimit({ maxSize: LARGEST_BODY }));
  app.route('/', pageFiles());
  app.route('/sandbox', lookRoutes(world));
  app.route('/sandbox', actRoutes(world));
  app.route('/sandbox', inlineRoutes(world));
  app.onError((error, context) => {
    if (error instanceof SandboxError || error instanceof Refusal) {
      return context.json({ error: error.message }, 409);
    }
    if (error instanceof z.ZodError) return context.json({ error: z.prettifyError(error) }, 400);
    throw error;
  });
  return app;
}

const headers = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: false,
};

const id = z.coerce.number().int();
const roomQuery = z.object({ as: id, since: id.default(0) });

function lookRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/state', (context) => context.json(showState(world)));
  app.get('/chats/:chat', (context) => {
    const room = requireRoom(world, id.parse(context.req.param('chat')));
    return context.json(showRoom(world, room, roomQuery.parse(context.req.query())));
  });
  app.get('/files/:file', (context) => {
    const file = world.files.get(context.req.param('file'));
    if (file === undefined) return context.notFound();
    return new Response(Buffer.from(file.bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      },
    });
  });
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const changes = gatherChanges(world);
      stream.onAbort(changes.stop);
      world.stopping.signal.addEventListener('abort', changes.stop);
      await stream.writeSSE({ event: 'hello', data: '{}', retry: 1000 });
      while (!stream.aborted && !stream.closed && !world.stopping.signal.aborted) {
        await stream.writeSSE({ event: 'change', data: JSON.stringify(await changes.next()) });
      }
      changes.stop();
      world.stopping.signal.removeEventListener('abort', changes.stop);
    }),
  );
  return app;
}

/** Chats that changed, a handful at a time, so that a broadcast does not drown the page. */
function gatherChanges(world: World): { next(): Promise<readonly number[]>; stop(): void } {
  const changed = new Set<number>();
  let toldOfGuests = 0;
  let wake = () => {};
  const note = (chatId: number) => {
    const isGuest = world.people.get(chatId)?.isGuest === true;
    if (isGuest && Date.now() - toldOfGuests < GUESTS_MS) return;
    if (isGuest) toldOfGuests = Date.now();
    changed.add(chatId);
    wake();
  };
  world.changeListeners.add(note);
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    async next() {
      if (changed.size === 0) await pause(KEEP_ALIVE_MS);
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const chats = [...changed];
      changed.clear();
      return chats;
    },
    stop() {
      world.changeListeners.delete(note);
      wake();
    },
  };
}

const sayBody = z.object({
  as: z.int(),
  chat: z.int(),
  text: z.string(),
  thread: z.int().nullable(),
});
const pressBody = z.object({ as: z.int(), chat: z.int(), message: z.int(), data: z.string() });
const personBody = z.object({
  name: z.string().trim().min(1).max(64),
  language: z.enum(['zh-hans', 'en']),
});
const blockBody = z.object({ as: z.int(), isBlocked: z.boolean() });
const placeBody = z.object({
  as: z.int(),
  chat: z.int(),
  standing: z.enum(['administrator', 'member', 'kicked']),
});
const inlineBody = z.object({ as: z.int(), chat: z.int(), text: z.string(), offset: z.string() });
const chooseBody = z.object({
  as: z.int(),
  chat: z.int(),
  answer: z.string(),
  result: z.string(),
  thread: z.int().nullable(),
});
const documentQuery = z.object({ as: id, chat: id, name: z.string().min(1).max(255) });

function actRoutes(world: World): Hono {
  const app = new Hono();
  app.post('/say', async (context) => {
    const { as, chat, text, thread } = sayBody.parse(await context.req.json());
    const options = thread === null ? {} : { threadId: thread };
    say(world, { userId: as, chatId: chat, text, options });
    return context.json({});
  });
  app.post('/press', async (context) => {
    const { as, chat, message, data } = pressBody.parse(await context.req.json());
    const answer = press(world, { userId: as, chatId: chat, messageId: message, data });
    return answer.then(
      (given) => context.json(given),
      () => context.json({}, 504),
    );
  });
  app.post('/document', async (context) => {
    const { as, chat, name } = documentQuery.parse(context.req.query());
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    sendDocument(world, { userId: as, chatId: chat, document: { name, bytes } });
    return context.json({});
  });
  app.post('/people', async (context) => {
    const person = personBody.parse(await context.req.json());
    const ids = [...world.people.values()].filter(({ isGuest }) => !isGuest).map((one) => one.id);
    return context.json(addUser(world, { id: Math.max(1000, ...ids) + 1, ...person }));
  });
  app.post('/block', async (context) => {
    const { as, isBlocked } = blockBody.parse(await context.req.json());
    setBlocked(world, { userId: as, isBlocked });
    return context.json({});
  });
  app.post('/place-bot', async (context) => {
    const { as, chat, standing } = placeBody.parse(await context.req.json());
    placeBot(world, { chatId: chat, by: as, standing });
    return context.json({});
  });
  return app;
}

function inlineRoutes(world: World): Hono {
  const app = new Hono();
  app.post('/inline', async (context) => {
    const { as, chat, text, offset } = inlineBody.parse(await context.req.json());
    const { id, results, nextOffset, button } = await askInline(
      world,
      { userId: as, chatId: chat },
      { text, offset },
    );
    const shown = results.map(({ id, title, description }) => ({ id, title, description }));
    return context.json({ id, results: shown, nextOffset, button });
  });
  app.post('/choose', async (context) => {
    const { as, chat, answer, result, thread } = chooseBody.parse(await context.req.json());
    const choice = { answerId: answer, resultId: result };
    chooseResult(
      world,
      { userId: as, chatId: chat },
      thread === null ? choice : { ...choice, threadId: thread },
    );
    return context.json({});
  });
  return app;
}
