import { AsyncLocalStorage } from 'node:async_hooks';
import type { Dispatcher } from 'undici';
import type { Clock } from './clock.ts';

/** One life of a program: its clocks, and whether it still runs. */
export type Process = {
  readonly name: string;
  readonly clock: Clock;
  isDead: boolean;
  /** How far its wall clock is from the world's time. */
  skewMs: number;
  /** How long it was suspended, which its monotonic clock has not noticed. */
  suspendedMs: number;
  /** Until then nothing of it runs. */
  stillUntil: number;
  /** What the operating system does when it ends, however it ends. */
  readonly onEnd: (() => void)[];
  /**
   * Every wait of it for something outside passes here, before and after. It may end there, or be
   * held up. Never resolves for the dead.
   */
  readonly pass: (point: string) => Promise<void>;
  readonly trace: (words: string) => void;
  /** What it asks of the network. */
  readonly dispatch: (
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ) => void;
};

/** Whose code is running. */
export const running = new AsyncLocalStorage<Process>();

export function wallClock({ clock, skewMs }: Process): Date {
  return new Date(clock.now() + skewMs);
}

/** Nothing of it runs again: its timers are gone, and its promises never settle. */
export function end(process: Process): void {
  if (process.isDead) return;
  process.isDead = true;
  process.clock.drop(process);
  for (const close of process.onEnd.splice(0)) close();
}

/** It does nothing for a while, and whatever should have happened meanwhile happens late. */
export function stall(process: Process, ms: number): void {
  process.stillUntil = Math.max(process.stillUntil, process.clock.now() + ms);
  process.clock.move(process, (at) => Math.max(at, process.stillUntil));
}

/** The machine sleeps: its timers know nothing of it, its wall clock does. */
export function suspend(process: Process, ms: number): void {
  process.suspendedMs += ms;
  process.stillUntil = process.clock.now() + ms;
  process.clock.move(process, (at) => at + ms);
}

/** Each a promise of its own: one that all the dead wait for would keep them all. */
export const never = (): Promise<never> => new Promise(() => undefined);
