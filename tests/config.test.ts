import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('are all optional, and their defaults are those of the design', () => {
    expect(readConfig({})).toEqual({
      botToken: null,
      botApiRoot: 'https://api.telegram.org',
      databaseUrl: 'sqlite:data/gongbao.db',
      adminIds: [],
      inboxDir: 'inbox',
      sourcesFile: null,
      publication: '今日平阳',
      digestCron: '0 8 * * *',
      timezone: 'Asia/Shanghai',
      sendRate: 30,
      sendConcurrency: 30,
      allowPaidBroadcast: false,
      unknownPolicy: 'resend',
      ledgerDays: 90,
      messageStyle: 'classic',
      webhook: null,
      httpHost: '127.0.0.1',
      httpPort: 8080,
      logLevel: 'info',
    });
  });

  it('that are empty count as not set, as compose files leave them', () => {
    expect(readConfig({ BOT_TOKEN: '', ADMIN_IDS: ' ', HTTP_PORT: '' })).toEqual(readConfig({}));
  });

  it('are read with the spaces and slashes people leave in them', () => {
    const config = readConfig({ ADMIN_IDS: ' 1001, 1002,', BOT_API_ROOT: 'http://127.0.0.1:9/ ' });
    expect(config.adminIds).toEqual([1001, 1002]);
    expect(config.botApiRoot).toBe('http://127.0.0.1:9');
  });

  it('that are wrong are all named at once', () => {
    const problems = problemsOf({
      BOT_TOKEN: 'x',
      DATABASE_URL: 'mysql:x',
      ADMIN_IDS: '@editor',
      DIGEST_CRON: '61 * * * *',
      TIMEZONE: 'Mars/Olympus',
      SEND_RATE: '31',
      WEBHOOK_URL: 'https://bot.example/webhook',
      HTTP_PORT: '70000',
      LOG_LEVEL: 'loud',
    });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'BOT_TOKEN',
      'DATABASE_URL',
      'ADMIN_IDS',
      'DIGEST_CRON',
      'TIMEZONE',
      'HTTP_PORT',
      'LOG_LEVEL',
      'SEND_RATE',
      'WEBHOOK_SECRET',
    ]);
  });

  it('never repeat the value that was wrong: it may be a secret', () => {
    expect(problemsOf({ BOT_TOKEN: 'hunter2-secret' }).join()).not.toContain('hunter2');
  });

  it.each([
    [{ SEND_RATE: '31' }, ['SEND_RATE is over 30, which needs ALLOW_PAID_BROADCAST=true']],
    [{ SEND_RATE: '1000', ALLOW_PAID_BROADCAST: 'true' }, []],
    [{ SEND_RATE: '1001', ALLOW_PAID_BROADCAST: 'true' }, ['SEND_RATE is not between 1 and 1000']],
    [{ SEND_RATE: '0' }, ['SEND_RATE is not between 1 and 1000']],
    [{ SEND_RATE: '2.5' }, ['SEND_RATE is not a whole number']],
  ])(
    'allow more than thirty messages a second only when they are paid for: %o',
    (set, problems) => {
      expect(problemsOf(set)).toEqual(problems);
    },
  );

  it('want both parts of a webhook or neither', () => {
    expect(problemsOf({ WEBHOOK_SECRET: 's' })).toEqual([
      'WEBHOOK_URL is missing, and WEBHOOK_SECRET is set: both or neither',
    ]);
    expect(readConfig({ WEBHOOK_URL: 'https://b.example/w', WEBHOOK_SECRET: 's' }).webhook).toEqual(
      {
        url: 'https://b.example/w',
        secret: 's',
      },
    );
  });
});
