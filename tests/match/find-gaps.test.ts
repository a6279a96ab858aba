import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editionNumberIn } from '../../src/domain/index.ts';
import { findGaps, type PrintedIssue } from '../../src/match/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A Monday; no public holiday is near in the sixty days before. */
const TODAY = '2025-09-22';

function dayBefore(days: number, from = TODAY): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** A paper of the last weeks that appears on these weekdays (0 is Sunday), with or without numbers. */
function paper(weekdays: readonly number[], { numbered = false, weeks = 8, today = TODAY } = {}) {
  const days = Array.from({ length: weeks * 7 }, (_, index) => dayBefore(weeks * 7 - index, today));
  return days
    .filter((date) => weekdays.includes(weekdayOf(date)))
    .map((date, index) => ({ date, number: numbered ? `总第${4000 + index}期` : null }));
}

const WORKDAYS = [1, 2, 3, 4, 5];
const without = (issues: readonly PrintedIssue[], ...dates: string[]) =>
  issues.filter(({ date }) => !dates.includes(date));

describe('the gap sentinel', () => {
  it.each([[[0, 1, 2, 3, 4, 5, 6]], [WORKDAYS], [[2, 5]], [[5]]])(
    'finds nothing in a paper of the weekdays %j that has come every time',
    (weekdays) => {
      expect(findGaps(paper(weekdays), TODAY)).toEqual([]);
      expect(findGaps(paper(weekdays, { numbered: true }), TODAY)).toEqual([]);
    },
  );

  it('knows from the weekdays which issue should have come, the day after', () => {
    expect(findGaps(without(paper(WORKDAYS), '2025-09-19'), TODAY)).toEqual([
      { kind: 'missing', date: '2025-09-19' },
    ]);
    expect(findGaps(without(paper([5]), '2025-09-19'), '2025-09-19')).toEqual([]);
    expect(findGaps(without(paper([5]), '2025-09-19'), '2025-09-20')).toEqual([
      { kind: 'missing', date: '2025-09-19' },
    ]);
  });

  it('finds by its number one that came on no weekday of its own', () => {
    const issues = [
      { date: '2025-09-10', number: '第1234期' },
      { date: '2025-09-15', number: '第１２３６期' },
    ];
    expect(findGaps(issues, TODAY)).toEqual([
      { kind: 'missing-number', number: 1235, after: '2025-09-10', before: '2025-09-15' },
    ]);
  });

  it('says its day where the numbers and the weekdays agree', () => {
    const issues = without(paper(WORKDAYS, { numbered: true }), '2025-09-10');
    expect(findGaps(issues, TODAY)).toEqual([{ kind: 'missing', date: '2025-09-10' }]);
  });

  it('misses nothing where the numbers run on: the paper had a pause', () => {
    const issues = without(paper(WORKDAYS), '2025-09-10', '2025-09-11').map(({ date }, index) => ({
      date,
      number: `总第${100 + index}期`,
    }));
    expect(findGaps(issues, TODAY)).toEqual([]);
  });

  it('waits for no paper on public holidays', () => {
    const afterOctober = '2025-10-12';
    const issues = paper([0, 1, 2, 3, 4, 5, 6], { today: afterOctober }).filter(
      ({ date }) => date < '2025-10-01' || date > '2025-10-08',
    );
    expect(findGaps(issues, afterOctober)).toEqual([]);
    const afterSpring = '2025-02-10'; // 春节 was on 29 January
    const spring = paper([0, 1, 2, 3, 4, 5, 6], { today: afterSpring }).filter(
      ({ date }) => date < '2025-01-28' || date > '2025-02-04',
    );
    expect(findGaps(spring, afterSpring)).toEqual([]);
  });

  it('reports a number printed on two days, and two numbers of one day', () => {
    const issues = [
      { date: '2025-09-15', number: '第12期（总第345期）' },
      { date: '2025-09-16', number: '总第345期' },
      { date: '2025-09-17', number: '总第346期' },
      { date: '2025-09-17', number: '总第347期' },
      { date: '2025-09-17', number: '第14期' },
    ];
    expect(findGaps(issues, TODAY)).toEqual([
      { kind: 'two-numbers', date: '2025-09-17', numbers: [346, 347] },
      { kind: 'same-number', number: 345, dates: ['2025-09-15', '2025-09-16'] },
    ]);
  });

  it.each([
    '总第102、103期',
    '总第102-103期合刊',
    '第7期、第8期合刊（总第102期—第103期）',
    '总第102至103期',
  ])('misses neither of two issues that appear together: %s', (together) => {
    const weekly = paper([5], { weeks: 6 });
    const issues = weekly
      .filter((_, index) => index !== 2)
      .map(({ date }, index) => ({
        date,
        number: index === 2 ? together : `总第${100 + index + (index > 2 ? 1 : 0)}期`,
      }));
    expect(editionNumberIn(`今日平阳 ${together} 2025年1月9日`)).toMatch(/10[23]期）?$/u);
    expect(findGaps(issues, TODAY)).toEqual([]);
  });

  it('takes a number that leaps further than there are days for a misprint', () => {
    const issues = paper(WORKDAYS, { numbered: true }).map((issue) =>
      issue.date === '2025-09-10' ? { ...issue, number: '总第9999期' } : issue,
    );
    expect(findGaps(issues, TODAY)).toEqual([]);
  });

  it('stops waiting for a paper that has not come for two weeks', () => {
    const issues = paper(WORKDAYS).filter(({ date }) => date < dayBefore(30));
    const gaps = findGaps(issues, TODAY);
    expect(gaps).toHaveLength(10);
  });

  it('learns nothing from a few issues', () => {
    expect(findGaps([], TODAY)).toEqual([]);
    expect(findGaps(paper(WORKDAYS, { weeks: 2 }).slice(0, 3), TODAY)).toEqual([]);
  });

  it('names exactly the issue that is taken away, and nothing once it is back', () => {
    const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
    fc.assert(
      fc.property(weekdays, fc.boolean(), fc.nat(), (days, numbered, place) => {
        const issues = paper(days, { numbered });
        // Neither the first, before which nothing is known, nor the last three of a weekday.
        const taken = issues[1 + (place % (issues.length - 1))];
        if (!taken) return;
        expect(findGaps(without(issues, taken.date), TODAY)).toEqual([
          { kind: 'missing', date: taken.date },
        ]);
        expect(findGaps(issues.toReversed(), TODAY)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('never names a day that is here or not over, whatever comes in', () => {
    const issue = fc.record({
      date: fc.integer({ min: -5, max: 80 }).map((days) => dayBefore(days)),
      number: fc.option(
        fc.oneof(
          fc.string(),
          fc.nat(100).map((n) => `第${n}期`),
        ),
        { nil: null },
      ),
    });
    fc.assert(
      fc.property(fc.array(issue, { maxLength: 60 }), (issues) => {
        const known = new Set(issues.map(({ date }) => date));
        for (const gap of findGaps(issues, TODAY)) {
          if (gap.kind !== 'missing') continue;
          expect(known.has(gap.date)).toBe(false);
          expect(gap.date < TODAY).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
