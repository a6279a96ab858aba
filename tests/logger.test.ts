import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';

describe('the log', () => {
  it('holds no secret, whatever a library put into its error', () => {
    const config = readConfig({
      BOT_TOKEN: '123456:ABC-token',
      DATABASE_URL: 'postgres://user:p%40ss@db.example/gongbao',
      WEBHOOK_URL: 'https://bot.example/webhook',
      WEBHOOK_SECRET: 'hook-secret',
    });
    const stream = new PassThrough();
    const logger = createLogger(config, stream as unknown as NodeJS.WriteStream);
    logger.error(new Error('POST https://api.telegram.org/bot123456:ABC-token/getMe failed'));
    logger.warn({ url: config.databaseUrl, password: 'p@ss', header: 'hook-secret' }, 'told');
    const lines = String(stream.read());
    expect(lines).toContain('[secret]/getMe failed');
    for (const secret of ['123456:ABC-token', 'p%40ss', 'p@ss', 'hook-secret'])
      expect(lines).not.toContain(secret);
  });

  it('is one JSON object a line, with the time as a person reads it', () => {
    const stream = new PassThrough();
    createLogger(readConfig({}), stream as unknown as NodeJS.WriteStream).info(
      { run: 'digest' },
      'done',
    );
    const line = JSON.parse(String(stream.read()));
    expect(line).toMatchObject({ level: 30, run: 'digest', msg: 'done' });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});
