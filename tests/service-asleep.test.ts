import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { workFolder } from './support/command-line.ts';
import { startProcess } from './support/service-process.ts';

const SAMPLE = resolve(import.meta.dirname, '../samples/pingyang-2025-01-09.md');

/** The clock of the process is five days further at each SIGUSR2, and no timer is nearer its end. */
const SLEEPS = `
  const Clock = Date;
  let asleepMs = 0;
  globalThis.Date = class extends Clock {
    constructor(...words) {
      super(...(words.length > 0 ? words : [Clock.now() + asleepMs]));
    }
    static now() {
      return Clock.now() + asleepMs;
    }
  };
  process.on('SIGUSR2', () => (asleepMs += 5 * 86_400_000));
`;

it('the service answers and goes on when its machine wakes up after five days', async () => {
  const folder = await workFolder();
  const preload = `data:text/javascript;base64,${Buffer.from(SLEEPS).toString('base64')}`;
  const service = await startProcess(folder.dir, { NODE_OPTIONS: `--import=${preload}` });
  try {
    await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status).toBe(200);
    service.child.kill('SIGUSR2');
    const inbox = folder.path('inbox');
    await mkdir(inbox, { recursive: true });
    await copyFile(SAMPLE, `${inbox}/pingyang-2025-01-09.md`);
    const done = () => readdir(`${inbox}/done`).catch(() => []);
    await expect.poll(done, { timeout: 25_000 }).toEqual(['pingyang-2025-01-09.md']);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  } finally {
    await service.end('SIGKILL');
    await folder.remove();
  }
}, 60_000);
