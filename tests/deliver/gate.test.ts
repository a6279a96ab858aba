import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate } from '../../src/deliver/index.ts';

/** Lets requests through as soon as the gate opens, each with its own way there and back. */
function letThrough(rate: number, ways: readonly { there: number; back: number }[]): number[] {
  const gate = createGate(rate);
  const answers: { sentAt: number; at: number }[] = [];
  const takenAt: number[] = [];
  let now = 0;
  for (const { there, back } of ways) {
    for (let opensAt = gate.opensAt(now); opensAt > now; opensAt = gate.opensAt(now)) {
      const answered = answers.findIndex(({ at }) => at <= opensAt);
      const [answer] = answered < 0 ? [] : answers.splice(answered, 1);
      now = Math.max(now, answer ? answer.at : opensAt);
      if (answer) gate.answered(answer.sentAt, now);
    }
    gate.pass(now);
    takenAt.push(now + there);
    answers.push({ sentAt: now, at: now + there + back });
    answers.sort((one, other) => one.at - other.at);
  }
  return takenAt;
}

function mostInASecond(times: readonly number[]): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
  );
}

describe('the gate', () => {
  it('keeps what arrives in any second within the rate, however long it is on its way', () => {
    const way = fc.record({ there: fc.integer({ min: 0, max: 300 }), back: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(way, { minLength: 50, maxLength: 90 }), (ways) => {
        expect(mostInASecond(letThrough(10, ways))).toBeLessThanOrEqual(10);
      }),
      { numRuns: 200 },
    );
  });

  it('costs next to nothing where answers come evenly', () => {
    const times = letThrough(10, new Array(300).fill({ there: 20, back: 20 }));
    const seconds = ((times.at(-1) ?? 0) - (times[200] ?? 0)) / 1000;
    expect(99 / seconds / 10).toBeGreaterThan(0.95);
  });

  it('opens no earlier after a few answers that took long', () => {
    const gate = createGate(1);
    for (let now = 0; now < 200; now++) {
      gate.pass(now);
      gate.answered(now, now);
    }
    for (let now = 10_000; now < 46_000; now += 2_000) {
      gate.pass(now);
      gate.answered(now, now + 1_900);
    }
    gate.pass(50_000);
    gate.answered(50_000, 50_040);
    expect(gate.opensAt(50_040)).toBeGreaterThanOrEqual(51_040);
  });

  it('is not shut for ever by requests that are never answered', () => {
    const gate = createGate(1);
    gate.pass(0);
    expect(gate.opensAt(10)).toBe(2_000);
    expect(gate.opensAt(2_000)).toBe(2_000);
  });

  it('is always open where there is no limit', () => {
    const gate = createGate(Number.POSITIVE_INFINITY);
    for (let n = 0; n < 100; n++) gate.pass(5);
    expect(gate.opensAt(5)).toBe(5);
  });
});
