import type { Chance } from '../hardness/chance.ts';
import type { Request } from './telegram.ts';

/** What the network and the server do with a request, whatever it says. */
export type Fate = {
  readonly kind:
    | 'well'
    /** No connection comes about. */
    | 'unreachable'
    /** It breaks before anything happened. */
    | 'reset'
    /** It breaks when everything has happened. */
    | 'lost'
    /** As a proxy in front of Telegram says it, before and after. */
    | 'html'
    | 'html after'
    | 'error'
    | 'error after'
    /** Never answered, and never processed; or processed all the same. */
    | 'hang'
    | 'hang after'
    | 'flood';
  readonly transitMs: number;
  readonly backMs: number;
  readonly retryAfter: number;
};

export type Weather = {
  /** From now on everything goes well. */
  clearUp(): void;
  fateOf(request: Request, now: number): Fate;
  knowsRich(now: number): boolean;
  isBadText(request: Request): boolean;
  /** How many messages a second are let through: at times fewer than granted. */
  limitAt(now: number): number;
  /** A text that no chat may be sent. */
  readonly badTokens: Set<string>;
};

type Episode = {
  readonly kind: Fate['kind'] | 'narrow';
  readonly from: number;
  readonly to: number;
};

/** The refusal that was seen in the wild, and its length in seconds. */
const LONG_RETRY_S = 43_838;

const TROUBLES = [
  'reset',
  'lost',
  'html',
  'html after',
  'error',
  'error after',
  'hang',
  'hang after',
  'flood',
  'unreachable',
] as const;
const EPISODES = [
  'flood',
  'unreachable',
  'html',
  'hang',
  'reset',
  'error after',
  'narrow',
] as const;

export function createWeather(
  chance: Chance,
  { start, rate }: { start: number; rate: number },
): Weather {
  const mood = chance.pick(['calm', 'fair', 'fair', 'rough', 'storm']);
  const trouble = { calm: 0, fair: 0.01, rough: 0.08, storm: 0.3 }[mood];
  const episodes = Array.from({ length: mood === 'calm' ? 0 : chance.upTo(3) }, (): Episode => {
    const from = start + chance.upTo(36_000);
    return { kind: chance.pick(EPISODES), from, to: from + 500 + chance.upTo(10_000) };
  });
  // A network has its length, which every packet takes, and its moods.
  const length = 2 + chance.upTo(40);
  const slowness = chance.pick([20, 60, 200]);
  const leg = () => length + chance.upTo(chance.next() < 0.7 ? 4 : slowness);
  const richFrom = chance.pick([0, 0, Number.POSITIVE_INFINITY, start + 20_000]);
  const richTo = chance.pick([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, start + 30_000]);
  const badTokens = new Set<string>();
  let longRetries = mood === 'calm' ? 0 : chance.upTo(2);
  let isClear = false;
  const during = (now: number) =>
    isClear ? undefined : episodes.find(({ from, to }) => from <= now && now < to);

  function kindOf(now: number): Fate['kind'] {
    const episode = during(now);
    // Even in the worst of times something gets through.
    if (episode && episode.kind !== 'narrow' && chance.next() < 0.9) return episode.kind;
    return !isClear && chance.next() < trouble ? chance.pick(TROUBLES) : 'well';
  }

  return {
    badTokens,
    clearUp() {
      isClear = true;
    },
    fateOf(_, now) {
      const kind = kindOf(now);
      const isSlow = !isClear && chance.next() < 0.02;
      const transitMs = leg() + (isSlow ? chance.upTo(1_500) : 0);
      const backMs = leg() + (!isClear && chance.next() < 0.01 ? chance.upTo(20_000) : 0);
      if (!isClear && longRetries > 0 && chance.next() < 0.03) {
        longRetries -= 1;
        return { kind: 'flood', transitMs, backMs, retryAfter: LONG_RETRY_S };
      }
      return { kind, transitMs, backMs, retryAfter: 1 + chance.upTo(chance.pick([3, 3, 30])) };
    },
    knowsRich: (now) => richFrom <= now && now < richTo,
    isBadText: ({ tokens }) => tokens.some((token) => badTokens.has(token)),
    limitAt: (now) => (during(now)?.kind === 'narrow' ? Math.max(1, Math.ceil(rate / 3)) : rate),
  };
}
