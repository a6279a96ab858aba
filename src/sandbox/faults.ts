/** What goes wrong. `reset-after` has done its work before the connection breaks. */
type FaultKind =
  | { readonly kind: 'flood'; readonly retryAfter: number }
  | { readonly kind: 'bad-request'; readonly reason: string }
  | { readonly kind: 'server-error' }
  | { readonly kind: 'bad-gateway' }
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'reset-after' }
  | { readonly kind: 'hang-before' }
  | { readonly kind: 'hang-after' }
  | { readonly kind: 'delay'; readonly ms: number };

export type Fault = FaultKind & {
  /** Any method, if left out. */
  readonly method?: string;
  /** Any chat, if left out. */
  readonly chatId?: number;
  /** How many calls it strikes; without end, if left out. */
  readonly times?: number;
  /** From 0 to 1; certain, if left out. */
  readonly probability?: number;
};

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that strikes this call, used up by one. */
  strike(method: string, chatId: unknown): Fault | undefined;
};

export function createFaults(initial: readonly Fault[], seed: number): Faults {
  const random = seededRandom(seed);
  let armed = initial.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  return {
    add: (fault) => armed.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      armed = [];
    },
    strike(method, chatId) {
      const struck = armed.find(
        ({ fault }) =>
          (fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase()) &&
          (fault.chatId === undefined || fault.chatId === Number(chatId)) &&
          (fault.probability === undefined || random() < fault.probability),
      );
      if (struck === undefined) return undefined;
      struck.left -= 1;
      armed = armed.filter(({ left }) => left > 0);
      return struck.fault;
    },
  };
}

/** Mulberry32: small, and good enough to choose victims. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
