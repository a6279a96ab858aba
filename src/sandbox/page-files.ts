import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

const folder = new URL('./page/', import.meta.url);

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The page's own files, as they lie beside this module: nothing is built, nothing comes from elsewhere. */
export function pageFiles(): Hono {
  const app = new Hono();
  app.get('/', () => give('index.html'));
  app.get('/sandbox/page/:file{[a-z-]+\\.(?:css|js|svg)}', (context) =>
    give(context.req.param('file')),
  );
  return app;
}

async function give(name: string): Promise<Response> {
  try {
    const content = await readFile(new URL(name, folder));
    const type = mediaTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    return new Response(content, {
      headers: { 'content-type': type, 'cache-control': 'no-cache' },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return new Response('Not found', { status: 404 });
    }
    throw error;
  }
}
