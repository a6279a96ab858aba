import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

type Listener = {
  /** `http://HOST:PORT`, with the port really taken. */
  readonly url: string;
  close(): Promise<void>;
};

/** The address cannot be had; the message says which and why. */
class ListenError extends Error {
  override name = 'ListenError' as const;
}

/** Port 0 takes a free one. */
export async function listen(app: Hono, host: string, port: number): Promise<Listener> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(error, host, port), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Event streams and idle keep-alive connections would hold the stop up for minutes.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken by another program. Set HTTP_PORT to another one, or to 0 for any free one.`;
  if (error.code === 'EACCES')
    return `Port ${port} on ${host} needs more rights than this user has.`;
  return `Cannot listen on ${host}:${port}: ${error.code ?? error.message}`;
}
