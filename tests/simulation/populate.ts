import type { Database as SqliteFile } from 'better-sqlite3';
import type { Query, Rhythm } from '../../src/domain/index.ts';
import { nextDigestAt } from '../../src/match/index.ts';
import { type Resident, rhythmOf, SCHEDULE } from './town.ts';
import type { World } from './world.ts';

/** Everybody who subscribed before the story begins. */
export function populate(file: SqliteFile, { town, startedAt }: World): void {
  const at = new Date(startedAt - 3_600_000);
  const next = (rhythm: Rhythm) => nextDigestAt(SCHEDULE, rhythm, at)?.toISOString() ?? null;
  const subscribe = subscribing(file, { at, next });
  const follow = following(file, { at, next });
  file.transaction(() => {
    for (const resident of town.residents) {
      if (!resident.isKnown) continue;
      subscribe(resident);
      follow(resident);
    }
  })();
}

type Moving = { readonly at: Date; readonly next: (rhythm: Rhythm) => string | null };

function subscribing(file: SqliteFile, { at, next }: Moving): (resident: Resident) => void {
  const created = at.toISOString();
  const chat = file.prepare(
    `insert into chats (id, kind, language, style, topic_id, state, created_at)
     values (?, ?, ?, ?, ?, 'active', ?)`,
  );
  const subscription = file.prepare(
    `insert into subscriptions (chat_id, kinds, frequency, hour, timezone, quiet_from, quiet_to,
       urgent, told_through, told_from, reviews_told, due_at, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)`,
  );
  return (resident) => {
    const { id, kind, language, style, kinds, topics, urgent } = resident;
    const { frequency, hour, timezone, quiet } = rhythmOf(resident);
    chat.run(id, kind, language, style, topics.steady, created);
    subscription.run(
      ...[id, JSON.stringify(kinds), frequency, hour, timezone],
      ...[quiet?.from ?? null, quiet?.to ?? null, urgent.isWanted ? 1 : 0],
      ...[next(rhythmOf(resident)), created],
    );
  };
}

/** Whatever is followed here is in the tables already, as if somebody else had followed it. */
function following(file: SqliteFile, { at, next }: Moving): (resident: Resident) => void {
  const rows = file.prepare('select id, definition from queries').all() as readonly {
    readonly id: number;
    readonly definition: string;
  }[];
  const ids = new Map(rows.map(({ id, definition }) => [keyOf(JSON.parse(definition)), id]));
  const interest = file.prepare(
    `insert into interests (chat_id, query_id, frequency, hour, told_through, due_at, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  return (resident) => {
    for (const { query, own } of resident.wishes)
      interest.run(
        ...[resident.id, ids.get(keyOf(query)), own?.frequency ?? null, own?.hour ?? null],
        ...[own && 0, own && next(rhythmOf(resident, own)), at.toISOString()],
      );
  };
}

function keyOf({ by, text, kinds, publication }: Query): string {
  return JSON.stringify([by, text, kinds, publication]);
}
