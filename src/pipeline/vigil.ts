/** Since when this process is awake, as far as it can notice. */
export type Vigil = {
  /** Said again and again as long as it is. */
  look(): void;
  since(): Date;
};

/** Who looks so much later than before slept or stood still meanwhile, or its clock was set. */
const NOTICED_MS = 30_000;

export function createVigil(now: () => Date): Vigil {
  let since = now();
  let last = since;
  return {
    look() {
      const at = now();
      if (Math.abs(at.getTime() - last.getTime()) > NOTICED_MS) since = at;
      last = at;
    },
    since: () => since,
  };
}
