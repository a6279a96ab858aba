import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';
import { workFolder } from '../support/command-line.ts';

const SAMPLE = resolve(import.meta.dirname, '../../samples/pingyang-2025-01-09.md');

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
});
afterEach(() => folder.remove());

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

  it.each([
    ['nope.txt', 'there is no such file'],
    ['.', 'it is a folder, and not a file'],
  ])('say in words that a broadcast cannot be read from %j', async (file, reason) => {
    const { code, stderr } = await folder.gongbao('broadcast', '--file', folder.path(file));
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^gongbao: Cannot read .+: ${reason}\\.\n$`));
  });

  it('call a broadcast by its beginning, in one line without what deceives', async () => {
    await writeFile(folder.path('notice.txt'), '明天停水\u202e。\n请储水。\n');
    await folder.gongbao('broadcast', '--file', folder.path('notice.txt'));
    const { stdout } = await folder.gongbao('status');
    expect(stdout).toMatch(/ broadcast running: 明天停水。 请储水\n$/);
  });

  it('say whom a broadcast would reach before it is queued', async () => {
    const dry = await folder.gongbao('broadcast', '明天停水', '--to', 'kind:news', '--dry-run');
    expect(dry.stdout).toBe('would send 1 message to 1 chat\n');
    expect((await folder.gongbao('broadcast', '明天停水')).stdout).toContain('queued for 2 chats');
    expect((await folder.gongbao('status')).stdout).toContain('pending 2');
  });

  it('say how many wait for the end of their quiet hours, unless it is urgent', async () => {
    const { db, close } = await openDatabase(`sqlite:${folder.path('data/gongbao.db')}`);
    await db.updateTable('subscriptions').set({ quiet_from: 0, quiet_to: 23 }).execute();
    await db.updateTable('subscriptions').set({ urgent: 0 }).where('chat_id', '=', 1002).execute();
    await close();
    const at = ['--at', '2095-01-10T08:00'];
    const dry = await folder.gongbao('broadcast', '明天停水', ...at, '--dry-run');
    expect(dry.stdout).toBe(
      'would send 1 message to 2 chats at 2095-01-10T08:00, 2 of them at the end of their quiet hours\n',
    );
    const { stdout } = await folder.gongbao('broadcast', '明天停水', ...at, '--urgent');
    expect(stdout).toContain(
      'at 2095-01-10T08:00, 1 of them at the end of their quiet hours (campaign',
    );
  });

  it.each([[[]], [['--dry-run']]])('make no campaign of what nobody would get %j', async (more) => {
    const words = ['broadcast', '明天停水', '--to', 'language:en', ...more];
    expect(await folder.gongbao(...words)).toEqual({
      code: 0,
      stdout: 'nothing queued: nobody would get it, as no subscriber matches language:en\n',
      stderr: '',
    });
    expect((await folder.gongbao('status')).stdout).not.toContain('broadcast');
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
});

describe('gongbao broadcast, used wrongly,', () => {
  it.each([
    [['broadcast', 'text', '--at', 'tomorrow']],
    [['broadcast', 'text', '--at', '2099-01-10T08:00+09:00']],
    [['broadcast', 'text', '--at', '20990110']],
    [['broadcast', 'text', '--at', '2025-01-09T08:00']],
    [['broadcast']],
    [['broadcast', '  ']],
    [['broadcast', '\u202e\u0007\u200b']], // nothing of it can be seen
    [['broadcast', 'text', '--to', 'everyone']],
    [['broadcast', 'text', '--file', 'text.txt']],
  ])('answers %j with exit code 2 and an example', async (words) => {
    const { code, stderr } = await folder.gongbao(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^gongbao: .+\n$/);
  });
});
