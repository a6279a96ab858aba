import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Of one page: it takes half a minute, and on a busy machine several times that; what takes five does not end. */
const TIME_LIMIT_MS = 300_000;
const MAX_OUTPUT = 32 * 1024 * 1024;

let languages: Promise<ReadonlySet<string>> | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Whether letters in a picture can be read here: asked once, for nothing is installed meanwhile. */
export async function canRecognise(): Promise<boolean> {
  languages ??= installedLanguages();
  return (await languages).has('chi_sim');
}

async function installedLanguages(): Promise<ReadonlySet<string>> {
  try {
    const { stdout } = await run('tesseract', ['--list-langs'], { timeout: 20_000 });
    return new Set(stdout.split(/\s+/u));
  } catch {
    return new Set(); // Not installed: that is an answer too.
  }
}

/** What stands in the picture, as the program's table of words. One picture at a time: each takes a whole core. */
export function recognise(picture: Uint8Array, dpi: number | null): Promise<string> {
  const turn = last.then(() => recogniseNow(picture, dpi));
  last = turn.catch(() => undefined);
  return turn;
}

/** The picture goes through a pipe: a file would be left behind when the reader is ended. */
async function recogniseNow(picture: Uint8Array, dpi: number | null): Promise<string> {
  const resolution = dpi === null ? [] : ['--dpi', String(Math.round(dpi))];
  const running = run(
    'tesseract',
    ['stdin', 'stdout', '-l', 'chi_sim', '--psm', '3', ...resolution, 'tsv'],
    {
      timeout: TIME_LIMIT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT,
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    },
  );
  // One that ends before it has read the picture says why by its end.
  running.child.stdin?.on('error', () => undefined).end(picture);
  const { stdout } = await running;
  return stdout;
}
