import { nextDigestAt } from '../../src/match/index.ts';
import { followedIn } from '../../src/pipeline/missed-items.ts';
import {
  type Db,
  durably,
  forgetChat,
  migrateChat,
  removeAllInterests,
  saveChat,
  setKinds,
  setQuiet,
  setSchedule,
  setTopic,
  setUrgent,
  subscribe,
} from '../../src/store/index.ts';
import type { Gongbao } from './gongbao.ts';
import type { Correction } from './paper.ts';
import { type Resident, rhythmOf, SCHEDULE } from './town.ts';
import type { World } from './world.ts';

/**
 * What somebody does with the service. It is done again until it is done: whoever had no answer asks
 * again, and so does Telegram with an update nobody confirmed.
 */
export type Deed = (world: World, gongbao: Gongbao) => Promise<void>;

export function readIssue({ paper, books, clock }: World, isReprint: boolean): Deed | undefined {
  const issue = isReprint ? paper.reprint() : paper.print();
  if (!issue) return undefined;
  return async (_, { runs, now }) => {
    for (const article of issue.articles)
      if (!books.articles.has(article.token))
        books.articles.set(article.token, { ...article, since: clock.now(), readAt: null });
    const { reports } = await runs.ingest(issue);
    for (const { token } of issue.articles) noteRead(books, token, now());
    const added = reports.reduce((sum, report) => sum + report.added + report.known, 0);
    if (!isReprint && added !== issue.articles.length)
      throw new Error('the issue was not read as printed');
  };
}

function noteRead({ articles }: World['books'], token: string, at: Date): void {
  const article = articles.get(token);
  if (article) article.readAt ??= at.getTime();
}

/** What it says now counts from when that is read: at the earliest when that began. */
export function correctIssue({ books }: World, { issue, token, from, to }: Correction): Deed {
  return async (_, { runs, now }) => {
    const correction = books.corrections.get(token) ?? { from, to, begunAt: now().getTime() };
    books.corrections.set(token, { readAt: Number.POSITIVE_INFINITY, ...correction });
    const { reports } = await runs.ingest(issue);
    const read = reports.reduce((sum, { revised, known }) => sum + revised + known, 0);
    if (read !== issue.articles.length) throw new Error('the correction was not read as printed');
    books.corrections.set(token, { ...correction, readAt: now().getTime() });
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
    const { id, kind, language } = resident;
    resident.steadySince = Number.POSITIVE_INFINITY;
    resident.door = 'open';
    for (const each of kinds) resident.everWanted.add(each);
    if (resident.backAt.length < resident.forgottenAt.length) resident.backAt.push(clock.now());
    await learnMoves(db, resident, now());
    await durably(db, async (tx) => {
      await saveChat(tx, { id, kind, language }, now(), followedIn);
      const rhythm = rhythmOf(resident);
      const dueAt = nextDigestAt(SCHEDULE, rhythm, now());
      await subscribe(tx, { chatId: id, kinds, dueAt }, now());
      await setSchedule(tx, id, { ...rhythm, dueAt });
      await setQuiet(tx, id, { ...rhythm, dueAt });
      await setUrgent(tx, id, resident.urgent.isWanted);
    });
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

export async function learnMoves(db: Db, { id, ids }: Resident, now: Date): Promise<void> {
  for (const old of ids) if (old !== id) await migrateChat(db, old, id, now);
}

/** From everything. */
export function unsubscribe({ clock }: World, resident: Resident): Deed {
  return async (_, { db, now }) => {
    resident.steadySince = Number.POSITIVE_INFINITY;
    await learnMoves(db, resident, now());
    await durably(db, async (tx) => {
      await setKinds(tx, resident.id, []);
      await removeAllInterests(tx, resident.id);
    });
    resident.kinds = [];
    endWishes(resident, clock.now());
  };
}

function endWishes({ wishes }: Resident, at: number): void {
  for (const wish of wishes) wish.until ??= at;
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
    endWishes(resident, clock.now());
    for (const reminder of resident.reminders) reminder.stoppedAt ??= now().getTime();
  };
}
