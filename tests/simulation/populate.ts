import type { Database as SqliteFile } from 'better-sqlite3';
import { nextDigestAt } from '../../src/match/index.ts';
import type { World } from './world.ts';

/** Everybody who subscribed before the story begins. */
export function populate(file: SqliteFile, { clock, town }: World): void {
  const at = new Date(clock.now() - 3_600_000);
  const chat = file.prepare(
    `insert into chats (id, kind, language, style, topic_id, state, created_at)
     values (?, ?, ?, ?, ?, 'active', ?)`,
  );
  const subscription = file.prepare(
    `insert into subscriptions (chat_id, kinds, frequency, hour, timezone, told_through, told_from, reviews_told, due_at, created_at)
     values (?, ?, ?, ?, null, 0, 0, 0, ?, ?)`,
  );
  file.transaction(() => {
    for (const resident of town.residents) {
      const { isKnown, id, kind, language, style, kinds, frequency, hour, topics } = resident;
      if (!isKnown) continue;
      const due = nextDigestAt(
        { cron: '0 8 * * *', timezone: 'Asia/Shanghai' },
        { frequency, hour, timezone: null, quiet: null },
        at,
      );
      chat.run(id, kind, language, style, topics.steady, at.toISOString());
      subscription.run(
        id,
        JSON.stringify(kinds),
        frequency,
        hour,
        due?.toISOString() ?? null,
        at.toISOString(),
      );
    }
  })();
}
