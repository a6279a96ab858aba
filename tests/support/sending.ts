/** The real sender over a database and a server that fails as told. */
import { expect, onTestFinished, vi } from 'vitest';
import { createApi } from '../../src/deliver/index.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { type Db, findCampaign } from '../../src/store/index.ts';
import { type Call, type Fault, startFakeBotApi, TOKEN } from './fake-bot-api.ts';

type Setting = {
  readonly granted?: number;
  readonly rate?: number;
  readonly unknownPolicy?: 'resend' | 'hold';
  readonly fault?: (call: Call, takenSoFar: number) => Fault | undefined;
  readonly now?: () => Date;
};

/** A sender over the database given, and the server it talks to. */
export async function setUp(db: Db, setting: Setting = {}) {
  const { granted = Number.POSITIVE_INFINITY, rate = granted, unknownPolicy = 'resend' } = setting;
  const server = await startFakeBotApi({ granted, fault: setting.fault ?? (() => undefined) });
  const log: { level: string; words: string }[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void log.push({ level, words: `${message} ${JSON.stringify(fields)}` });
  const sender = createSender({
    timezone: 'Asia/Shanghai',
    ...{ db, botId: 1, rate, concurrency: 10, unknownPolicy },
    api: createApi({
      token: TOKEN,
      apiRoot: server.url,
      connections: 10,
      allowPaidBroadcast: false,
    }),
    now: setting.now ?? (() => new Date()),
    logger: { info: write('info'), warn: write('warn'), error: write('error') },
  });
  onTestFinished(async () => {
    await sender.stop();
    await server.close();
  });
  return { server, sender, log };
}

export const WAIT = { timeout: 20_000, interval: 20 };

export async function untilFinished(db: Db, campaignId = 'c1'): Promise<void> {
  await vi.waitFor(
    async () => expect((await findCampaign(db, campaignId))?.state).toBe('finished'),
    WAIT,
  );
}

export function chatIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** A refusal as Telegram words it. */
export function refusal(code: number, description: string, parameters: object = {}): Fault {
  return { kind: 'refuse', code, description, parameters };
}
