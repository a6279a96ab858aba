import { expect, it } from 'vitest';
import { type OwnWhen, WITH_DIGEST } from '../../src/domain/index.ts';
import { dueByTimetable } from '../../src/match/index.ts';
import {
  addInterest,
  type Db,
  ownRhythmsOf,
  rescheduleOwnRhythms,
  saveChat,
  setInterestRhythm,
  setQuiet,
  setSchedule,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';

/** Thursday, 11 in the morning in Pingyang. */
const NOW = new Date('2025-01-09T03:00:00Z');
const MONDAY_8 = new Date('2025-01-13T00:00:00Z');
const MONDAY_7 = new Date('2025-01-12T23:00:00Z');
const schedule = { cron: '0 7 * * *', timezone: 'Asia/Shanghai' };

type Own = Partial<OwnWhen> & { readonly chatHour: number | null };

async function follow(db: Db, chatId: number, { chatHour, ...own }: Own): Promise<number> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, NOW);
  const query = { by: 'word', text: '水利', kinds: null, publication: null } as const;
  const added = await addInterest(db, { chatId, query, dueAt: MONDAY_8 }, NOW);
  const id = added.kind === 'full' ? 0 : added.interest.id;
  const daily = { frequency: 'daily', timezone: null, dueAt: MONDAY_8 } as const;
  await setSchedule(db, chatId, { ...daily, hour: chatHour });
  await setInterestRhythm(db, {
    chatId,
    id,
    ...WITH_DIGEST,
    frequency: 'weekly',
    ...own,
    dueAt: MONDAY_8,
  });
  return id;
}

const dueOf = async (db: Db, chatId: number) => (await ownRhythmsOf(db, chatId))[0]?.dueAt;

describeOnEachDialect('what is followed with a rhythm of its own', (open) => {
  it('follows the timetable of the operator, but where it or its chat has an hour', async () => {
    const { db } = await open();
    await follow(db, 1, { hour: null, chatHour: null });
    await follow(db, 2, { hour: 8, chatHour: null });
    await follow(db, 3, { hour: null, chatHour: 8 });
    const next = (follower: Parameters<typeof dueByTimetable>[1]) =>
      dueByTimetable(schedule, follower, NOW);
    await rescheduleOwnRhythms(db, next, NOW);
    expect(await dueOf(db, 1)).toEqual(MONDAY_7);
    expect(await dueOf(db, 2)).toEqual(MONDAY_8);
    expect(await dueOf(db, 3)).toEqual(MONDAY_8);
  });

  it('by its own clock, and after its own quiet hours', async () => {
    const { db } = await open();
    const own = { timezone: 'Asia/Tokyo', hour: null, chatHour: null } as const;
    await follow(db, 1, own);
    await follow(db, 2, { ...own, quiet: { from: 22, to: 9 } });
    await follow(db, 3, { ...own, quiet: 'none' });
    const night = { quiet: { from: 5, to: 8 }, dueAt: MONDAY_8 };
    for (const chatId of [1, 3]) await setQuiet(db, chatId, night);
    const next = (follower: Parameters<typeof dueByTimetable>[1]) =>
      dueByTimetable(schedule, follower, NOW);
    await rescheduleOwnRhythms(db, next, NOW);
    const due = await Promise.all([1, 2, 3].map((chatId) => dueOf(db, chatId)));
    expect(due.map((each) => each?.toISOString())).toEqual([
      '2025-01-13T00:00:00.000Z', // eight in Shanghai, by whose clock its chat is quiet
      '2025-01-13T00:00:00.000Z', // nine in Tokyo
      '2025-01-12T22:00:00.000Z', // seven there
    ]);
  });

  it('that is due already stays due', async () => {
    const { db } = await open();
    await follow(db, 1, { hour: null, chatHour: null });
    const next = () => MONDAY_7;
    await rescheduleOwnRhythms(db, next, new Date(MONDAY_8.getTime() + 1));
    expect(await dueOf(db, 1)).toEqual(MONDAY_8);
  });
});
