import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Frequency, QuietHours } from '../../src/domain/index.ts';
import { isCron, isTimezone, nextDigestAt, usualTimes } from '../../src/match/index.ts';

const operator = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const daily = { frequency: 'daily', hour: null, timezone: null, quiet: null } as const;

it.each([
  ['0 8 * * *', 'daily', [480]],
  ['30 8,18 * * 1-5', 'daily', [510, 1110]],
  ['30 18,8 * * 1-5', 'weekly', [510]],
  ['0 8 1 * *', 'daily', [480]],
  ['*/5 * * * *', 'daily', []],
] as const)('the usual times of «%s», %s: %j', (cron, frequency, times) => {
  expect(usualTimes({ cron }, frequency)).toEqual(times);
});

describe('nextDigestAt', () => {
  it.each([
    ['by the operator’s timetable', {}, '2025-01-09T03:00Z', '2025-01-10T00:00Z'],
    ['strictly later than now', {}, '2025-01-09T00:00Z', '2025-01-10T00:00Z'],
    ['later on the same day', {}, '2025-01-08T23:59:59Z', '2025-01-09T00:00Z'],
    ['at the chat’s own hour', { hour: 21 }, '2025-01-09T03:00Z', '2025-01-09T13:00Z'],
    ['at midnight', { hour: 0 }, '2025-01-09T03:00Z', '2025-01-09T16:00Z'],
    [
      'in the chat’s own zone',
      { timezone: 'Europe/Rome' },
      '2025-01-09T03:00Z',
      '2025-01-09T07:00Z',
    ],
    ['on Monday', { frequency: 'weekly' }, '2025-01-09T03:00Z', '2025-01-13T00:00Z'],
    ['a week after Monday', { frequency: 'weekly' }, '2025-01-13T00:00Z', '2025-01-20T00:00Z'],
    [
      'on Monday at its own hour',
      { frequency: 'weekly', hour: 7 },
      '2025-01-09T03:00Z',
      '2025-01-12T23:00Z',
    ],
    [
      'after the clock has jumped over two',
      { hour: 2, timezone: 'America/New_York' },
      '2025-03-09T05:00Z',
      '2025-03-09T07:00Z',
    ],
    [
      'the first time one o’clock comes',
      { hour: 1, timezone: 'America/New_York' },
      '2025-11-02T04:00Z',
      '2025-11-02T05:00Z',
    ],
    [
      'not the second time one o’clock comes',
      { hour: 1, timezone: 'America/New_York' },
      '2025-11-02T05:00Z',
      '2025-11-03T06:00Z',
    ],
    [
      'not between the two',
      { hour: 1, timezone: 'America/New_York' },
      '2025-11-02T05:30Z',
      '2025-11-03T06:00Z',
    ],
    [
      'where midnight is jumped over',
      { hour: 0, timezone: 'Africa/Cairo' },
      '2025-04-24T12:00Z',
      '2025-04-24T22:00Z',
    ],
  ] as const)('is due %s', (_, chosen, now, due) => {
    const next = nextDigestAt(operator, { ...daily, ...chosen }, new Date(now));
    expect(next).toEqual(new Date(due));
  });

  it('is never due for a chat that is told at once', () => {
    expect(nextDigestAt(operator, { ...daily, frequency: 'instant' }, new Date(0))).toBeNull();
  });

  it('takes the operator’s zone for one that is not known', () => {
    const chosen = { ...daily, timezone: 'Asia/Nowhere' };
    const next = nextDigestAt(operator, chosen, new Date('2025-01-09T03:00Z'));
    expect(next).toEqual(new Date('2025-01-10T00:00Z'));
  });

  it.each([
    ['0 8,18 * * *', '2025-01-09T03:00Z', '2025-01-13T00:00Z'],
    ['0 8,18 * * *', '2025-01-13T03:00Z', '2025-01-20T00:00Z'], // not on Monday evening
    ['30 7 * * 2-5', '2025-01-09T03:00Z', '2025-01-12T23:30Z'], // Monday, though the timetable rests then
  ])('comes once a week, by the time of day of «%s»', (cron, now, due) => {
    const weekly = { ...daily, frequency: 'weekly' } as const;
    expect(nextDigestAt({ ...operator, cron }, weekly, new Date(now))).toEqual(new Date(due));
  });

  it('agrees with the calendar of every zone over forty years', () => {
    fc.assert(
      fc.property(zones, hours, instants, frequencies, (timezone, hour, now, frequency) => {
        const next = nextDigestAt(operator, { frequency, hour, timezone, quiet: null }, now);
        expect(next?.toISOString()).toBe(oracle({ timezone, hour, now, frequency }));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [
      'at the end of quiet hours that go over midnight',
      { hour: 23 },
      '2025-01-09T12:00Z',
      '2025-01-09T23:00Z',
    ],
    [
      'in the morning, for what was due in the night',
      { hour: 23 },
      '2025-01-09T18:00Z',
      '2025-01-09T23:00Z',
    ],
    [
      'not again when the quiet hours have just ended',
      { hour: 23 },
      '2025-01-09T23:00Z',
      '2025-01-10T23:00Z',
    ],
    ['at its hour outside of them', { hour: 21 }, '2025-01-09T12:00Z', '2025-01-09T13:00Z'],
    ['at the hour at which they end', { hour: 7 }, '2025-01-09T18:00Z', '2025-01-09T23:00Z'],
    [
      'after those by day',
      { hour: 13, quiet: { from: 12, to: 15 } },
      '2025-01-09T03:00Z',
      '2025-01-09T07:00Z',
    ],
    [
      'a week’s after those of its Monday',
      { frequency: 'weekly', hour: 23 },
      '2025-01-13T12:00Z',
      '2025-01-13T23:00Z',
    ],
    [
      'when the clock has jumped over their end',
      { hour: 1, timezone: 'Europe/Rome', quiet: { from: 22, to: 2 } },
      '2025-03-29T20:00Z',
      '2025-03-30T01:00Z',
    ],
    [
      'after an hour that is quiet twice',
      { hour: 1, timezone: 'America/New_York', quiet: { from: 22, to: 2 } },
      '2025-11-02T00:00Z',
      '2025-11-02T07:00Z',
    ],
  ] as const)('comes %s', (_, chosen, now, due) => {
    const rhythm = { ...daily, quiet: { from: 22, to: 7 }, ...chosen };
    expect(nextDigestAt(operator, rhythm, new Date(now))).toEqual(new Date(due));
  });

  it('comes once in a night in which a timetable would come often', () => {
    const often = { ...operator, cron: '*/5 * * * *' };
    const rhythm = { ...daily, quiet: { from: 22, to: 7 } };
    const next = (now: string) => nextDigestAt(often, rhythm, new Date(now));
    expect(next('2025-01-09T13:55Z')).toEqual(new Date('2025-01-09T23:00Z'));
    expect(next('2025-01-09T20:00Z')).toEqual(new Date('2025-01-09T23:00Z'));
    expect(next('2025-01-09T23:00Z')).toEqual(new Date('2025-01-09T23:05Z'));
  });

  it('with quiet hours agrees with the calendar of every zone over twenty years', () => {
    fc.assert(
      fc.property(
        zones,
        hours,
        instants,
        quietHours,
        frequencies,
        (timezone, hour, now, quiet, frequency) => {
          const next = nextDigestAt(operator, { frequency, hour, timezone, quiet }, now);
          const asked = { timezone, hour, now, frequency };
          expect(next?.toISOString()).toBe(quietOracle(asked, quiet));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('misses no day and doubles none, followed over years', () => {
    fc.assert(
      fc.property(zones, hours, fc.integer({ min: 2000, max: 2039 }), (timezone, hour, year) => {
        const days: string[] = [];
        let at = new Date(Date.UTC(year, 0, 1));
        while (days.length < 400) {
          at = nextDigestAt(operator, { ...daily, hour, timezone }, at) ?? at;
          days.push(localDay(at, timezone).toString());
        }
        const [first = ''] = days;
        const expected = days.map((_, n) =>
          Temporal.PlainDate.from(first).add({ days: n }).toString(),
        );
        expect(days).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

/** Half-hour zones, gaps at midnight, of half an hour, of two hours, off the full hour, twice a year or never. */
const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Asia/Urumqi',
  'UTC',
  'Europe/Rome',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Asuncion',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Tehran',
  'Asia/Gaza',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'Antarctica/Troll',
);
const hours = fc.integer({ min: 0, max: 23 });
const frequencies = fc.constantFrom<Frequency>('daily', 'weekly');
const instants = fc
  .integer({ min: Date.UTC(2000, 0, 2) / 1000, max: Date.UTC(2039, 11, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000));

const quietHours = fc.record({ from: hours, to: hours }).filter(({ from, to }) => from !== to);

/** Of all that its timetable says around now, each a quarter of an hour on until it is quiet no more, the next. */
function quietOracle(asked: Asked, { from, to }: QuietHours): string | undefined {
  const isQuiet = (at: number) => {
    const hour = localHour(new Date(at), asked.timezone);
    return from < to ? from <= hour && hour < to : hour >= from || hour < to;
  };
  let now = new Date(asked.now.getTime() - 3 * 86_400_000);
  for (;;) {
    const planned = oracle({ ...asked, now });
    if (planned === undefined) return undefined;
    let due = Date.parse(planned);
    while (isQuiet(due)) due += 900_000;
    if (due > asked.now.getTime()) return new Date(due).toISOString();
    now = new Date(planned);
  }
}

/** By another way than the code's. */
function localHour(at: Date, timeZone: string): number {
  let format = hourFormats.get(timeZone);
  format ??= new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  hourFormats.set(timeZone, format);
  return Number(format.format(at));
}
const hourFormats = new Map<string, Intl.DateTimeFormat>();

type Asked = { timezone: string; hour: number; now: Date; frequency: Frequency };

/** Day by day over the calendar: the hour itself, or where the clock jumps over it, the moment after. */
function oracle({ timezone, hour, now, frequency }: Asked): string | undefined {
  const today = localDay(now, timezone);
  for (let days = 0; days <= 15; days++) {
    const day = today.add({ days });
    if (frequency === 'weekly' && day.dayOfWeek !== 1) continue;
    const at = atHour(day, hour, timezone);
    if (at.epochMilliseconds > now.getTime()) return new Date(at.epochMilliseconds).toISOString();
  }
  return undefined;
}

function atHour(day: Temporal.PlainDate, hour: number, timezone: string): Temporal.ZonedDateTime {
  const wall = day.toPlainDateTime({ hour });
  const earlier = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier;
  return earlier.getTimeZoneTransition('next') ?? earlier;
}

function localDay(instant: Date, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
}

describe('what an operator may set', () => {
  it.each(['Asia/Shanghai', 'UTC', 'Europe/Rome', 'Asia/Chongqing'])('%s is a zone', (text) => {
    expect(isTimezone(text)).toBe(true);
  });

  it.each(['', 'Beijing', '+08:00', 'Asia/Nowhere', 'Asia/Shanghai; drop table'])(
    '«%s» is no zone',
    (text) => {
      expect(isTimezone(text)).toBe(false);
    },
  );

  it.each(['0 8 * * *', '30 7,18 * * 1-5', ' 0 8 * * * ', '*/5 * * * *', '0 8 29 2 *'])(
    '«%s» is a timetable',
    (text) => {
      expect(isCron(text)).toBe(true);
    },
  );

  it.each([
    '',
    '8',
    '0 8 * *',
    '0 0 8 * * *',
    '60 8 * * *',
    'every day at 8',
    '0 8 30 2 *',
    '@daily',
  ])('«%s» is no timetable', (text) => {
    expect(isCron(text)).toBe(false);
  });
});
