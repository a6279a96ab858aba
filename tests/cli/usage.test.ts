import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workFolder } from '../support/command-line.ts';

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
});
afterEach(() => folder.remove());

describe('gongbao', () => {
  it('says how every command is used', async () => {
    const { code, stdout } = await folder.gongbao('--help');
    expect(code).toBe(0);
    for (const command of ['start', 'ingest', 'parse', 'preview', 'digest', 'broadcast', 'chats'])
      expect(stdout).toContain(`\n  ${command}`);
    for (const command of ['ingest', 'chats', 'backup'])
      expect((await folder.gongbao(command, '--help')).stdout).toContain(
        `Usage: gongbao ${command}`,
      );
  });

  it.each([
    [['nonsense']],
    [['help', 'nonsense']],
    [['ingest']],
    [['preview', '--chat', 'me']],
    [['digest', '--tomorrow']],
  ])('answers the wrong use %j with exit code 2 and one hint', async (words) => {
    const { code, stderr } = await folder.gongbao(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .+\n\(--help says how it is used\)\n$/);
  });

  it.each([
    [['ingest', 'ftp://example.cn/issue.md'], 'only http:// and https:// addresses can'],
    [['db', 'copy', '--from', 'mysql://a', '--to', 'sqlite:b'], 'neither sqlite:PATH nor'],
  ])('answers %j, which no address is, with exit code 2 and one line', async (words, hint) => {
    const { code, stderr } = await folder.gongbao(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^gongbao: «.+${hint}.*\n$`));
  });

  it('names all wrong settings at once, without a stack trace', async () => {
    await writeFile(folder.path('.env'), 'SEND_RATE=99\nTIMEZONE=Mars\n');
    const { code, stderr } = await folder.gongbao('status');
    expect(code).toBe(2);
    expect(stderr).toContain('TIMEZONE is not a time zone');
    expect(stderr).toContain('SEND_RATE is over 30');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
