import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeInbox } from '../src/inbox-folder.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the inbox', () => {
  it('is made with the folders above it, by several processes at once too, and stays empty', async () => {
    const inboxDir = join(await aFolder(), 'a/b/inbox');
    await Promise.all([1, 2, 3].map(() => makeInbox({ inboxDir })));
    expect(await readdir(inboxDir)).toEqual([]);
  });

  it('is left as it is where it is there already', async () => {
    const inboxDir = await aFolder();
    await writeFile(join(inboxDir, 'issue.md'), '');
    await makeInbox({ inboxDir });
    expect(await readdir(inboxDir)).toEqual(['issue.md']);
  });

  it.skipIf(process.platform === 'win32')(
    'that cannot be is refused in one line, whatever is in its place',
    async () => {
      const folder = await aFolder();
      const inFolder = (name: string) => join(folder, name);
      await writeFile(inFolder('file'), '');
      await symlink(inFolder('two'), inFolder('one'));
      await symlink(inFolder('one'), inFolder('two'));
      await symlink(inFolder('nowhere'), inFolder('dangling'));
      await mkdir(inFolder('closed'), 0o500);
      const places = [
        ...['file', 'file/x', 'one', 'one/x', 'dangling', 'x'.repeat(300)].map(inFolder),
        ...[
          '/dev/null',
          '/dev/null/x',
          '/proc/1/x',
          '/proc/1/x/y',
          '/proc/self/fd',
          '/proc/self/fd/0',
        ],
        // To root nothing is closed.
        ...(process.getuid?.() === 0 ? [] : ['closed', 'closed/x'].map(inFolder)),
      ];
      for (const inboxDir of places)
        await expect(makeInbox({ inboxDir })).rejects.toThrow(
          /^Wrong settings:\n {2}INBOX_DIR names \S+, [^\n]+$/u,
        );
    },
  );
});
