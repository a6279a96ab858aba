import { sql } from 'kysely';
import type { Message } from '../../src/domain/index.ts';
import { nextDigestAt } from '../../src/match/index.ts';
import { prepareBroadcast, queueBroadcast } from '../../src/pipeline/queue-broadcast.ts';
import {
  cancelCampaign,
  confirmBroadcast,
  countAudience,
  type Db,
  findCampaign,
  forgetChat,
  listCampaigns,
  migrateChat,
  pauseCampaign,
  resumeCampaign,
  type Segment,
  saveChat,
  setKinds,
  setSchedule,
  setTopic,
  subscribe,
} from '../../src/store/index.ts';
import type { Broadcast } from './books.ts';
import { type Gongbao, openDb } from './gongbao.ts';
import { end, running } from './process.ts';
import type { Resident } from './town.ts';
import type { World } from './world.ts';

/**
 * What somebody does with the service. It is done again until it is done: whoever had no answer asks
 * again, and so does Telegram with an update nobody confirmed.
 */
export type Deed = (world: World, gongbao: Gongbao) => Promise<void>;

const SCHEDULE = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };

export function readIssue({ paper, books, clock }: World, isReprint: boolean): Deed | undefined {
  const issue = isReprint ? paper.reprint() : paper.print();
  if (!issue) return undefined;
  return async (_, { runs }) => {
    for (const { token, kind } of issue.articles)
      if (!books.articles.has(token)) books.articles.set(token, { kind, since: clock.now() });
    const { reports } = await runs.ingest(issue);
    const added = reports.reduce((sum, report) => sum + report.added + report.known, 0);
    if (!isReprint && added !== issue.articles.length)
      throw new Error('the issue was not read as printed');
  };
}

type Wishes = {
  readonly segment: Segment;
  readonly parts: number;
  readonly isRich: boolean;
  /** For a later time; `null`: at once. */
  readonly afterMs: number | null;
};

/** An admin writes it, sees it, and confirms it. */
export function broadcast(
  { books, clock }: World,
  { segment, parts, isRich, afterMs }: Wishes,
): { said: Broadcast; deed: Deed; byHand: Deed } {
  const number = books.broadcasts.length + 1;
  const messages = Array.from({ length: parts }, (_, part) => write(number, part + 1, isRich));
  const said: Broadcast = {
    ...{ number, segment, campaignId: null, confirmedAt: null, stops: [], cancelledAt: null },
    tokens: messages.flatMap(({ tokens }) => tokens),
  };
  books.broadcasts.push(said);
  const later = (now: Date) => (afterMs === null ? null : new Date(now.getTime() + afterMs));
  const draft = {
    messages: messages.map(({ message }) => message),
    segment,
    title: `播${number}`,
    createdBy: null,
  };
  return {
    said,
    async deed(_, { db, now, wake }) {
      said.campaignId ??= await prepareBroadcast({ db, now }, draft);
      said.confirmedAt ??= clock.now();
      const audience = await countAudience(db, segment);
      await confirmBroadcast(db, said.campaignId, { audience, at: later(now()) }, now());
      wake();
    },
    /** The same from the command line, a process of its own. */
    async byHand(world, { now }) {
      said.confirmedAt ??= clock.now();
      await inAnother(world, 'command line', async (db) => {
        const known = (await listCampaigns(db, { limit: 100 })).find(
          ({ title }) => title === draft.title,
        );
        said.campaignId =
          known?.id ?? (await queueBroadcast({ db, now }, draft, later(now()))).campaignId;
      });
    },
  };
}

function write(
  number: number,
  part: number,
  isRich: boolean,
): { message: Message; tokens: string[] } {
  const [token, rest] = [`播${number}之${part}`, `播${number}之${part}00`];
  const plain = (text: string) => ({ style: 'classic', text, entities: [], buttons: [] }) as const;
  if (!isRich) return { message: plain(`${token}：明天停水。`), tokens: [token] };
  const blocks = [token, rest].map((text) => ({ kind: 'paragraph', text }) as const);
  const fallback = [plain(`${token}：明天`), plain(`${rest}：停水`)];
  return { message: { style: 'rich', blocks, buttons: [], fallback }, tokens: [token, rest] };
}

export function pause({ clock }: World, said: Broadcast): Deed {
  return async (_, { db }) => {
    const { campaignId } = said;
    if (campaignId === null || said.cancelledAt !== null) return;
    const paused = await pauseCampaign(db, campaignId);
    if (paused || (await findCampaign(db, campaignId))?.state === 'paused')
      said.stops.push({ from: clock.now(), to: Number.POSITIVE_INFINITY });
  };
}

export function resume({ clock }: World, said: Broadcast): Deed {
  return async (_, { db, wake }) => {
    for (const stop of said.stops) stop.to = Math.min(stop.to, clock.now());
    if (said.campaignId === null) return;
    await resumeCampaign(db, said.campaignId);
    wake();
  };
}

export function cancel({ clock }: World, said: Broadcast): Deed {
  return async (_, { db, now }) => {
    const { campaignId } = said;
    if (campaignId === null) return;
    const cancelled = await cancelCampaign(db, campaignId, now());
    if (!cancelled && (await findCampaign(db, campaignId))?.state !== 'cancelled') return;
    said.cancelledAt ??= clock.now();
    said.stops.push({ from: clock.now(), to: Number.POSITIVE_INFINITY });
  };
}

/** Nobody tells the service that it is blocked. */
export function block(resident: Resident, how: 'blocked' | 'missing'): void {
  resident.steadySince = Number.POSITIVE_INFINITY;
  resident.door = how;
}

/** Comes, or comes back, and asks for these kinds. */
export function join({ clock }: World, resident: Resident, kinds: Resident['kinds']): Deed {
  return async (_, { db, now }) => {
    const { id, kind, language, frequency, hour } = resident;
    resident.steadySince = Number.POSITIVE_INFINITY;
    resident.door = 'open';
    for (const each of kinds) resident.everWanted.add(each);
    await learnMoves(db, resident, now());
    await saveChat(db, { id, kind, language }, now());
    const rhythm = { frequency, hour, timezone: null, quiet: null };
    const dueAt = nextDigestAt(SCHEDULE, rhythm, now());
    await subscribe(db, { chatId: id, kinds, dueAt }, now());
    await setSchedule(db, id, { frequency, hour, timezone: null, dueAt });
    resident.kinds = kinds;
    resident.isKnown = true;
    resident.steadySince = clock.now();
  };
}

/** An administrator opens a topic and chooses it. */
export function chooseTopic(resident: Resident, topicId: number): Deed {
  return async (_, { db, now }) => {
    resident.topics.open.add(topicId);
    resident.topics.steady = null;
    await learnMoves(db, resident, now());
    await setTopic(db, resident.id, topicId);
  };
}

/** Telegram tells of a group's new address before anything that is said there. */
export function follow(resident: Resident): Deed {
  return (_, { db, now }) => learnMoves(db, resident, now());
}

async function learnMoves(db: Db, { id, ids }: Resident, now: Date): Promise<void> {
  for (const old of ids) if (old !== id) await migrateChat(db, old, id, now);
}

export function unsubscribe(resident: Resident): Deed {
  return async (_, { db, now }) => {
    resident.steadySince = Number.POSITIVE_INFINITY;
    await learnMoves(db, resident, now());
    await setKinds(db, resident.id, []);
    resident.kinds = [];
  };
}

export function forget({ clock }: World, resident: Resident): Deed {
  return async (_, { db, now }) => {
    resident.steadySince = Number.POSITIVE_INFINITY;
    await learnMoves(db, resident, now());
    resident.topics.steady = null;
    await forgetChat(db, resident.id);
    resident.forgottenAt.push(clock.now());
    resident.isKnown = false;
    resident.kinds = [];
  };
}

/** Another program that writes to the file, and takes its time. */
export function holdLock(ms: number): Deed {
  return (world) =>
    inAnother(world, 'writer', (db) =>
      db.transaction().execute(async (tx) => {
        await sql`update send_budgets set next_at = next_at`.execute(tx);
        await new Promise((resolve) => setTimeout(resolve, ms));
      }),
    );
}

/** In a process of its own on the same file, which may be killed. */
async function inAnother(
  world: World,
  name: string,
  work: (db: Db) => Promise<unknown>,
): Promise<void> {
  const process = world.spawn(name);
  const killed = new Promise((_, reject) => process.onEnd.push(() => reject(new KilledError())));
  try {
    await Promise.race([killed, running.run(process, () => work(openDb(world, process)))]);
  } finally {
    end(process);
  }
}

/** Who started the program sees that it was killed. */
class KilledError extends Error {
  override name = 'KilledError' as const;
}

/** The file cannot grow: SQLite itself says that the disk is full. `null`: it can again. */
export function fillDisk(isFull: boolean): Deed {
  return async (_, { db }) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    const most = isFull ? (rows[0]?.page_count ?? 1) : 1_000_000;
    await sql`pragma max_page_count = ${sql.lit(most)}`.execute(db);
  };
}
