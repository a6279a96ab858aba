import pino from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config.ts';

export type Logger = pino.Logger;

/**
 * JSON lines, or readable ones where a person's terminal is attached.
 * `stream` is stdout for a service and stderr for a command, whose stdout is its answer.
 */
export function createLogger(config: Config, stream: NodeJS.WriteStream): Logger {
  const out = stream.isTTY
    ? pretty({
        destination: stream,
        colorize: true,
        ignore: 'pid,hostname',
        singleLine: true,
        sync: true,
      })
    : stream;
  const secrets = secretsOf(config);
  const guarded = { write: (line: string) => out.write(withoutSecrets(line, secrets)) };
  return pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    guarded,
  );
}

/** Last line of defence: whatever a library puts into an error, no secret leaves in a line. */
export function withoutSecrets(line: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
}

export function secretsOf(config: Config): readonly string[] {
  const password = URL.canParse(config.databaseUrl) ? new URL(config.databaseUrl).password : '';
  return [config.botToken, config.webhook?.secret, password, decodeURIComponent(password)].filter(
    (secret): secret is string => Boolean(secret),
  );
}
