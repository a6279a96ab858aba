/** The town's settings, written as the conversation writes them. */
import type { Config } from '../../src/config.ts';
import { ownRhythm, type Rhythm, type StoredItem } from '../../src/domain/index.ts';
import { readQuery } from '../../src/match/index.ts';
import { digestTimes } from '../../src/pipeline/digest-times.ts';
import { followedIn, missedIn } from '../../src/pipeline/missed-items.ts';
import {
  addInterest,
  type Db,
  lastMissed,
  markGone,
  removeAllInterests,
  saveChat,
  saveIssue,
  setInterestRhythm,
  setKinds,
  setPublication,
  setQuiet,
  setSchedule,
  setStyle,
  setUrgent,
  subscribe,
} from '../../src/store/index.ts';
import { anIngest } from '../support/samples.ts';
import type { Arrival } from './paper.ts';
import { type Citizen, MINUTE, TICK, type Town, type Wish } from './town.ts';

/** What was printed before, and whoever lives here subscribes. */
export async function moveIn(db: Db, { arrivals, citizens, from }: Town, config: Config) {
  for (const arrival of arrivals) if (arrival.at < from) await bring(db, arrival);
  const now = new Date(from - MINUTE);
  const { digestCron: cron, timezone } = config;
  const nextTurn = digestTimes({ cron, timezone }).nextAfter(now);
  for (const citizen of citizens) await subscribeOne(db, citizen, { nextTurn, now });
}

/** What is printed by now, and who leaves or is back. Returns who is back. */
export async function happen(
  db: Db,
  { arrivals, citizens, from }: Town,
  now: number,
): Promise<number[]> {
  const back: number[] = [];
  const isNow = (at: number) => at >= from && at > now - TICK && at <= now;
  for (const arrival of arrivals) if (isNow(arrival.at)) await bring(db, arrival);
  for (const { id, fate, language } of citizens) {
    for (const { at, backAt, isNoticed } of fate.kind === 'returns' ? fate.absences : []) {
      if (isNoticed && isNow(at))
        await markGone(db, id, 'Forbidden: bot was kicked', new Date(now));
      if (!isNow(backAt)) continue;
      await comeBack(db, { id, kind: 'private', language }, new Date(now));
      back.push(id);
    }
    if (fate.kind !== 'unsubscribes' || !isNow(fate.at)) continue;
    await setKinds(db, id, []);
    await removeAllInterests(db, id);
  }
  return back;
}

async function comeBack(db: Db, chat: Parameters<typeof saveChat>[1], now: Date): Promise<void> {
  const before = await missedBy(db, chat.id);
  const offered = (await saveChat(db, chat, now, followedIn))?.count ?? 0;
  const shown = (await missedBy(db, chat.id)).length;
  const isRight = before.length === 0 ? offered === shown : offered <= shown;
  if (!isRight) throw new Error(`${chat.id} is offered ${offered} articles of ${shown}`);
}

/** What /missed shows. */
export async function missedBy(db: Db, chatId: number): Promise<StoredItem[]> {
  const range = await lastMissed(db, chatId);
  if (!range) return [];
  const find = await missedIn(db, chatId, range);
  return (await find({ limit: 1_000, offset: 0 })).items;
}

async function bring(db: Db, { articles, at, publication, date }: Arrival): Promise<void> {
  const items = articles.map(({ item }) => item);
  const text = `${publication} ${date} ${articles.map(({ n }) => n).join(' ')}`;
  await saveIssue(db, anIngest({ text, publication, date, items, now: new Date(at) }));
}

type Moving = { readonly nextTurn: (rhythm: Rhythm) => Date | null; readonly now: Date };

async function subscribeOne(db: Db, citizen: Citizen, moving: Moving): Promise<void> {
  const { id, kinds, publication, frequency, hour, timezone, quiet, language, style, urgent } =
    citizen;
  const { nextTurn, now } = moving;
  const dueAt = nextTurn(citizen);
  await saveChat(db, { id, kind: 'private', language }, now);
  await setStyle(db, id, style);
  await subscribe(db, { chatId: id, kinds, dueAt }, now);
  await setPublication(db, id, publication);
  for (const wish of citizen.wishes) await follow(db, { citizen, wish }, moving);
  await setSchedule(db, id, { frequency, hour, timezone, dueAt });
  await setQuiet(db, id, { quiet, dueAt });
  await setUrgent(db, id, urgent);
}

async function follow(
  db: Db,
  { citizen, wish: { query, own } }: { readonly citizen: Citizen; readonly wish: Wish },
  { nextTurn, now }: Moving,
): Promise<void> {
  const { id: chatId } = citizen;
  const read = readQuery(query.text);
  if (!('text' in read)) throw new Error(`«${query.text}» cannot be followed: ${read.problem}`);
  const wanted = { chatId, query: { ...query, text: read.text }, dueAt: nextTurn(citizen) };
  const added = await addInterest(db, wanted, now);
  if (added.kind !== 'added' || own === null) return;
  const dueAt = nextTurn(ownRhythm(own, citizen));
  await setInterestRhythm(db, { chatId, id: added.interest.id, ...own, dueAt });
}
