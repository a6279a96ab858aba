import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BIN = resolve(import.meta.dirname, '../../bin/gongbao.js');

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** A folder of its own for one test, with a database that is not there yet unless the settings name one. */
export async function workFolder(settings: Record<string, string> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'gongbao-'));
  return {
    dir,
    path: (name: string) => join(dir, name),
    /** Runs the command line as an operator does, in this folder. */
    gongbao: (...words: string[]) => begin(dir, words, settings).ended,
    /** The same while it runs. */
    begin: (...words: string[]) => begin(dir, words, settings),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

function begin(cwd: string, words: readonly string[], settings: Record<string, string>) {
  const child = spawn(process.execPath, [BIN, ...words], { cwd, env: cleanEnvironment(settings) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, ...output }));
  });
  return { child, ended };
}

/** Without the settings of whoever runs the tests. */
export function cleanEnvironment(set: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, NO_COLOR: '1', ...set };
}
