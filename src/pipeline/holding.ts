import type { Claimed } from '../store/index.ts';

/** What of its claims a process may still act upon. */
export type Holding = {
  /** What it claims, it claims under this. */
  key(): number | null;
  /** Nobody would see that what it claimed now is in a live process's hands. */
  isCutOff(): boolean;
  /** What was claimed under another key may be in another process's hands by now. */
  part(deliveries: readonly Claimed[], isWanted: (delivery: Claimed) => boolean): Parted;
};

type Parted = { readonly held: Claimed[]; readonly given: Claimed[] };

/** Without `workerKey` there are no other processes. */
export function createHolding(workerKey: (() => number | null) | undefined): Holding {
  const key = () => workerKey?.() ?? null;
  return {
    key,
    isCutOff: () => workerKey !== undefined && key() === null,
    part(deliveries, isWanted) {
      const ours = key();
      const isHeld = (each: Claimed) => each.claimedBy === ours && isWanted(each);
      return {
        held: deliveries.filter(isHeld),
        given: deliveries.filter((each) => !isHeld(each)),
      };
    },
  };
}
