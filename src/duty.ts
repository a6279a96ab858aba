import type { Logger } from './logger.ts';
import type { Role } from './store/index.ts';
import type { Worker } from './worker.ts';

/** Something that goes on until it is stopped. */
type Activity = { readonly begun?: Promise<void>; stop(): Promise<void> };

export type Duty = {
  /** Resolves when it has begun, if it is this process's to begin with. */
  readonly begun: Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  readonly worker: Pick<Worker, 'holds' | 'onChange'>;
  readonly role: Role;
  readonly logger: Logger;
  readonly begin: () => Promise<Activity>;
};

const AFTER_FAILURE_MS = 1_000;

/** Does something for as long as this process has the role, and again when it gets it back. */
export function whileHolding({ worker, role, logger, begin }: Options): Duty {
  let activity: Activity | null = null;
  let ended = false;
  let again: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  function adapt(): Promise<void> {
    turn = turn
      .then(async () => {
        const isOurs = !ended && worker.holds(role);
        if (isOurs === (activity !== null)) return;
        const before = activity;
        activity = null;
        if (isOurs) activity = await begin();
        else await before?.stop();
      })
      .catch((error: unknown) => {
        logger.error({ err: error, role }, `the ${role} cannot begin; trying again`);
        again = setTimeout(() => void adapt(), AFTER_FAILURE_MS);
      });
    return turn;
  }

  worker.onChange(() => void adapt());
  return {
    begun: adapt().then(() => activity?.begun),
    stop() {
      ended = true;
      clearTimeout(again);
      return adapt();
    },
  };
}
