import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalBotApi } from '../src/sandbox/index.ts';
import { workFolder } from './support/command-line.ts';
import { type RunningService, startInVain, startProcess } from './support/service-process.ts';

const SAMPLE = resolve(import.meta.dirname, '../samples/pingyang-2025-01-09.md');

let folder: Awaited<ReturnType<typeof workFolder>>;
const running: RunningService[] = [];

async function start(settings: Record<string, string> = {}): Promise<RunningService> {
  const service = await startProcess(folder.dir, settings);
  running.push(service);
  return service;
}

beforeEach(async () => {
  folder = await workFolder();
});
afterEach(async () => {
  for (const service of running.splice(0)) await service.end('SIGKILL');
  await folder.remove();
});

describe('start without a token', () => {
  it('serves the page, is ready, and has read the sample issue', async () => {
    const service = await start();
    const page = await fetch(`${service.url}/`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await (await fetch(`${service.url}/healthz`)).text()).toBe('ok\n');
    await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('gongbao_items 6');
    expect((await folder.gongbao('status')).stdout).toContain('newest     今日平阳 2025-01-09');
  });

  it('stops within ten seconds of SIGTERM, with exit code 0', async () => {
    const service = await start();
    const { code, ms } = await service.end('SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
  });

  it('logs one structured line for each issue read, without the text of it', async () => {
    const service = await start();
    const line = service.lines().find((each) => each['run'] === 'ingest');
    expect(line).toMatchObject({ date: '2025-01-09', added: 6, acts: 5, keyDates: 1 });
    expect(JSON.stringify(service.lines())).not.toContain('张峻榕');
  });

  it('reads what appears in the inbox, and files it away with the reason if it cannot', async () => {
    await start();
    await mkdir(folder.path('inbox'), { recursive: true });
    await copyFile(SAMPLE, folder.path('inbox/pingyang-2025-01-09.md'));
    await writeFile(folder.path('inbox/photo.md'), Buffer.from('89504e470d0a1a0a00000000', 'hex'));
    const names = (dir: string) => readdir(folder.path(`inbox/${dir}`)).catch(() => []);
    await expect.poll(() => names('done'), { timeout: 20_000 }).toEqual(['pingyang-2025-01-09.md']);
    await expect
      .poll(async () => (await names('failed')).toSorted(), { timeout: 20_000 })
      .toEqual(['photo.md', 'photo.md.reason.txt']);
    const reason = await readFile(folder.path('inbox/failed/photo.md.reason.txt'), 'utf8');
    expect(reason).toMatch(/^.*photo\.md.+\n$/);
  });
});

describe('start', () => {
  it('is refused a second time on one SQLite file, and works again after a SIGKILL', async () => {
    const first = await start();
    const second = await startInVain(folder.dir);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^gongbao: Another gongbao is running on .+\n$/);
    await first.end('SIGKILL');
    const third = await start();
    expect((await fetch(`${third.url}/healthz`)).status).toBe(200);
  });

  it('without a token leaves alone the database of a real bot, and what waits in it', async () => {
    const telegram = await startLocalBotApi({ port: 0, token: '4242:token' });
    telegram.addUser({ id: 7, name: 'Citizen', language: 'en' });
    const real = await start({ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.url });
    telegram.say(7, 7, '/subscribe');
    await expect.poll(() => telegram.botMessages(7).length, { timeout: 10_000 }).toBe(1);
    await real.end('SIGTERM');
    await telegram.close();
    await folder.gongbao('ingest', SAMPLE);
    await folder.gongbao('digest', '--now');
    const { code, stderr } = await startInVain(folder.dir);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gongbao: This database is a real bot's.+BOT_TOKEN.+\n$/);
    expect((await folder.gongbao('status')).stdout).toContain('pending 1,');
  });

  it('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await startInVain(folder.dir, { HTTP_PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `gongbao: Port ${port} on 127.0.0.1 is taken by another program. ` +
        'Set HTTP_PORT to another one, or to 0 for any free one.\n',
    );
  });

  it('names what is wrong with its inbox and its sources together, and does not begin', async () => {
    await writeFile(folder.path('inbox'), 'no folder');
    const { code, stderr } = await startInVain(folder.dir, { SOURCES_FILE: 'nope.yaml' });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'gongbao: Wrong settings:\n' +
        '  SOURCES_FILE names nope.yaml, which is not there\n' +
        '  INBOX_DIR names inbox, which is no folder, and cannot become one\n',
    );
  });

  it('says in one line that Telegram does not know the token, and never which', async () => {
    const telegram = await startLocalBotApi({ port: 0 });
    const wrong = { BOT_TOKEN: '4242:wrong-token', BOT_API_ROOT: telegram.url };
    const { code, stdout, stderr } = await startInVain(folder.dir, wrong);
    await telegram.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gongbao: .*BOT_TOKEN.*\n$/);
    expect(stdout + stderr).not.toContain('wrong-token');
    expect(stdout).not.toContain('at work');
  });

  it('works against any Bot API server, and stops while that one is out of reach', async () => {
    const unreachable = { BOT_TOKEN: '4242:token', BOT_API_ROOT: 'http://127.0.0.1:9' };
    const service = await start(unreachable);
    const ready = await fetch(`${service.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toBe('not ready: Telegram has not answered yet\n');
    const { code, ms } = await service.end('SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
  });

  it('tells who wants it at once as soon as an issue is in the inbox', async () => {
    const telegram = await startLocalBotApi({ port: 0 });
    telegram.addUser({ id: 7, name: 'Citizen', language: 'zh-hans', started: true });
    await start({ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.url });
    telegram.say(7, 7, '/subscribe');
    await expect.poll(() => telegram.botMessages(7).length).toBe(1);
    telegram.say(7, 7, '/settings');
    await expect.poll(() => telegram.botMessages(7).length).toBe(2);
    await telegram.pressLabel(7, 7, '随到随发');
    await copyFile(SAMPLE, folder.path('inbox/pingyang-2025-01-09.md'));
    const told = () => telegram.botMessages(7).some(({ text }) => text?.includes('张峻榕'));
    await expect.poll(told, { timeout: 15_000 }).toBe(true);
    await telegram.close();
  });

  it('takes updates by webhook, and only from who knows the secret', async () => {
    const telegram = await startLocalBotApi({ port: 0 });
    telegram.addUser({ id: 7, name: 'Citizen', language: 'en' });
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => taken.once('listening', listening));
    const { port } = taken.address() as { port: number };
    await new Promise((closed) => taken.close(closed));
    const service = await start({
      BOT_TOKEN: telegram.token,
      BOT_API_ROOT: telegram.url,
      HTTP_PORT: String(port),
      WEBHOOK_URL: `http://127.0.0.1:${port}/webhook`,
      WEBHOOK_SECRET: 'hook-secret',
    });
    await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status).toBe(200);
    const stranger = await fetch(`${service.url}/webhook`, { method: 'POST', body: '{}' });
    expect(stranger.status).toBe(401);
    telegram.say(7, 7, '/help');
    await expect.poll(() => telegram.messages(7).length, { timeout: 10_000 }).toBe(2);
    await service.end('SIGTERM');
    await telegram.close();
  });
});
