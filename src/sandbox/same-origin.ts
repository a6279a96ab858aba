import { createMiddleware } from 'hono/factory';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Only this page may drive this page: a request must name us by a loopback name (so that no foreign
 * name is made to point here), and a browser must not say that another site sent it.
 */
export function sameOrigin(hosts: readonly string[]) {
  return createMiddleware(async (context, next) => {
    const host = context.req.header('host') ?? '';
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site');
    if (![...LOOPBACK, ...hosts].includes(host.replace(/:\d+$/, ''))) {
      return context.text('This page answers only to a loopback name, such as 127.0.0.1.', 403);
    }
    // A link from elsewhere may open the page itself, and nothing else.
    const isVisit = context.req.method === 'GET' && context.req.path === '/';
    const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (isForeignOrigin(origin, host) || (isForeignSite && !isVisit)) {
      return context.text('Another site may not use this page.', 403);
    }
    if (context.req.method === 'POST' && !hasPlainBody(context.req.header('content-type') ?? '')) {
      return context.text('Send application/json.', 415);
    }
    await next();
    return undefined;
  });
}

function isForeignOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
}

/** The kinds a form on another site cannot send. */
function hasPlainBody(type: string): boolean {
  return /^application\/(?:json|octet-stream)\b/.test(type);
}
