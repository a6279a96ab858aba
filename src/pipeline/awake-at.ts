import { afterQuiet, nightOf } from '../match/index.ts';
import type { AwakeAt } from '../store/index.ts';

/** When chats may be told: at once, or at the end of their quiet hours by their own clock, or by this zone's. */
export function awakeBy(timezone: string): AwakeAt {
  return (at) => {
    // Calculating a time costs more than reading its chat, and few clocks are different.
    const calculated = new Map<string, Date>();
    return (clock) => {
      if (clock.quiet === null) return at;
      const key = `${clock.timezone} ${clock.quietZone} ${clock.quiet.from} ${clock.quiet.to}`;
      const known = calculated.get(key);
      if (known !== undefined) return known;
      const awake = afterQuiet(nightOf({ timezone }, clock), at);
      calculated.set(key, awake);
      return awake;
    };
  };
}
