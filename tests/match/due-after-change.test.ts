import { expect, it } from 'vitest';
import { dueAfterChange, dueByTimetable } from '../../src/match/index.ts';

const operator = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const night = { from: 22, to: 7 };
const daily = { frequency: 'daily', hour: 20, timezone: null, quiet: null } as const;
/** Thursday, 10:00 in Shanghai; yesterday's came yesterday at 20:00. */
const TEN = '2025-01-09T02:00Z';
const TODAY_20 = '2025-01-09T12:00Z';

it.each([
  ['an hour that is still to come today counts today', { hour: 18 }, '2025-01-09T10:00Z'],
  ['at an hour that is over today’s comes as planned', { hour: 8 }, TODAY_20],
  ['a later hour is waited for', { hour: 21 }, '2025-01-09T13:00Z'],
  ['the operator’s hour is over as well', { hour: null }, TODAY_20],
  [
    'where the day has begun later the hour is still to come',
    { timezone: 'Europe/Rome' },
    '2025-01-09T19:00Z',
  ],
  [
    'where the day is further on it comes the earlier',
    { timezone: 'Pacific/Auckland' },
    '2025-01-09T07:00Z',
  ],
  ['weekly: on Monday, with all of the week', { frequency: 'weekly' }, '2025-01-13T12:00Z'],
  ['quiet hours put it off', { quiet: { from: 19, to: 22 } }, '2025-01-09T14:00Z'],
  ['at once: as soon as there is something new', { frequency: 'instant' }, null],
] as const)('%s', (_, change, due) => {
  const before = { ...daily, dueAt: new Date(TODAY_20) };
  const after = { ...daily, ...change };
  expect(dueAfterChange(operator, { before, after }, new Date(TEN))).toEqual(at(due));
});

it.each([
  ['another hour', { hour: 8 }],
  ['another zone', { timezone: 'Europe/Rome' }],
  ['another rhythm', { frequency: 'weekly' }],
  ['quiet hours', { quiet: night }],
] as const)('what is due already stays due, whatever is chosen: %s', (_, change) => {
  const before = { ...daily, dueAt: new Date('2025-01-09T01:59Z') };
  const after = { ...daily, ...change };
  expect(dueAfterChange(operator, { before, after }, new Date(TEN))).toEqual(before.dueAt);
});

it('what the night has put off comes in the morning, though the night is no longer quiet', () => {
  const before = { ...daily, hour: 23, quiet: night, dueAt: new Date('2025-01-09T23:00Z') };
  const change = { before, after: { ...before, quiet: null } };
  const lateInTheEvening = new Date('2025-01-09T15:30Z');
  expect(dueAfterChange(operator, change, lateInTheEvening)).toEqual(before.dueAt);
  const inTime = new Date('2025-01-09T14:30Z');
  expect(dueAfterChange(operator, change, inTime)).toEqual(new Date('2025-01-09T15:00Z'));
});

it('what an outage and then the night have put off comes in the morning, though another hour is chosen', () => {
  const before = { ...daily, quiet: night, dueAt: new Date('2025-01-09T23:00Z') }; // of yesterday, 20:00
  const after = { ...before, hour: 12 };
  const atNight = new Date('2025-01-09T16:00Z');
  expect(dueAfterChange(operator, { before, after }, atNight)).toEqual(before.dueAt);
});

it.each([
  ['is the one it was', '0 20 * * *', '2025-01-09T12:00Z'],
  ['says a later hour', '0 21 * * *', '2025-01-09T13:00Z'],
  ['says an hour that is over today', '0 8 * * *', TODAY_20],
])('today’s comes in any case where the operator’s timetable %s', (_, cron, due) => {
  const follower = { ...daily, hour: null, dueAt: new Date(TODAY_20) };
  expect(dueByTimetable({ ...operator, cron }, follower, new Date(TEN))).toEqual(at(due));
});

it('a restart in the night does not drop what the night has put off', () => {
  const follower = { ...daily, hour: null, quiet: night, dueAt: new Date('2025-01-09T23:00Z') };
  const evenings = { ...operator, cron: '0 20 * * *' };
  const restarted = new Date('2025-01-09T18:00Z');
  expect(dueByTimetable(evenings, follower, restarted)).toEqual(follower.dueAt);
});

function at(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
