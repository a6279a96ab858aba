import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import {
  claimDue,
  claimWholeDatabase,
  deliveryCounts,
  migrate,
  openDatabase,
} from '../../src/store/index.ts';
import { workFolder } from '../support/command-line.ts';
import { describeOnPostgres } from '../support/databases.ts';
import { addChats, queueFor, T0 } from '../support/outbox.ts';
import { startInVain, startProcess } from '../support/service-process.ts';

const FILE = 'sqlite:gongbao.db';

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
});
afterEach(() => folder.remove());

/** A file on which a sender died with two of five messages in hand. */
async function fileOfADeadSender(): Promise<void> {
  const { db, close } = await openDatabase(`sqlite:${folder.path('gongbao.db')}`);
  await migrate(db);
  await addChats(db, [1, 2, 3, 4, 5]);
  await queueFor(db, [1, 2, 3, 4, 5]);
  const claim = { botId: 1, now: T0, limit: 2, leaseMs: 90_000, rate: 1_000 };
  await claimDue(db, { ...claim, claimedBy: 1 });
  await close();
}

describeOnPostgres('db copy', (open) => {
  it('moves everything, says what, and does nothing the second time', async () => {
    await fileOfADeadSender();
    const { db, url } = await open();
    const first = await folder.gongbao('db', 'copy', '--from', FILE, '--to', url);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^deliveries +5 rows, 5 new {2}[0-9a-f]{16}$/m);
    expect(first.stdout).toMatch(/^\d+ rows copied; both hold the same \d+$/m);
    expect(await deliveryCounts(db)).toMatchObject({ pending: 5, claimed: 0 });
    const second = await folder.gongbao('db', 'copy', '--from', FILE, '--to', url);
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/^both hold the same \d+ rows; there was nothing to copy$/m);
  });

  it('keeps for the admins what a dead sender had in hand, where that is the policy', async () => {
    await folder.remove();
    folder = await workFolder({ UNKNOWN_POLICY: 'hold' });
    await fileOfADeadSender();
    const { db, url } = await open();
    expect((await folder.gongbao('db', 'copy', '--from', FILE, '--to', url)).code).toBe(0);
    expect(await deliveryCounts(db)).toMatchObject({ pending: 3, unknown: 2, claimed: 0 });
  });

  it('is refused in one line while a start runs on the source, or on the target', async () => {
    const { url } = await open();
    const onFile = await startProcess(folder.dir, { DATABASE_URL: FILE });
    onTestFinished(async () => void (await onFile.end('SIGKILL')));
    const busy = await folder.gongbao('db', 'copy', '--from', FILE, '--to', url);
    expect(busy.code).toBe(1);
    expect(busy.stderr).toMatch(/^gongbao: Another gongbao is running on .+; stop it first\n$/);
    await onFile.end('SIGTERM');
    const onServer = await startProcess(folder.dir, { DATABASE_URL: url });
    onTestFinished(async () => void (await onServer.end('SIGKILL')));
    const taken = await folder.gongbao('db', 'copy', '--from', FILE, '--to', url);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toMatch(
      /^gongbao: A gongbao is running on postgres:\/\/127.+; stop it first\n$/,
    );
    const another = await startInVain(folder.dir, { DATABASE_URL: url });
    expect(another.stderr).toMatch(/^gongbao: Another sandbox is running on this database.+\n$/);
  });

  it('keeps every start away while it runs', async () => {
    const { url } = await open();
    const claim = await claimWholeDatabase(url);
    onTestFinished(async () => void (await claim.release()));
    const { code, stderr } = await startInVain(folder.dir, { DATABASE_URL: url });
    expect(code).toBe(1);
    expect(stderr).toBe('gongbao: This database is being copied; start when that is done\n');
  });

  it.each([
    ['a file that is not there', 'sqlite:nothing.db', 1, 'There is no file nothing.db'],
    ['the same database', 'TARGET', 2, '--from and --to name the same database'],
    ['what is no database', 'mysql://x', 2, 'neither sqlite:PATH nor postgres://…'],
  ])('says in one line what is wrong with %s', async (_, from, code, words) => {
    const { url } = await open();
    const source = from === 'TARGET' ? url : from;
    const ended = await folder.gongbao('db', 'copy', '--from', source, '--to', url);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(/^gongbao: [^\n]+\n$/);
    expect(ended.stderr).toContain(words);
  });

  it('says that a sender needs PostgreSQL and a token', async () => {
    const sender = ['--role', 'sender'];
    const onFile = await startInVain(folder.dir, { BOT_TOKEN: '1:token' }, sender);
    expect(onFile).toMatchObject({ code: 2, stderr: expect.stringContaining('needs PostgreSQL') });
    const sandbox = await startInVain(folder.dir, { DATABASE_URL: (await open()).url }, sender);
    expect(sandbox).toMatchObject({ code: 2, stderr: expect.stringContaining('needs BOT_TOKEN') });
  });
});
