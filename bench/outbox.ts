/** An outbox on a fresh SQLite file, and the real sender that empties it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../src/deliver/index.ts';
import { createSender, type Sender } from '../src/pipeline/sender.ts';
import {
  type Db,
  deliveryCounts,
  inTransaction,
  migrate,
  openDatabase,
  PRIORITY,
} from '../src/store/index.ts';
import { TOKEN } from '../tests/support/fake-bot-api.ts';
import { queueFor, T0 } from '../tests/support/outbox.ts';

const STEP = 10_000;
/** In one statement. */
const ROWS = 500;
export const IN_FLIGHT = 50;
export const TEXT = '平阳县人民代表大会常务委员会任免名单'.repeat(10);

export async function withOutbox<T>(chats: number, work: (db: Db) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-bench-'));
  const { db, close } = await openDatabase(`sqlite:${join(folder, 'bench.db')}`);
  try {
    await migrate(db);
    await fillOutbox(db, chats);
    return await work(db);
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/** A broadcast to chats 1 to `chats`, in steps. */
export async function fillOutbox(db: Db, chats: number): Promise<void> {
  for (let from = 1; from <= chats; from += STEP) {
    const length = Math.min(STEP, chats - from + 1);
    const ids = Array.from({ length }, (_, index) => from + index);
    await inTransaction(db, async (tx) => {
      const now = T0.toISOString();
      const of = { kind: 'private', language: 'zh', state: 'active', created_at: now } as const;
      for (let at = 0; at < ids.length; at += ROWS)
        await tx
          .insertInto('chats')
          .values(ids.slice(at, at + ROWS).map((id) => ({ id, ...of })))
          .execute();
      await queueFor(tx, ids, { priority: PRIORITY.broadcast, texts: [TEXT], dueAt: new Date() });
    });
  }
}

type Speed = { readonly rate: number; readonly concurrency?: number };

export function senderOn(
  db: Db,
  apiRoot: string,
  { rate, concurrency = IN_FLIGHT }: Speed,
): Sender {
  const silent = () => undefined;
  const connection = { token: TOKEN, apiRoot, connections: concurrency };
  return createSender({
    timezone: 'Asia/Shanghai',
    ...{ db, botId: 1, rate, concurrency, unknownPolicy: 'resend' },
    api: createApi({ ...connection, allowPaidBroadcast: false }),
    now: () => new Date(),
    logger: { info: silent, warn: silent, error: silent },
  });
}

/** Until every message is sent and written down as sent. */
export async function deliver(
  db: Db,
  apiRoot: string,
  { rate, messages }: { readonly rate: number; readonly messages: number },
): Promise<void> {
  const sender = senderOn(db, apiRoot, { rate });
  sender.start();
  while (sender.stats().settled.sent < messages) await new Promise((done) => setTimeout(done, 10));
  await sender.stop();
  const { sent } = await deliveryCounts(db);
  if (sent !== messages) throw new Error(`Only ${sent} of ${messages} are written down as sent`);
}
