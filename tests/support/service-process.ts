import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { cleanEnvironment } from './command-line.ts';

const BIN = resolve(import.meta.dirname, '../../bin/gongbao.js');

export type RunningService = {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it logged so far. */
  readonly lines: () => readonly Record<string, unknown>[];
  /** Sends a signal and resolves with how it ended. */
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>;
};

/** Runs `gongbao start` as a process of its own, on a free port, until it says that it is ready. */
export async function startProcess(
  cwd: string,
  settings: Record<string, string> = {},
  words: readonly string[] = [],
): Promise<RunningService> {
  const { child, ended, output } = spawnStart(cwd, settings, words);
  const lines = () =>
    output.stdout
      .split('\n')
      .filter(isJson)
      .map((line) => JSON.parse(line));
  const url = await new Promise<string>((ready, reject) => {
    child.stdout?.on('data', () => {
      const line = lines().find((each) => typeof each['url'] === 'string');
      if (line) ready(String(line['url']));
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${output.stderr}`)));
  });
  return {
    url,
    child,
    lines,
    async end(signal) {
      const asked = performance.now();
      child.kill(signal);
      return { code: await ended, ms: performance.now() - asked };
    },
  };
}

/** Runs `gongbao start` where it is expected to end by itself. */
export async function startInVain(
  cwd: string,
  settings: Record<string, string> = {},
  words: readonly string[] = [],
) {
  const { ended, output } = spawnStart(cwd, settings, words);
  const code = await ended;
  return { code, ...output };
}

function spawnStart(cwd: string, settings: Record<string, string>, words: readonly string[]) {
  const env = cleanEnvironment({ HTTP_PORT: '0', ...settings });
  const child = spawn(process.execPath, [BIN, 'start', ...words], { cwd, env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return { child, ended, output };
}

function isJson(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}');
}
