import { expect, it } from 'vitest';
import { type Frequency, type Item, type ItemKind, WITH_DIGEST } from '../../src/domain/index.ts';
import { followedIn, missedIn } from '../../src/pipeline/missed-items.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueUrgent } from '../../src/pipeline/queue-urgent.ts';
import {
  addInterest,
  type Db,
  lastMissed,
  markGone,
  recordSettlements,
  saveChat,
  saveIssue,
  setInterestRhythm,
  setKinds,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { claimAll } from '../support/outbox.ts';
import { anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const CHAT = { id: 1, kind: 'private', language: 'zh' } as const;

describeOnEachDialect('what waited for its turn when a chat left', (open) => {
  it('is missed, and told neither at its turn nor with the digest', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    expect(await digestsAt(db, 15)).toEqual(['鳌江镇修路']);
    await leave(db, 15);
    for (const day of [16, 17]) await print(db, day, [`水头镇${day}`, `鳌江镇${day}`]);
    expect(await back(db, 17)).toEqual({
      offered: 3,
      listed: ['水头镇16', '鳌江镇16', '水头镇通车'],
    });
    expect(await digestsAt(db, 18)).toEqual(['鳌江镇17']);
    expect(await digestsAt(db, 20)).toEqual(['水头镇17']); // Monday
    expect(await listed(db)).toEqual(['水头镇16', '鳌江镇16', '水头镇通车']);
  });

  it('is missed also where nothing newer came', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    await print(db, 15, ['鳌江镇15']);
    expect(await digestsAt(db, 16)).toEqual(['鳌江镇修路', '鳌江镇15']);
    await leave(db, 16);
    expect(await back(db, 16)).toEqual({ offered: 1, listed: ['水头镇通车'] });
    expect(await digestsAt(db, 20)).toEqual([]);
  });

  it('is what a weekly digest has not told, without what came in its own rhythm or at once', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'weekly', own: 'daily' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路', '停水通知']);
    await urgentAt(db, 14);
    expect(await settle(db, at(14, 2), 'sent')).toHaveLength(1);
    expect(await digestsAt(db, 15)).toEqual(['水头镇通车']);
    await leave(db, 15);
    for (const day of [16, 17]) await print(db, day, [`水头镇${day}`, `鳌江镇${day}`]);
    expect(await back(db, 17)).toEqual({
      offered: 3,
      listed: ['水头镇16', '鳌江镇16', '鳌江镇修路'],
    });
    expect(await digestsAt(db, 18)).toEqual(['水头镇17']);
    expect(await digestsAt(db, 20)).toEqual(['鳌江镇17']);
    expect(await listed(db)).toEqual(['水头镇16', '鳌江镇16', '鳌江镇修路']);
  });

  it('is missed without what the chat began to want later', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly', kinds: ['decision'] });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    expect(await digestsAt(db, 15)).toEqual([]);
    await setKinds(db, CHAT.id, ['news']);
    await leave(db, 15);
    for (const day of [16, 17]) await print(db, day, [`鳌江镇${day}`]);
    expect(await back(db, 17)).toEqual({ offered: 2, listed: ['鳌江镇16', '水头镇通车'] });
  });

  it('is not offered again, and stays in the list of an absence that goes on', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    await digestsAt(db, 15);
    await leave(db, 15);
    await print(db, 16, ['鳌江镇16']);
    expect(await back(db, 16)).toEqual({ offered: 1, listed: ['水头镇通车'] });
    await leave(db, 16);
    expect(await back(db, 16)).toEqual({ offered: 0, listed: ['水头镇通车'] });
    await leave(db, 16);
    await print(db, 17, ['鳌江镇17']);
    expect(await back(db, 17)).toEqual({ offered: 1, listed: ['鳌江镇16', '水头镇通车'] });
  });

  it('is missed with the digest that found nobody there', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    await digestsAt(db, 15);
    await print(db, 15, ['水头镇15', '鳌江镇15']);
    expect(await digestsAt(db, 16, 'gone')).toEqual(['鳌江镇15']);
    await print(db, 17, ['鳌江镇17']);
    expect(await back(db, 17)).toEqual({
      offered: 3,
      listed: ['水头镇15', '鳌江镇15', '水头镇通车'],
    });
    expect(await digestsAt(db, 20)).toEqual(['鳌江镇17']);
  });

  it('is missed where its own turn is the first to find nobody there', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    expect(await digestsAt(db, 15)).toEqual(['鳌江镇修路']);
    await print(db, 18, ['水头镇18', '鳌江镇18']);
    expect(await digestsAt(db, 19)).toEqual(['鳌江镇18']);
    expect(await digestsAt(db, 20, 'gone')).toEqual(['水头镇通车', '水头镇18']); // Monday
    for (const day of [20, 21]) await print(db, day, [`水头镇${day}`, `鳌江镇${day}`]);
    expect(await back(db, 21)).toEqual({
      offered: 4,
      listed: ['水头镇20', '鳌江镇20', '水头镇18', '水头镇通车'],
    });
    expect(await digestsAt(db, 22)).toEqual(['鳌江镇21']);
    expect(await digestsAt(db, 27)).toEqual(['水头镇21']);
    expect(await listed(db)).toEqual(['水头镇20', '鳌江镇20', '水头镇18', '水头镇通车']);
  });

  it('is missed also where the digest waited while its own turns told what is newer', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'weekly', own: 'daily' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    expect(await digestsAt(db, 15)).toEqual(['水头镇通车']);
    expect(await digestsAt(db, 20, 'gone')).toEqual(['鳌江镇修路']); // Monday
    expect(await back(db, 20)).toEqual({ offered: 1, listed: ['鳌江镇修路'] });
    expect(await digestsAt(db, 27)).toEqual([]);
  });

  it('is missed without what was told meanwhile at another turn of its own', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await alsoFollows(db, '鳌江镇', { own: 'daily', dueAt: at(14) });
    await setKinds(db, CHAT.id, []);
    await print(db, 14, ['水头镇通车', '水头镇连鳌江镇']);
    expect(await digestsAt(db, 15)).toEqual(['水头镇连鳌江镇']);
    expect(await digestsAt(db, 20, 'gone')).toEqual(['水头镇通车']); // Monday
    expect(await back(db, 20)).toEqual({ offered: 1, listed: ['水头镇通车'] });
    expect(await digestsAt(db, 27)).toEqual([]);
  });

  it('is missed with its own turn though the digest, whose turn comes later, has not come so far', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'weekly', own: 'daily' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    expect(await digestsAt(db, 15, 'gone')).toEqual(['水头镇通车']);
    expect(await back(db, 15)).toEqual({ offered: 1, listed: ['水头镇通车'] });
    expect(await digestsAt(db, 16)).toEqual([]);
    expect(await digestsAt(db, 20)).toEqual(['鳌江镇修路']); // Monday
    expect(await listed(db)).toEqual(['水头镇通车']);
  });

  it('is missed also where it is only signed by what the chat follows', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    const signed = { title: '停止供气', body: '检修。', signature: '水头镇人民政府' };
    await print(db, 14, [signed, '鳌江镇修路']);
    expect(await digestsAt(db, 15)).toEqual(['鳌江镇修路']);
    expect(await digestsAt(db, 20, 'gone')).toEqual(['停止供气']); // Monday
    expect(await back(db, 20)).toEqual({ offered: 1, listed: ['停止供气'] });
  });

  it('is missed with all the turns that found nobody there', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await alsoFollows(db, '腾蛟镇', { own: 'weekly', dueAt: at(21) });
    await print(db, 14, ['水头镇通车', '腾蛟镇停电', '鳌江镇修路']);
    expect(await digestsAt(db, 15)).toEqual(['鳌江镇修路']);
    for (const day of [20, 21]) await queueAt(db, day);
    expect(await settle(db, at(21, 1), 'gone')).toHaveLength(1); // and the other with it
    expect(await back(db, 21)).toEqual({ offered: 2, listed: ['水头镇通车', '腾蛟镇停电'] });
  });

  it('is offered once, and what is told after a return is missed no more', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '鳌江镇修路']);
    await digestsAt(db, 15);
    await digestsAt(db, 20, 'gone'); // Monday
    expect(await back(db, 20)).toEqual({ offered: 1, listed: ['水头镇通车'] });
    await leave(db, 21);
    expect(await back(db, 21)).toEqual({ offered: 0, listed: ['水头镇通车'] });
    await print(db, 22, ['水头镇22', '鳌江镇22']);
    expect(await digestsAt(db, 23)).toEqual(['鳌江镇22']);
    expect(await digestsAt(db, 27)).toEqual(['水头镇22']); // Monday
    await leave(db, 28);
    expect(await back(db, 28)).toEqual({ offered: 0, listed: ['水头镇通车'] });
  });
});

describeOnEachDialect('what was urgent when a chat left', (open) => {
  it('is not missed where it had come, though a digest without anything came after it', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'daily' });
    await print(db, 14, ['停水通知']);
    await urgentAt(db, 14);
    expect(await settle(db, at(14, 2), 'sent')).toHaveLength(1);
    expect(await digestsAt(db, 15)).toEqual([]);
    await print(db, 15, ['鳌江镇15']);
    expect(await digestsAt(db, 16, 'gone')).toEqual(['鳌江镇15']);
    expect(await back(db, 16)).toEqual({ offered: 1, listed: ['鳌江镇15'] });
  });

  it('is missed though a digest passed it before it found nobody there', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'daily' });
    await print(db, 14, ['停水通知']);
    await urgentAt(db, 14);
    await digestsAt(db, 15, 'gone');
    expect(await back(db, 15)).toEqual({ offered: 1, listed: ['停水通知'] });
  });

  it('is missed though Telegram told that the chat is gone before the refusal was written', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'daily' });
    await print(db, 14, ['停水通知']);
    await urgentAt(db, 14);
    await digestsAt(db, 15);
    await print(db, 15, ['停水通知15']);
    await urgentAt(db, 15);
    const claimed = await claimAll(db, at(15, 2));
    const settlement = { kind: 'gone', reason: 'Forbidden: bot was blocked by the user' } as const;
    await markGone(db, CHAT.id, settlement.reason, new Date(at(15, 2).getTime() + 5));
    await recordSettlements(
      db,
      claimed.map((delivery) => ({ delivery, settlement })),
      at(15, 2),
    );
    expect(await back(db, 15)).toMatchObject({ offered: 1 });
  });

  it('is missed with what waited for its turn before it', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly' });
    await print(db, 14, ['水头镇通车', '停水通知']);
    await urgentAt(db, 14);
    await digestsAt(db, 15, 'gone');
    expect(await back(db, 15)).toEqual({ offered: 2, listed: ['水头镇通车', '停水通知'] });
  });

  it('is not missed a second time once a digest has told it', async () => {
    const { db } = await open();
    await aReader(db, { digest: 'daily', own: 'weekly', kinds: ['news', 'notice'] });
    await print(db, 14, ['水头镇停水通知']);
    await urgentAt(db, 14);
    await settle(db, at(14, 2), 'gone');
    expect(await back(db, 14)).toMatchObject({ offered: 1 });
    expect(await digestsAt(db, 15)).toEqual(['水头镇停水通知']);
    await leave(db, 15);
    for (const day of [16, 17]) await print(db, day, [`鳌江镇${day}`]);
    expect(await back(db, 17)).toEqual({ offered: 1, listed: ['鳌江镇16'] });
  });
});

describeOnEachDialect('what was urgent and found nobody there', (open) => {
  it.each([null, 'daily'] as const)(
    'is in the list until the digest has told it (in a rhythm of its own: %s)',
    async (own) => {
      const { db } = await open();
      await aReader(db, { digest: 'daily', own, kinds: ['news', 'notice'] });
      await print(db, 14, ['水头镇停水通知']);
      await urgentAt(db, 14);
      await settle(db, at(14, 2), 'gone');
      expect(await back(db, 14)).toEqual({ offered: 1, listed: ['水头镇停水通知'] });
      expect(await digestsAt(db, 15)).toEqual(['水头镇停水通知']);
      expect(await listed(db)).toEqual([]);
      await print(db, 15, ['鳌江镇15']);
      expect(await digestsAt(db, 16)).toEqual(['鳌江镇15']);
      expect(await listed(db)).toEqual([]);
    },
  );
});

type Reader = {
  readonly digest: Frequency;
  /** `null`: with the digest. */
  readonly own: Frequency | null;
  readonly kinds?: readonly ItemKind[];
};

/** Wants news, and what names 水头镇 in a rhythm of its own; it was told of everything until the 13th, a Monday. */
async function aReader(db: Db, { digest, own, kinds = ['news'] }: Reader): Promise<void> {
  const due = { daily: at(14), weekly: at(20), instant: null };
  await saveChat(db, CHAT, at(13, 1));
  await subscribe(db, { chatId: CHAT.id, kinds, dueAt: due[digest] }, at(13, 1));
  const rhythm = { frequency: digest, hour: null, timezone: null, dueAt: due[digest] };
  await setSchedule(db, CHAT.id, rhythm);
  await alsoFollows(db, '水头镇', { own, dueAt: own && due[own] });
}

type Own = { readonly own: Frequency | null; readonly dueAt: Date | null };

async function alsoFollows(db: Db, text: string, { own, dueAt }: Own): Promise<void> {
  const query = { by: 'place', text, kinds: null, publication: null } as const;
  const added = await addInterest(db, { chatId: CHAT.id, query, dueAt: null }, at(13, 1));
  if (own === null) return;
  if (added.kind === 'full') throw new Error('It follows too much');
  const wanted = { ...WITH_DIGEST, frequency: own, dueAt };
  await setInterestRhythm(db, { chatId: CHAT.id, id: added.interest.id, ...wanted });
}

/** In January, so many hours after eight in Shanghai. */
function at(day: number, hours = 0): Date {
  return new Date(Date.UTC(2025, 0, day, hours));
}

type Printed = string | Partial<Item>;

/** By their titles: of 水头镇 and 腾蛟镇 in notices, of anything else as news. What is more than a title is a notice. */
async function print(db: Db, day: number, articles: readonly Printed[]): Promise<void> {
  const items = articles.map((article) => {
    if (typeof article !== 'string') return anItem({ kind: 'notice', byline: null, ...article });
    const kind = /^(?:水头|腾蛟)镇/u.test(article) ? 'notice' : 'news';
    return anItem({ kind, title: article, body: `${article}。`, byline: null });
  });
  const date = `2025-01-${day}`;
  const text = items.map(({ title }) => title).join();
  await saveIssue(db, anIngest({ text, date, items, now: at(day, 1) }));
}

/** The articles of the digest at eight; whether it finds somebody there or not. */
async function digestsAt(
  db: Db,
  day: number,
  outcome: 'sent' | 'gone' = 'sent',
): Promise<string[]> {
  await queueAt(db, day);
  const texts = await settle(db, at(day, 1), outcome);
  return texts.flatMap((text) =>
    [...text.matchAll(/^\d+\. (.+)$/gmu)].map(([, title = '']) => title),
  );
}

async function queueAt(db: Db, day: number): Promise<void> {
  const now = at(day);
  await queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: false });
}

async function urgentAt(db: Db, day: number): Promise<void> {
  await queueUrgent({ db, now: () => at(day, 1), style: 'classic' });
}

async function settle(db: Db, now: Date, outcome: 'sent' | 'gone'): Promise<string[]> {
  const claimed = await claimAll(db, now);
  const settlement =
    outcome === 'sent'
      ? ({ kind: 'sent', messageId: 1 } as const)
      : ({ kind: 'gone', reason: 'Forbidden: bot was blocked by the user' } as const);
  const settled = claimed.map((delivery) => ({ delivery, settlement }));
  await recordSettlements(db, settled, now);
  return claimed.map(({ message }) => (message.style === 'classic' ? message.text : ''));
}

function leave(db: Db, day: number): Promise<void> {
  return markGone(db, CHAT.id, 'bot was blocked by the user', at(day, 2));
}

/** What it is offered, and what /missed shows. */
async function back(db: Db, day: number) {
  const missed = await saveChat(db, CHAT, at(day, 3), followedIn);
  return { offered: missed?.count ?? 0, listed: await listed(db) };
}

async function listed(db: Db): Promise<string[]> {
  const range = await lastMissed(db, CHAT.id);
  if (!range) return [];
  const find = await missedIn(db, CHAT.id, range);
  const { items } = await find({ limit: 20, offset: 0 });
  return items.map(({ title }) => title);
}
