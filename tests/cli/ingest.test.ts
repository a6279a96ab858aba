import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workFolder } from '../support/command-line.ts';

const SAMPLE = resolve(import.meta.dirname, '../../samples/pingyang-2025-01-09.md');

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
});
afterEach(() => folder.remove());

describe('gongbao ingest', () => {
  it('reads the sample issue, and the second time finds nothing new', async () => {
    const first = await folder.gongbao('ingest', SAMPLE);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(
      '今日平阳 2025-01-09: 6 items (2 decisions, 1 appointment, 3 news), 5 acts, 1 key date; 6 new',
    );
    const again = await folder.gongbao('ingest', SAMPLE);
    expect(again.stdout).toContain('; nothing new');
    const status = await folder.gongbao('status');
    expect(status.stdout).toContain('1 issue, 6 items, 1 document');
  });

  it('finds nothing new in the same text with other line breaks', async () => {
    await folder.gongbao('ingest', SAMPLE);
    const text = await readFile(SAMPLE, 'utf8');
    await writeFile(folder.path('again-2025-01-09.md'), text.replace(/([，、])/g, '$1\n'));
    const again = await folder.gongbao('ingest', folder.path('again-2025-01-09.md'));
    expect(again.stdout).toContain('6 items');
    expect(again.stdout).toContain('; nothing new');
  });

  it.each([
    ['a missing file', 'missing.md', null],
    ['an empty file', 'empty.md', Buffer.alloc(0)],
    ['a photo', 'photo.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')],
    ['a photo called a text', 'photo.md', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['random bytes', 'noise.txt', randomBytes(4096)],
    ['text that is no issue', 'english.txt', Buffer.from('Hello, world.\n')],
    [
      'an issue dated by a slip',
      'slip.md',
      Buffer.from('# 今日平阳 2099年1月9日\n\n# 新公园开放\n\n本报讯 昨天，新公园开放。'),
    ],
    ['a note', 'note.txt', Buffer.from('今天天气很好，没有新闻。')],
  ])(
    'answers %s with exit code 1 and one clear line, and keeps nothing',
    async (_, name, bytes) => {
      if (bytes) await writeFile(folder.path(name), bytes);
      const { code, stdout, stderr } = await folder.gongbao('ingest', folder.path(name));
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^gongbao: .+\n$/);
      expect(stderr).toContain(name);
      const status = await folder.gongbao('status');
      expect(status.stdout).toContain('0 issues, 0 items, 0 documents');
    },
  );

  it.each([
    ['# 县城新公园开放\n\n昨天，县城新公园向市民开放。\n'],
    ['县城新公园开放\n\n本报讯 昨天，县城新公园向市民开放。\n'],
  ])('takes an article by itself that prints no date as one of today: %j', async (text) => {
    await writeFile(folder.path('article.md'), text);
    const { code, stdout } = await folder.gongbao('ingest', folder.path('article.md'));
    expect(stdout).toContain('(no date printed: the day it came)');
    expect(stdout).toContain('1 item (1 news), 0 acts, 0 key dates; 1 new');
    expect(code).toBe(0);
  });

  it('reads the good files of a folder, names the bad ones and ends with exit code 1', async () => {
    await mkdir(folder.path('issues'));
    await copyFile(SAMPLE, folder.path('issues/pingyang-2025-01-09.md'));
    await writeFile(folder.path('issues/broken.md'), '');
    const { code, stdout, stderr } = await folder.gongbao('ingest', folder.path('issues'));
    expect(code).toBe(1);
    expect(stdout).toContain('1 document read, 6 items new');
    expect(stderr).toContain('broken.md');
  });

  it('says so where a folder has no file in it', async () => {
    await mkdir(folder.path('issues'));
    const { code, stderr } = await folder.gongbao('ingest', folder.path('issues'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gongbao: there is no file in .+\n$/);
  });
});
