import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { claimExclusiveStart, migrate, openDatabase } from '../../src/store/index.ts';

async function aUrl(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return `sqlite:${join(folder, 'data', 'gongbao.db')}`;
}

it('a second start on a file is refused in one line', async () => {
  const url = await aUrl();
  const first = claimExclusiveStart(url);
  expect(() => claimExclusiveStart(url)).toThrow(
    expect.objectContaining({
      name: 'StoreBusyError',
      message: expect.stringMatching(
        /^Another gongbao is running on .+gongbao\.db; stop it first$/,
      ),
    }),
  );
  first.release();
  claimExclusiveStart(url).release();
});

it('a start killed outright leaves no claim behind', async () => {
  const url = await aUrl();
  const script = `
    const { claimExclusiveStart } = await import(${JSON.stringify(new URL('../../src/store/index.ts', import.meta.url))});
    claimExclusiveStart(${JSON.stringify(url)});
    process.stdout.write('claimed');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(() => claimExclusiveStart(url)).toThrow('stop it first');
  child.kill('SIGKILL');
  await once(child, 'exit');
  claimExclusiveStart(url).release();
});

it('a claim does not keep others from using the database', async () => {
  const url = await aUrl();
  const claim = claimExclusiveStart(url);
  const { db, close } = await openDatabase(url);
  expect(await migrate(db)).toContain('0001-init');
  await close();
  claim.release();
});

it.each(['sqlite::memory:', 'postgres://host/gongbao'])('%s can be claimed by anyone', (url) => {
  const claims = [claimExclusiveStart(url), claimExclusiveStart(url)];
  for (const claim of claims) claim.release();
});
