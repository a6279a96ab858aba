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
    [['ingest']],
    [['preview', '--chat', 'me']],
    [['digest', '--tomorrow']],
  ])('answers the wrong use %j with exit code 2 and one hint', async (words) => {
    const { code, stderr } = await folder.gongbao(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .+\n\(--help says how it is used\)\n$/);
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

describe('gongbao chats', () => {
  it('imports a table as spreadsheets write it, and exports what import reads', async () => {
    await writeFile(
      folder.path('chats.csv'),
      '\ufeffchat_id,language,kinds,hour,timezone\r\n' +
        '1001,zh,decision;appointment,7,Asia/Urumqi\r\n1002,en,,,\r\n-1003,,"news,notice",23,\r\n',
    );
    const imported = await folder.gongbao('chats', 'import', folder.path('chats.csv'));
    expect(imported).toMatchObject({ code: 0, stdout: '3 chats new, 0 already known\n' });
    const out = folder.path('out.csv');
    expect((await folder.gongbao('chats', 'export', out)).code).toBe(0);
    const lines = (await readFile(out, 'utf8')).trim().split('\n');
    expect(lines[0]).toBe('chat_id,language,kinds,hour,timezone');
    expect(new Set(lines.slice(1))).toEqual(
      new Set([
        '-1003,zh,notice;news,23,',
        '1001,zh,decision;appointment,7,Asia/Urumqi',
        '1002,en,decision;appointment;notice;news,,',
      ]),
    );
    expect((await folder.gongbao('chats', 'import', out)).stdout).toBe(
      '0 chats new, 3 already known\n',
    );
  });

  it.each([
    ['chat_id\n1001\nAlice\n', 'line 3: chat_id is not a Telegram chat id'],
    ['chat_id,hour\n1001,24\n', 'line 2: hour is no hour from 0 to 23'],
    ['chat_id,timezone\n1001,Mars\n', 'line 2: timezone is not a time zone'],
    ['chat_id,kinds\n1001,gossip\n', 'line 2: kinds has one that is none of decision'],
    ['id,name\n1,A\n', 'there is no column chat_id'],
  ])('imports all of a table or none of it: %j', async (table, problem) => {
    await writeFile(folder.path('chats.csv'), table);
    const { code, stderr } = await folder.gongbao('chats', 'import', folder.path('chats.csv'));
    expect(code).toBe(1);
    expect(stderr).toContain(problem);
    expect((await folder.gongbao('status')).stdout).toContain('0 active');
  });

  it.each(['nope.csv', '.'])('says in one line that %j cannot be read', async (file) => {
    const { code, stderr } = await folder.gongbao('chats', 'import', folder.path(file));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gongbao: .+\n$/);
  });

  it('names a column it does not know', async () => {
    await writeFile(folder.path('chats.csv'), 'chat_id,hours\n1001,7\n');
    const { code, stderr } = await folder.gongbao('chats', 'import', folder.path('chats.csv'));
    expect(code).toBe(0);
    expect(stderr).toMatch(/^gongbao: .*: not read: hours\n$/);
  });
});

describe('gongbao digest and broadcast', () => {
  beforeEach(async () => {
    await writeFile(folder.path('chats.csv'), 'chat_id,kinds\n1001,\n1002,decision\n');
    await folder.gongbao('chats', 'import', folder.path('chats.csv'));
  });

  it('queue what is new for every subscriber once', async () => {
    await folder.gongbao('ingest', SAMPLE);
    expect((await folder.gongbao('preview')).stdout).toContain('张峻榕');
    expect((await folder.gongbao('preview', '--chat', '1002')).stdout).toContain('选举日');
    expect((await folder.gongbao('digest', '--now')).stdout).toMatch(/queued for 2 chats/);
    expect((await folder.gongbao('digest', '--now')).stdout).toContain('nothing to send');
    expect((await folder.gongbao('preview')).stdout).toContain('nothing new');
  });

  it('queue no broadcast of what is no text', async () => {
    await writeFile(folder.path('notice.txt'), Buffer.from('cdfbb8fac4e3cbb5', 'hex'));
    const { code, stderr } = await folder.gongbao('broadcast', '--file', folder.path('notice.txt'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gongbao: Cannot read .*notice.txt: it is not a UTF-8 text.\n$/);
    expect((await folder.gongbao('status')).stdout).toContain('pending 0,');
  });

  it('say whom a broadcast would reach before it is queued', async () => {
    const dry = await folder.gongbao('broadcast', '明天停水', '--to', 'kind:news', '--dry-run');
    expect(dry.stdout).toBe('would send 1 message to 1 chat\n');
    expect((await folder.gongbao('broadcast', '明天停水')).stdout).toContain('queued for 2 chats');
    expect((await folder.gongbao('status')).stdout).toContain('pending 2');
  });

  it('set a broadcast for its time, as clocks at home show it', async () => {
    const at = ['--at', '2095-01-10T08:00'];
    const dry = await folder.gongbao('broadcast', '明天停水', ...at, '--dry-run');
    expect(dry.stdout).toBe('would send 1 message to 2 chats at 2095-01-10T08:00\n');
    const { stdout } = await folder.gongbao('broadcast', '明天停水', ...at);
    expect(stdout).toContain('queued for 2 chats at 2095-01-10T08:00');
    const status = (await folder.gongbao('status')).stdout;
    expect(status).toContain('broadcast scheduled');
    expect(status).toContain('pending 0');
  });

  it.each([
    [['broadcast', 'text', '--at', 'tomorrow']],
    [['broadcast', 'text', '--at', '2025-01-09T08:00']],
    [['broadcast']],
    [['broadcast', '  ']],
    [['broadcast', 'text', '--to', 'everyone']],
    [['broadcast', 'text', '--file', 'text.txt']],
  ])('answer %j with exit code 2 and an example', async (words) => {
    const { code, stderr } = await folder.gongbao(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^gongbao: .+\n$/);
  });
});

describe('gongbao backup', () => {
  it('makes a copy that can be used, and overwrites nothing', async () => {
    await folder.gongbao('ingest', SAMPLE);
    const copy = folder.path('copy.db');
    expect((await folder.gongbao('backup', copy)).code).toBe(0);
    const again = await folder.gongbao('backup', copy);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^gongbao: .*copy\.db.*\n$/);
    await writeFile(folder.path('.env'), `DATABASE_URL=sqlite:${copy}\n`);
    expect((await folder.gongbao('status')).stdout).toContain('1 issue, 6 items');
  });
});
