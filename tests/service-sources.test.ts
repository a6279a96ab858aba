import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalBotApi } from '../src/sandbox/index.ts';
import { epaper, paper } from './source/crawl/paper.ts';
import { serve } from './source/web/serve.ts';
import { workFolder } from './support/command-line.ts';
import { type RunningService, startProcess } from './support/service-process.ts';

const SAMPLE = resolve(import.meta.dirname, '../samples/pingyang-2025-01-09.md');
const ADMIN = 7;
const SLOW = { timeout: 25_000 };

let folder: Awaited<ReturnType<typeof workFolder>>;
let telegram: Awaited<ReturnType<typeof startLocalBotApi>>;
let service: RunningService | undefined;

/** The service with an admin who has spoken to the bot, and with these sources. */
async function start(sources: readonly object[]): Promise<RunningService> {
  await writeFile(folder.path('sources.yaml'), JSON.stringify(sources));
  service = await startProcess(folder.dir, {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.url,
    ADMIN_IDS: String(ADMIN),
    SOURCES_FILE: 'sources.yaml',
  });
  return service;
}

function told(words: string): () => boolean {
  return () => telegram.botMessages(ADMIN).some(({ text }) => text?.includes(words));
}

beforeEach(async () => {
  folder = await workFolder();
  telegram = await startLocalBotApi({ port: 0 });
  telegram.addUser({ id: ADMIN, name: '县报编辑', language: 'zh-hans', started: true });
  telegram.say(ADMIN, ADMIN, '/subscribe');
});
afterEach(async () => {
  await service?.end('SIGKILL');
  await telegram.close();
  await folder.remove();
});

describe('the service', () => {
  it('reads the e-paper it follows, brings it to subscribers, and shows how its sources do', async () => {
    const site = await paper(epaper('founder-gb18030'));
    const url = `${site.origin}/paperindex.htm`;
    const source = { name: '今日平阳', kind: 'epaper', url, publication: '今日平阳' };
    const { url: own } = await start([
      source,
      { name: '坏', kind: 'page', url: `${site.origin}/x` },
    ]);
    await expect.poll(() => telegram.botMessages(ADMIN).length, SLOW).toBeGreaterThan(0);
    const metrics = async () => (await fetch(`${own}/metrics`)).text();
    await expect.poll(metrics, SLOW).toMatch(/gongbao_source_failures\{source="坏"\} 1/u);
    expect(await metrics()).toMatch(/gongbao_source_failures\{source="今日平阳"\} 0/u);
    expect(await metrics()).toMatch(
      /gongbao_source_last_success_seconds\{source="今日平阳"\} 1\d{9}/u,
    );
    expect((await folder.gongbao('status')).stdout).toContain('newest     今日平阳 2025-01-10');
    expect(site.asked.filter((path) => path.includes('node_1.htm'))).toHaveLength(1);
  });

  it('stops in the middle of a visit at once, and begins it again after the next start', async () => {
    const pages = epaper('founder-gb18030');
    let answers = false;
    const site = await serve(({ url = '' }, response) => {
      const page = pages(url);
      if (!answers)
        response.writeHead(200).write('<html>'); // and nothing more
      else if (page instanceof Uint8Array) response.end(page);
      else response.writeHead(404).end();
    });
    const source = { name: '今日平阳', kind: 'epaper', url: `${site.origin}/paperindex.htm` };
    await start([source]);
    await expect.poll(() => site.asked.length, SLOW).toBeGreaterThan(0);
    expect(await service?.end('SIGTERM')).toMatchObject({ code: 0 });
    answers = true;
    await start([source]);
    const status = async () => (await folder.gongbao('status')).stdout;
    await expect.poll(status, { timeout: 25_000, interval: 500 }).toContain('平阳样报 2025-01-10');
  });

  it('tells its admins of a file in the inbox that cannot be read, once', async () => {
    await start([]);
    await expect.poll(() => telegram.botMessages(ADMIN).length, SLOW).toBe(1);
    await mkdir(folder.path('inbox'), { recursive: true });
    await copyFile(SAMPLE, folder.path('inbox/pingyang-2025-01-09.md'));
    await writeFile(folder.path('inbox/photo.md'), Buffer.from('89504e470d0a1a0a00000000', 'hex'));
    await expect.poll(told('文件没有读入：photo.md'), SLOW).toBe(true);
    expect(telegram.botMessages(ADMIN).filter(({ text }) => text?.includes('photo'))).toHaveLength(
      1,
    );
  });
});
