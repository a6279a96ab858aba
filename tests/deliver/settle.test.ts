import { describe, expect, it } from 'vitest';
import { createBrake, settle } from '../../src/deliver/index.ts';
import type { SendOutcome } from '../../src/domain/index.ts';
import { later, T0 } from '../support/outbox.ts';

const FIRST = { attempts: 1, now: T0, policy: 'resend' } as const;
const UNKNOWN: SendOutcome = { kind: 'unknown', reason: 'ECONNRESET' };

describe('a settlement', () => {
  it.each<{ outcome: SendOutcome; settlement: object }>([
    { outcome: { kind: 'sent', messageId: 7 }, settlement: { kind: 'sent', messageId: 7 } },
    { outcome: { kind: 'gone', reason: '403' }, settlement: { kind: 'gone', reason: '403' } },
    { outcome: { kind: 'refused', reason: '400' }, settlement: { kind: 'refused', reason: '400' } },
    { outcome: { kind: 'migrated', chatId: -100 }, settlement: { kind: 'moved', chatId: -100 } },
    { outcome: { kind: 'topicless', topicId: 7 }, settlement: { kind: 'topicless', topicId: 7 } },
    { outcome: { kind: 'unsupported' }, settlement: { kind: 'fallback' } },
    { outcome: { kind: 'busy', retryAfterMs: 43_838_000 }, settlement: { at: later(43_838_000) } },
    { outcome: UNKNOWN, settlement: { kind: 'again', at: later(1_000), reason: 'ECONNRESET' } },
  ])('of $outcome.kind is $settlement.kind', ({ outcome, settlement }) => {
    expect(settle(outcome, FIRST)).toMatchObject(settlement);
  });

  it('of what may have arrived is kept where nothing may be sent twice', () => {
    expect(settle(UNKNOWN, { ...FIRST, policy: 'hold' })).toEqual(UNKNOWN);
  });

  it('of what may have arrived waits longer each time, and gives up in the end', () => {
    const wait = (attempts: number) => settle(UNKNOWN, { ...FIRST, attempts });
    expect(wait(4)).toMatchObject({ at: later(8_000) });
    expect(wait(30)).toMatchObject({ at: later(600_000) });
    expect(wait(40)).toEqual(UNKNOWN);
  });
});

describe('the brake', () => {
  const busy = (seconds: number): SendOutcome => ({ kind: 'busy', retryAfterMs: seconds * 1_000 });

  it('stops for three chats refused for flood, for the shortest of their waits', () => {
    const brake = createBrake();
    expect(brake.feel(1, busy(43_838), T0)).toBeNull();
    expect(brake.feel(2, busy(5), later(500))).toBeNull();
    expect(brake.feel(3, busy(7), later(900))).toEqual({ until: later(5_500), isFlood: true });
  });

  it('goes on for one chat, however often it is refused', () => {
    const brake = createBrake();
    for (let ms = 0; ms < 1_000; ms += 100) expect(brake.feel(1, busy(60), later(ms))).toBeNull();
  });

  it('goes on for refusals far apart', () => {
    const brake = createBrake();
    const sent: SendOutcome = { kind: 'sent', messageId: 1 };
    for (let chat = 1; chat < 10; chat++) {
      expect(brake.feel(chat, busy(1), later(chat * 1_500))).toBeNull();
      expect(brake.feel(100 + chat, sent, later(chat * 1_500))).toBeNull();
    }
  });

  it('stops for refusals far apart if nothing is taken between them', () => {
    const brake = createBrake();
    expect(brake.feel(1, busy(9), T0)).toBeNull();
    expect(brake.feel(2, busy(9), later(5_000))).toBeNull();
    expect(brake.feel(3, busy(9), later(8_000))).toEqual({ until: later(9_000), isFlood: true });
  });

  it('stops ten minutes at most, however long a few chats must wait', () => {
    const brake = createBrake();
    brake.feel(1, busy(43_838), T0);
    brake.feel(2, busy(43_838), T0);
    expect(brake.feel(3, busy(43_838), T0)?.until).toEqual(later(600_000));
  });

  it('does not take a server that is not to be reached for one that has had enough', () => {
    const brake = createBrake();
    const unreached: SendOutcome = { kind: 'unreached', retryAfterMs: 5_000 };
    for (let chat = 1; chat < 5; chat++) expect(brake.feel(chat, unreached, T0)).toBeNull();
    expect(brake.feel(5, unreached, T0)).toEqual({ until: later(1_000), isFlood: false });
  });

  it('stops for five chats in a row without an answer, longer each time', () => {
    const brake = createBrake();
    const untils = Array.from({ length: 10 }, (_, chat) => brake.feel(chat, UNKNOWN, T0));
    expect(untils.filter((until) => until !== null)).toEqual([
      { until: later(1_000), isFlood: false },
      { until: later(2_000), isFlood: false },
    ]);
  });

  it('goes on as long as some chats are answered', () => {
    const brake = createBrake();
    for (let chat = 1; chat < 30; chat++) {
      const outcome: SendOutcome = chat % 4 === 0 ? { kind: 'sent', messageId: 1 } : UNKNOWN;
      expect(brake.feel(chat, outcome, T0)).toBeNull();
    }
  });
});
