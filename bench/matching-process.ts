/**
 * A process of its own, so that what it takes is its own: from the articles of an issue to every chat
 * and article that match, and prints how long it took and how much memory it came to.
 */
import type { StoredItem } from '../src/domain/index.ts';
import { lookForFollowed } from '../src/pipeline/followed-items.ts';
import { PAGE } from '../src/pipeline/owed-items.ts';
import {
  BEFORE_EVERY_CHAT,
  type Db,
  itemsAfter,
  newestItemId,
  openDatabase,
  stretchEnd,
} from '../src/store/index.ts';

export type Matching = {
  readonly seconds: number;
  /** Of it, processor time. */
  readonly cpuSeconds: number;
  readonly rssMb: number;
  /** With the program loaded and the articles read. */
  readonly rssBeforeMb: number;
  /** Chats and articles that match. */
  readonly pairs: number;
};

const WAYS: Readonly<Record<string, (db: Db, items: readonly StoredItem[]) => Promise<number>>> = {
  async grams(db, items) {
    const followed = lookForFollowed();
    let pairs = 0;
    for (let after: number | null = BEFORE_EVERY_CHAT; ; ) {
      const { through } = await stretchEnd(db, after, PAGE);
      if (through === null) return pairs;
      const found = await followed.of(db, { stretch: { after, through }, items, reviewId: 0 });
      for (const articles of found.values()) pairs += articles.size;
      after = through;
    }
  },
  /** Whoever looks through all that is followed, one by one, the quickest way there is to compare. */
  async loop(db, items) {
    const texts = items.map(({ title, body }) => `${title}\n${body}`.toLowerCase());
    let pairs = 0;
    for (let after = 0; ; ) {
      const rows = await db
        .selectFrom('interests')
        .innerJoin('queries', 'queries.id', 'interests.query_id')
        .select(['interests.id', 'definition'])
        .where('interests.id', '>', after)
        .orderBy('interests.id')
        .limit(5_000)
        .execute();
      for (const { id, definition } of rows) {
        const words = String(JSON.parse(definition).text).toLowerCase().split(' ');
        for (const text of texts) if (words.every((word) => isSo(text, word))) pairs += 1;
        after = id;
      }
      if (rows.length === 0) return pairs;
    }
  },
};

function isSo(text: string, word: string): boolean {
  return word.startsWith('-') ? !text.includes(word.slice(1)) : text.includes(word);
}

const [way = '', path = ''] = process.argv.slice(2);
const { db, close } = await openDatabase(`sqlite:${path}`);
const items = await itemsAfter(db, { afterId: 0, throughId: await newestItemId(db) });
const rssBeforeMb = process.resourceUsage().maxRSS / 1024;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const pairs = (await WAYS[way]?.(db, items)) ?? 0;
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const matching: Matching = {
  ...{ seconds, pairs, cpuSeconds: (user + system) / 1e6 },
  ...{ rssBeforeMb, rssMb: process.resourceUsage().maxRSS / 1024 },
};
console.log(JSON.stringify(matching));
await close();
