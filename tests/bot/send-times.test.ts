import { describe, expect, it } from 'vitest';
import { isSendTime, sendTimes } from '../../src/bot/send-times.ts';

const ZONE = 'Asia/Shanghai';

/** As the clocks of a zone show them. */
function offered(now: string, zone = ZONE): string[] {
  return sendTimes(new Date(now), zone).map(
    ({ at, nearness }) => `${nearness} ${at.toLocaleString('sv-SE', { timeZone: zone })}`,
  );
}

describe('the times at which a broadcast may be sent', () => {
  it('are in an hour and at the hours people read, the next first', () => {
    expect(offered('2025-01-09T03:02:00Z')).toEqual([
      'in-an-hour 2025-01-09 12:05:00',
      'today 2025-01-09 18:00:00',
      'tomorrow 2025-01-10 08:00:00',
      'tomorrow 2025-01-10 12:00:00',
      'tomorrow 2025-01-10 18:00:00',
      'later 2025-01-11 08:00:00',
      'later 2025-01-11 18:00:00',
    ]);
  });

  it('are none of them past, and none so near that it would be past when it is confirmed', () => {
    expect(offered('2025-01-09T09:51:00Z')).toEqual([
      'in-an-hour 2025-01-09 18:55:00',
      'tomorrow 2025-01-10 08:00:00',
      'tomorrow 2025-01-10 12:00:00',
      'tomorrow 2025-01-10 18:00:00',
      'later 2025-01-11 08:00:00',
      'later 2025-01-11 18:00:00',
    ]);
  });

  it('stand for different hours', () => {
    expect(offered('2025-01-09T03:00:00Z')[0]).toBe('in-an-hour 2025-01-09 12:00:00');
    expect(offered('2025-01-09T03:00:00Z')).toHaveLength(7);
  });

  it('go by the day of the zone, also over midnight and a change of the clocks', () => {
    expect(offered('2025-01-09T16:30:00Z')[0]).toBe('in-an-hour 2025-01-10 01:30:00');
    expect(offered('2025-01-09T16:30:00Z')[1]).toBe('today 2025-01-10 08:00:00');
    const paris = offered('2025-03-29T20:00:00Z', 'Europe/Paris');
    expect(paris).toContain('tomorrow 2025-03-30 08:00:00');
  });
});

describe('a time a button names', () => {
  const now = new Date('2025-01-09T03:00:00Z');

  it('must be to come, and not further off than any that is offered', () => {
    for (const { at } of sendTimes(now, ZONE)) expect(isSendTime(at, now)).toBe(true);
    expect(isSendTime(now, now)).toBe(false);
    expect(isSendTime(new Date(0), now)).toBe(false);
    expect(isSendTime(new Date('2025-03-01T00:00:00Z'), now)).toBe(false);
  });
});
