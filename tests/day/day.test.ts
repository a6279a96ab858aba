import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/store/index.ts';
import { broken, comersAndGoers } from './comers.ts';
import { differences } from './compare.ts';
import { type Meddling, play } from './play.ts';
import { aTown, type Citizen, HOUR, type Town } from './town.ts';

/** One of each Sunday. Others, or more of them: `DAY_SEEDS=10-30 vitest run tests/day`. */
const [first = 1, last = first] = (process.env['DAY_SEEDS'] ?? '1-3').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
const LIMIT_MS = 180_000;

describe('two days of a town of 200', () => {
  it.each(seeds)(
    'each citizen gets exactly what its settings promise (seed %i)',
    async (seed) => {
      const town = aTown(seed);
      const received = await play(town);
      expect(differences(town, received).map(({ words }) => words)).toEqual([]);
      expect(received.size).toBeGreaterThan(150);
    },
    LIMIT_MS,
  );
});

describe('two days of a town of 60, in which everybody blocks the bot again and again', () => {
  it(
    'nothing is lost, and nothing told twice',
    async () => {
      const town = comersAndGoers(1, 60);
      const received = await play(town);
      expect(broken(town, received)).toEqual([]);
      const shown = [...received.values()].flat().filter(({ kind }) => kind === 'missed');
      expect(shown.length).toBeGreaterThan(60);
    },
    LIMIT_MS,
  );
});

type Fault = { readonly meddling: Meddling; readonly concerns: (citizen: Citizen) => boolean };

const faults: Readonly<Record<string, Fault>> = {
  'forgets quiet hours': {
    meddling: {
      once: (db) => change(db, { quiet_from: null, quiet_to: null }),
    },
    concerns: ({ quiet }) => quiet !== null,
  },
  'forgets to which paper a subscription is limited': {
    meddling: { once: (db) => change(db, { publication: null }) },
    concerns: ({ publication }) => publication !== null,
  },
  'forgets what it told before its turn': {
    meddling: { everyTick: (db) => db.deleteFrom('told_items').execute() },
    concerns: ({ urgent, wishes }) => urgent || wishes.some(({ own }) => own !== null),
  },
  'looks for posts in the whole text': {
    meddling: { once: readOfficesAsWords },
    concerns: ({ wishes }) => wishes.some(({ query }) => query.by === 'office'),
  },
  'forgets the clocks of single things that are followed': {
    meddling: {
      once: (db) =>
        db
          .updateTable('interests')
          .set({ timezone: null, quiet_from: null, quiet_to: null })
          .execute(),
    },
    concerns: ({ wishes }) =>
      wishes.some(({ own }) => own !== null && (own.timezone !== null || own.quiet !== null)),
  },
  'tells all of what is followed with the digest': {
    meddling: {
      once: (db) => db.updateTable('interests').set({ frequency: null, due_at: null }).execute(),
    },
    concerns: ({ wishes }) => wishes.some(({ own }) => own !== null),
  },
  'takes every clock for the paper’s': {
    meddling: { once: (db) => change(db, { timezone: null }) },
    concerns: ({ timezone }) => timezone !== null,
  },
};

describe('a bot that', () => {
  it.each(Object.entries(faults))(
    '%s is found out, by nobody but those it concerns',
    async (_, { meddling, concerns }) => {
      const town = firstHoursOf(aTown(4, 60));
      const found = differences(town, await play(town, meddling));
      expect(found.length).toBeGreaterThan(2);
      expect(found.filter(({ citizen }) => !concerns(citizen))).toEqual([]);
    },
    LIMIT_MS,
  );
});

/** A night and a day are enough to find it. */
function firstHoursOf(town: Town): Town {
  return { ...town, until: town.from + 30 * HOUR };
}

type Settings =
  | { readonly timezone: null }
  | { readonly publication: null }
  | { readonly quiet_from: null; readonly quiet_to: null };

function change(db: Db, settings: Settings): Promise<unknown> {
  return db.updateTable('subscriptions').set(settings).execute();
}

async function readOfficesAsWords(db: Db): Promise<void> {
  await db.updateTable('query_anchors').set({ by: 'word' }).where('by', '=', 'office').execute();
}
