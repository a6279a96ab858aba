import { describe, expect, it } from 'vitest';
import { createDispatcher, createGate } from '../../src/deliver/index.ts';
import { later, T0 } from '../support/outbox.ts';

type Item = { readonly name: string; readonly sendAt: Date };

function waiting(...inMs: readonly number[]) {
  const dispatcher = createDispatcher<Item>({
    now: () => T0,
    send: () => Promise.resolve({ kind: 'sent', messageId: 1 }),
    gate: createGate(1_000),
    latestMs: () => 1_000,
    onAnswer: () => undefined,
    onError: () => undefined,
    onLate: () => undefined,
  });
  dispatcher.add(inMs.map((ms) => ({ name: `in ${ms}`, sendAt: later(ms) })));
  return dispatcher;
}

describe('somebody in a hurry', () => {
  it('gets the first sending time, and the others each the next one, in the same order', () => {
    const dispatcher = waiting(600_010, 600_020, 600_030);
    expect(dispatcher.giveWay(later(600_040))).toEqual(later(600_010));
    expect(dispatcher.takeWaiting()).toEqual([
      { name: 'in 600010', sendAt: later(600_020) },
      { name: 'in 600020', sendAt: later(600_030) },
      { name: 'in 600030', sendAt: later(600_040) },
    ]);
  });

  it('goes before those alone that would have gone before', () => {
    const dispatcher = waiting(600_010, 600_030);
    expect(dispatcher.giveWay(later(600_020))).toEqual(later(600_010));
    expect(dispatcher.takeWaiting().map(({ sendAt }) => sendAt)).toEqual([
      later(600_020),
      later(600_030),
    ]);
  });

  it('keeps their own time where nobody is waiting', () => {
    expect(waiting().giveWay(later(40))).toEqual(later(40));
  });
});
