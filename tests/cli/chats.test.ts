import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemKind } from '../../src/domain/index.ts';
import { addInterest, migrate, openDatabase, saveChat, subscribe } from '../../src/store/index.ts';
import { workFolder } from '../support/command-line.ts';

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
});
afterEach(() => folder.remove());

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

  it('exports who only follows something, leaves it so on the way back, and says what a table cannot carry', async () => {
    await follows(1001, []);
    await follows(1002, ['news']);
    const out = folder.path('out.csv');
    const { code, stdout, stderr } = await folder.gongbao('chats', 'export', out);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `2 chats written to ${out}\n` });
    expect(stderr).toBe(
      'gongbao: 2 chats follow something, which a CSV file cannot carry; gongbao backup and gongbao db copy can\n',
    );
    expect(await readFile(out, 'utf8')).toBe(
      'chat_id,language,kinds,hour,timezone\n1001,zh,,,\n1002,zh,news,,\n',
    );
    expect((await folder.gongbao('chats', 'import', out)).stdout).toBe(
      '0 chats new, 2 already known\n',
    );
    const again = folder.path('again.csv');
    await folder.gongbao('chats', 'export', again);
    expect(await readFile(again, 'utf8')).toBe(await readFile(out, 'utf8'));
  });

  it.each([
    ['chat_id\n1001\nAlice\n', 'line 3: chat_id is not a Telegram chat id'],
    ['chat_id,hour\n1001,24\n', 'line 2: hour is no hour from 0 to 23'],
    ['chat_id,timezone\n1001,Mars\n', 'line 2: timezone is not a time zone'],
    ['chat_id,kinds\n1001,gossip\n', 'line 2: kinds has one that is none of decision'],
    ['id,name\n1,A\n', 'there is no column chat_id'],
    ['', 'the table is empty: it needs a column chat_id'],
    ['chat_id,hour,chat_id\n1001,7,1002\n', 'there are two columns chat_id'],
    ['\u0000"x"\u001b[2J\n1001\n', /is no CSV table: [\w\s:]+; nothing imported\n$/],
  ])('imports all of a table or none of it: %j', async (table, problem) => {
    await writeFile(folder.path('chats.csv'), table);
    const { code, stderr } = await folder.gongbao('chats', 'import', folder.path('chats.csv'));
    expect(code).toBe(1);
    expect(stderr).toMatch(problem);
    expect((await folder.gongbao('status')).stdout).toContain('0 active');
  });

  it.each([
    ['nope.csv', 'there is no such file'],
    ['.', 'it is a folder, and not a file'],
  ])('says in words that %j cannot be read', async (file, reason) => {
    const { code, stderr } = await folder.gongbao('chats', 'import', folder.path(file));
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^gongbao: Cannot read .+: ${reason}\\.\n$`));
  });

  it('says in words that a table cannot be written where there is no folder', async () => {
    const { code, stderr } = await folder.gongbao('chats', 'export', folder.path('no/out.csv'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gongbao: .+out\.csv: there is no such file or folder\n$/);
  });

  it('names a column it does not know', async () => {
    await writeFile(folder.path('chats.csv'), 'chat_id,hours\n1001,7\n');
    const { code, stderr } = await folder.gongbao('chats', 'import', folder.path('chats.csv'));
    expect(code).toBe(0);
    expect(stderr).toMatch(/^gongbao: .*: not read: hours\n$/);
  });
});

/** A chat that wants these kinds and what names a place, in the folder's database. */
async function follows(id: number, kinds: readonly ItemKind[]): Promise<void> {
  await mkdir(folder.path('data'), { recursive: true });
  const { db, close } = await openDatabase(`sqlite:${folder.path('data/gongbao.db')}`);
  await migrate(db);
  const now = new Date('2025-01-09T00:00:00Z');
  await saveChat(db, { id, kind: 'private', language: 'zh' }, now);
  await subscribe(db, { chatId: id, kinds, dueAt: now }, now);
  const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;
  await addInterest(db, { chatId: id, query, dueAt: now }, now);
  await close();
}
