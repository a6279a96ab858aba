import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWebClient, FetchError } from '../../../src/source/web/index.ts';
import { type Site, serve } from './serve.ts';

type Options = Parameters<typeof createWebClient>[0];

function clientOf(site: Site | null, options: Partial<Options> = {}) {
  const client = createWebClient({
    userAgent: 'Gongbao/test',
    trustedHosts: new Set(site ? [site.host] : []),
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

async function failureOf(answer: Promise<unknown>): Promise<FetchError> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchError))
    throw new Error('it did not fail as promised', { cause: error });
  return error;
}

const PAGE = '<html><body>平阳县人民代表大会常务委员会公告</body></html>';

describe('a page', () => {
  it('comes whole, with what says whether it changed, and the server hears who asks', async () => {
    let agent: string | undefined;
    const site = await serve((request, response) => {
      agent = request.headers['user-agent'];
      response.writeHead(200, {
        'content-type': 'Text/HTML; charset=utf-8',
        etag: '"1"',
        'last-modified': 'Fri, 10 Jan 2025 00:00:00 GMT',
      });
      response.end(PAGE);
    });
    const page = await clientOf(site).get(`${site.origin}/a.htm?b=1#c`);
    expect(page).toMatchObject({
      status: 'ok',
      address: `${site.origin}/a.htm?b=1`,
      mediaType: 'text/html',
      etag: '"1"',
      lastModified: 'Fri, 10 Jan 2025 00:00:00 GMT',
    });
    expect(page.status === 'ok' && Buffer.from(page.bytes).toString()).toBe(PAGE);
    expect(agent).toBe('Gongbao/test');
  });

  it('that did not change is not sent again', async () => {
    const site = await serve((request, response) => {
      const isKnown =
        request.headers['if-none-match'] === '"1"' ||
        request.headers['if-modified-since'] === 'Fri, 10 Jan 2025 00:00:00 GMT';
      response.writeHead(isKnown ? 304 : 200).end(isKnown ? '' : PAGE);
    });
    const client = clientOf(site);
    const lastModified = 'Fri, 10 Jan 2025 00:00:00 GMT';
    expect(await client.get(site.origin, { etag: '"1"' })).toEqual({ status: 'unchanged' });
    expect(await client.get(site.origin, { lastModified })).toEqual({ status: 'unchanged' });
    expect(await client.get(site.origin, { etag: '"0"' })).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['gzip', gzipSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['deflate', deflateRawSync(PAGE)],
    ['identity', Buffer.from(PAGE)],
  ])('compressed as %s is unpacked', async (encoding, bytes) => {
    const site = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
    );
    const page = await clientOf(site).get(site.origin);
    expect(page.status === 'ok' && Buffer.from(page.bytes).toString()).toBe(PAGE);
  });

  it('is found after up to four redirects, and said to be where it was found', async () => {
    const site = await serve(({ url }, response) => {
      const step = Number(url?.slice(1));
      if (step < 4) response.writeHead(302, { location: `${step + 1}` }).end('moved');
      else response.end(PAGE);
    });
    expect(await clientOf(site).get(`${site.origin}/0`)).toMatchObject({
      address: `${site.origin}/4`,
    });
    const site2 = await serve((_, response) => response.writeHead(301, { location: '/a' }).end());
    const error = await failureOf(clientOf(site2).get(site2.origin));
    expect(error.fault).toBe('redirects');
    expect(site2.asked).toHaveLength(5);
  });
});

describe('a server that does harm', () => {
  const never = () => undefined;

  it.each<[string, Parameters<typeof serve>[0]]>([
    ['never answers', never],
    ['sends its head one letter at a time', ({ socket }) => drip(socket, 'HTTP/1.1 200 OK\r\nX: ')],
    [
      'sends its body one letter at a time',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        drip(response, '');
      },
    ],
    ['stops in the middle', (_, response) => void response.writeHead(200).write('<html>')],
  ])('and %s is left in time', async (_, answer) => {
    const site = await serve(answer);
    const error = await failureOf(clientOf(site, { pageMs: 300 }).get(site.origin));
    expect(error.fault).toBe('timeout');
  });

  it('that redirects slowly has no more time than one page has', async () => {
    const site = await serve((_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 120);
    });
    const error = await failureOf(clientOf(site, { pageMs: 300 }).get(site.origin));
    expect(error.fault).toBe('timeout');
    expect(site.asked.length).toBeLessThan(5);
  });

  it('that sends without end is cut off at the limit', async () => {
    let sent = 0;
    const site = await serve((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536, 'a');
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        sent += chunk.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const error = await failureOf(clientOf(site, { pageBytes: 1_048_576 }).get(site.origin));
    expect(error.fault).toBe('large');
    expect(error.message).toContain('1 MB');
    expect(sent).toBeLessThan(20_000_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
    ['deflate', deflateSync(Buffer.alloc(50_000_000))],
  ])('that sends a bomb (%s) does not see it go off', async (encoding, bomb) => {
    const site = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    );
    expect((await failureOf(clientOf(site).get(site.origin))).fault).toBe('large');
  });

  it.each<[string, string, Parameters<typeof serve>[0]]>([
    [
      'names a length it does not keep',
      'network',
      ({ socket }) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<html>'),
    ],
    [
      'sends damaged gzip',
      'network',
      (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(PAGE).subarray(0, 30)),
    ],
    [
      'compresses in its own way',
      'not-a-page',
      (_, response) => response.writeHead(200, { 'content-encoding': 'zip' }).end(PAGE),
    ],
    ['speaks no HTTP', 'network', ({ socket }) => void socket.end('平阳')],
    [
      'sends heads without end',
      'network',
      ({ socket }) => {
        socket.on('error', never);
        socket.write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(2_000_000)}`);
      },
    ],
    ['hangs up', 'network', ({ socket }) => void socket.destroy()],
    [
      'redirects to nonsense',
      'redirects',
      (_, response) => response.writeHead(302, { location: 'http://[' }).end(),
    ],
    ['says «unchanged» unasked', 'status', (_, response) => response.writeHead(304).end()],
  ])('and %s is told in one line', async (_, fault, answer) => {
    const site = await serve(answer);
    const error = await failureOf(clientOf(site).get(`${site.origin}/paper?key=secret`));
    expect(error.fault).toBe(fault);
    expect(error.message).toMatch(/^Cannot fetch http:\/\/127\.0\.0\.1:\d+\/[^\n?]*: [^\n]+\.$/u);
    expect(error.message).not.toContain('secret');
  });

  it.each([
    ['120', 120_000],
    ['Fri, 10 Jan 2025 00:01:00 GMT', 60_000],
    ['Fri, 10 Jan 2020 00:01:00 GMT', 0],
    ['99999999999', 86_400_000],
    ['tomorrow', null],
  ])('and asks to be left alone (%s) is understood', async (value, ms) => {
    const site = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': value }).end('busy'),
    );
    const now = () => Date.parse('2025-01-10T00:00:00Z');
    const error = await failureOf(clientOf(site, { now }).get(site.origin));
    expect(error).toMatchObject({ fault: 'status', status: 503, retryAfterMs: ms });
  });

  it('and is not there at all is told so', async () => {
    const client = clientOf(null, { trustedHosts: new Set(['127.0.0.1:1']) });
    expect((await failureOf(client.get('http://127.0.0.1:1/'))).fault).toBe('network');
  });
});

describe('a private address', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://198.18.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[ff02::1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::808:808]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://localhost/',
    'https://127.0.0.1/',
    'http://１２７.0.0.1/',
  ])('%s is refused', async (address) => {
    expect((await failureOf(clientOf(null).get(address))).fault).toBe('refused-address');
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,a',
    'http://user:secret@example.org/',
    'http://',
    '平阳',
    '',
  ])('as is %s, which is no plain address of the web', async (address) => {
    const error = await failureOf(clientOf(null).get(address));
    expect(error.fault).toBe('refused-address');
    expect(error.message).not.toContain('secret');
  });

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fd00::1'])(
    'behind a public name (%s) is refused',
    async (address) => {
      const family = address.includes(':') ? 6 : 4;
      const client = clientOf(null, { resolve: async () => [{ address, family }] });
      const error = await failureOf(client.get('http://paper.example/'));
      expect(error.fault).toBe('refused-address');
      expect(error.message).toBe(
        'Cannot fetch http://paper.example/: it leads to a private address.',
      );
    },
  );

  it('is not reached by a name server that changes its mind: the checked answer is the one used', async () => {
    const site = await serve((_, response) => void response.end(PAGE));
    const named = site.origin.replace('127.0.0.1', 'paper.example');
    const answers = ['127.0.0.1', '169.254.169.254'];
    const client = clientOf(null, {
      trustedHosts: new Set([new URL(named).host]),
      resolve: async () => [{ address: answers.shift() ?? '', family: 4 }],
    });
    await client.get(named);
    expect(answers).toHaveLength(1);
    await client.close();
    const later = clientOf(null, {
      trustedHosts: new Set([new URL(named).host]),
      resolve: async () => [{ address: answers.shift() ?? '', family: 4 }],
    });
    expect((await failureOf(later.get(named))).fault).toBe('refused-address');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
  ])('%s is refused even to an operator who names it', async (address) => {
    const { hostname } = new URL(address);
    const client = clientOf(null, { trustedHosts: new Set([`${hostname}:80`]) });
    expect((await failureOf(client.get(address))).fault).toBe('refused-address');
  });

  it.each([
    'http://169.254.169.254/',
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'http://10.0.0.1/',
    'http://0x7f000001/',
    'http://inside.example/',
    'file:///etc/passwd',
    'http://user:secret@127.0.0.1/',
  ])(
    'is refused to a site that redirects to %s, though the site itself is trusted',
    async (location) => {
      const site = await serve((_, response) => response.writeHead(302, { location }).end());
      const client = clientOf(site, { resolve: async () => [{ address: '10.0.0.1', family: 4 }] });
      expect((await failureOf(client.get(site.origin))).fault).toBe('refused-address');
    },
  );

  it('of a trusted host is not reached from elsewhere, not even over a connection that is open', async () => {
    const inside = await serve((_, response) => void response.end('the secret'));
    const outside = await serve((_, response) =>
      response.writeHead(302, { location: inside.origin }).end(),
    );
    const client = clientOf(null, { trustedHosts: new Set([inside.host, outside.host]) });
    await client.get(inside.origin);
    expect((await failureOf(client.get(outside.origin))).fault).toBe('refused-address');
    const linked = client.get(inside.origin, { from: outside.origin });
    expect((await failureOf(linked)).fault).toBe('refused-address');
    expect(inside.asked).toHaveLength(1);
    await client.get(inside.origin, { from: `${inside.origin}/list.htm` });
  });

  it('has another port, and is another host', async () => {
    const [site, other] = [await serve(() => undefined), await serve(() => undefined)];
    expect((await failureOf(clientOf(site).get(other.origin))).fault).toBe('refused-address');
    expect(other.asked).toEqual([]);
  });
});

describe('politeness', () => {
  it('asks a host for one thing at a time', async () => {
    let [open, most] = [0, 0];
    const site = await serve((_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end(PAGE);
      }, 10);
    });
    const client = clientOf(site);
    await Promise.all([1, 2, 3, 4, 5].map((page) => client.get(`${site.origin}/${page}`)));
    expect(most).toBe(1);
    expect(site.asked).toEqual(['/1', '/2', '/3', '/4', '/5']);
  });

  it('rests between two requests to a public host, failed ones too, in whatever hurry', async () => {
    const events: string[] = [];
    const client = clientOf(null, {
      resolve: async (hostname) => {
        events.push(hostname);
        return [{ address: '10.0.0.1', family: 4 }];
      },
      now: () => 0,
      wait: async (ms) => void events.push(`${ms} ms`),
    });
    const hurry = ['a', 'b', 'c'].map((path) =>
      failureOf(client.get(`http://paper.example/${path}`)),
    );
    await Promise.all(hurry);
    await failureOf(client.get('http://other.example/'));
    const paper = 'paper.example';
    expect(events).toEqual([paper, '300 ms', paper, '300 ms', paper, 'other.example']);
  });

  it('does not rest for this machine', async () => {
    const rests: number[] = [];
    const site = await serve((_, response) => void response.end(PAGE));
    const client = clientOf(site, { now: () => 0, wait: async (ms) => void rests.push(ms) });
    for (const path of ['a', 'b']) await client.get(`${site.origin}/${path}`);
    expect(rests).toEqual([0]);
  });

  it('is stopped at once by whoever asked', async () => {
    const site = await serve(() => undefined);
    const stop = new AbortController();
    const answer = clientOf(site).get(site.origin, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(answer).rejects.toThrow('enough');
  });
});

function drip(to: { write: (text: string) => unknown; destroyed: boolean }, first: string): void {
  to.write(first);
  const timer = setInterval(() => {
    if (to.destroyed) clearInterval(timer);
    else to.write('a');
  }, 20);
}
