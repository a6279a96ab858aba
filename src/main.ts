/**
 * Where the program begins: reads the settings, puts the parts together, and runs the command that
 * was typed. It decides nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createContext, runCommand, type StartPart } from './cli/index.ts';
import { type Config, readConfig } from './config.ts';
import { createLogger, secretsOf, withoutSecrets } from './logger.ts';

/** What the operator is promised between SIGTERM and the end. */
const STOP_MS = 10_000;

// Variables that are set already win over the file's.
if (existsSync('.env')) process.loadEnvFile('.env');
const packageRoot = findPackageRoot();
const { version } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));

let config: Config | undefined;
const context = createContext({
  version,
  config() {
    config ??= readConfig(process.env);
    return config;
  },
  now: () => new Date(),
  start: runUntilStopped,
  stdout: process.stdout,
  stderr: process.stderr,
  hush: (line) => (config ? withoutSecrets(line, secretsOf(config)) : line),
});
process.exitCode = await runCommand(context, process.argv.slice(2));

async function runUntilStopped(part: StartPart): Promise<void> {
  // Loaded here only: the other commands answer at once without grammY and the page.
  const { startService } = await import('./service.ts');
  const logger = createLogger(context.config(), process.stdout);
  const stopped = nextSignal();
  const service = await startService({
    config: context.config(),
    part,
    logger,
    now: context.now,
    packageRoot,
  });
  logger.info({ url: service.url }, readyLine(context.config(), service.url));
  try {
    const signal = await Promise.race([stopped, service.failure]);
    logger.info({ signal }, 'stopping');
  } finally {
    // Whatever hangs, the operator gets the process back; the outbox survives that too.
    setTimeout(() => process.exit(), STOP_MS).unref();
    await service.stop();
    logger.info('stopped');
  }
}

function readyLine({ botToken }: Config, url: string): string {
  return botToken === null
    ? `Sandbox ready: open ${url}/ and play a citizen or the editor`
    : `Gongbao is at work; health and metrics at ${url}`;
}

/** The first of the two signals by which a service is asked to stop; a second one ends it at once. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

/** The folder with `package.json`: one up from `src/`, two from `dist/src/`. */
function findPackageRoot(): URL {
  const near = new URL('../', import.meta.url);
  return existsSync(new URL('package.json', near)) ? near : new URL('../../', import.meta.url);
}
