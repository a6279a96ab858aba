import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { type Process, running } from './process.ts';

/** Longer ones Node takes for one millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Gives every timer, clock, random byte and request of a simulated process to the simulation; everybody else
 * keeps the real ones. Production code knows nothing of it. Once for this program.
 */
export function takeOverTime(randomBytes: (process: Process, size: number) => Uint8Array): void {
  const real = { setTimeout, clearTimeout, setPromised: timers.setTimeout };
  const realImmediate = timers.setImmediate;
  const realRandom = crypto.randomBytes;
  const realNow = performance.now.bind(performance);

  const set = (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    const process = running.getStore();
    if (!process) return real.setTimeout(run, ms, ...given);
    return timerOf(process, ms, () => run(...given));
  };
  const clear = (timer: unknown) => {
    if (isOurs(timer)) timer.entry.run = null;
    else real.clearTimeout(timer as NodeJS.Timeout);
  };
  const wait = (ms = 0, value?: unknown, options?: object) => {
    const process = running.getStore();
    if (!process) return real.setPromised(ms, value, options);
    return new Promise((resolve) => timerOf(process, ms, () => resolve(value)));
  };
  const letOthersRun = (value?: unknown, options?: object) => {
    const process = running.getStore();
    if (!process) return realImmediate(value, options);
    return new Promise((resolve) => process.clock.after(0, process, () => resolve(value)));
  };
  const random = (size: number) => {
    const process = running.getStore();
    return process ? Buffer.from(randomBytes(process, size)) : realRandom(size);
  };
  const monotonic = () => {
    const process = running.getStore();
    return process ? process.clock.now() - process.suspendedMs : realNow();
  };

  const realDispatch = Pool.prototype.dispatch;
  Pool.prototype.dispatch = function (
    this: Pool,
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ) {
    const process = running.getStore();
    if (!process) return realDispatch.call(this, options, handler);
    process.dispatch(options, handler);
    return true;
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  Object.assign(performance, { now: monotonic });
  Object.assign(timers, { setTimeout: wait, setImmediate: letOthersRun });
  Object.assign(crypto, { randomBytes: random });
  syncBuiltinESMExports();
}

function timerOf(process: Process, ms: number, run: () => void) {
  const wanted = ms >= 1 && ms <= LONGEST_TIMER_MS ? Math.trunc(ms) : 1;
  const entry = process.clock.after(wanted, process, () => running.run(process, run));
  const timer = { entry, ref: () => timer, unref: () => timer, hasRef: () => true };
  return timer;
}

function isOurs(timer: unknown): timer is { readonly entry: { run: (() => void) | null } } {
  return typeof timer === 'object' && timer !== null && 'entry' in timer;
}
