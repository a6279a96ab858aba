/**
 * A process of its own, so that what it takes is its own: queues 1,000,000 deliveries in one of three
 * ways, and prints how long it took, how long nobody else could run, and how much memory it came to.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { queueBroadcast } from '../src/pipeline/queue-broadcast.ts';
import { queueBroadcasts } from '../src/pipeline/queue-broadcasts.ts';
import { queueDigests } from '../src/pipeline/queue-digests.ts';
import { accountOf, type Db, openDatabase, passCanary, totalAccount } from '../src/store/index.ts';
import { aMessage, queueFor } from '../tests/support/outbox.ts';
import { CHATS, DUE, TEXT } from './queueing.ts';

export type Queued = {
  readonly seconds: number;
  /** Of it, processor time. */
  readonly cpuSeconds: number;
  readonly longestBlockMs: number;
  readonly rssMb: number;
  readonly deliveries: number;
};

/** As long as ours are: the rows and indexes are the same. */
const CAMPAIGN = 'broadcast:0123456789ab';
const now = () => new Date(DUE);
const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };

/** Gets ready, and returns what is measured. */
const WAYS: Readonly<Record<string, (db: Db) => Promise<() => Promise<unknown>>>> = {
  /** The least that can be done: one statement, without a step, a canary or an account. */
  async bare(db) {
    const messageId = await aText(db);
    return () =>
      sql`
      insert into deliveries
        (campaign_id, chat_id, part, message_id, state, priority, due_at, attempts, created_at)
      select ${CAMPAIGN}, id, 0, ${messageId}, 'pending', 20, ${DUE}, 0, ${DUE} from chats
      order by id`.execute(db);
  },
  async broadcast(db) {
    const { signal } = new AbortController();
    const run = () =>
      queueBroadcasts({
        db,
        now,
        timezone: schedule.timezone,
        wakeSender: () => undefined,
        signal,
      });
    const broadcast = { messages: [aMessage(TEXT)], title: '停水', createdBy: null };
    const segment = { kind: 'all' } as const;
    // Its audience is counted when it is drafted and confirmed.
    const { campaignId } = await queueBroadcast(
      { db, now, timezone: schedule.timezone },
      { ...broadcast, segment },
      { at: null, isUrgent: false },
    );
    return async () => {
      await run();
      const { expected: first } = await accountOf(db, campaignId);
      if (first < CHATS / 100) throw new Error(`Only ${first} chats were to have it first`);
      await passCanary(db, campaignId); // as if they had it
      await run();
    };
  },
  async digest(db) {
    return () => queueDigests({ db, now, schedule, style: 'classic' }, { onlyNew: false });
  },
};

async function aText(db: Db): Promise<string> {
  await queueFor(db, [], { campaignId: CAMPAIGN, texts: [TEXT] });
  const row = await db.selectFrom('messages').select('id').executeTakeFirstOrThrow();
  return row.id;
}

const [way = '', path = ''] = process.argv.slice(2);
const { db, close } = await openDatabase(`sqlite:${path}`);
const work = await WAYS[way]?.(db);
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
// The first thing it sees after a reset is not counted.
delays.reset();
await new Promise((done) => setTimeout(done, 20));
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await work?.();
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
await new Promise((done) => setTimeout(done, 5));
const { n: deliveries } = await db
  .selectFrom('deliveries')
  .select((eb) => eb.fn.countAll<number>().as('n'))
  .executeTakeFirstOrThrow();
const { expected } = await totalAccount(db);
if (way !== 'bare' && expected !== deliveries) throw new Error('The account does not add up');
const queued: Queued = {
  ...{ seconds, cpuSeconds: (user + system) / 1e6, deliveries, longestBlockMs: delays.max / 1e6 },
  rssMb: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(queued));
await close();
