import {
  type Db,
  findDeadWorkers,
  type InHand,
  recoverDeadClaims,
  recoverFrom,
  recoverLeases,
  type UnknownPolicy,
  wakeSleepers,
} from '../store/index.ts';
import { type CampaignLog, closeCampaigns } from './close-campaigns.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly unknownPolicy: UnknownPolicy;
  readonly logger: CampaignLog;
};

/** What has to be looked after besides sending. */
export type Tidying = {
  /** Before the first message leaves: what a dead sender had in hand. Once. */
  begin(): Promise<void>;
  /** From time to time, and at once when there is nothing else to do. */
  go(now: { readonly isQuiet: boolean; readonly inHand: InHand }): Promise<void>;
};

const SLEEPERS_MS = 1_000;
const CAMPAIGNS_MS = 1_000;
const LEASES_MS = 10_000;
const WORKERS_MS = 1_000;
/**
 * A process that was only cut off from the database, as all are when it restarts, still gets its
 * answers. So long it has to come back and write them down before it counts as dead.
 */
const GRACE_MS = 2_000;

export function createTidying({ db, now, unknownPolicy: policy, logger }: Deps): Tidying {
  let hasBegun = false;
  let deadSince = new Map<number, number>();
  const isTime = {
    sleepers: every(SLEEPERS_MS),
    campaigns: every(CAMPAIGNS_MS),
    leases: every(LEASES_MS),
    workers: every(WORKERS_MS),
  };

  async function takeOver(at: number): Promise<void> {
    const dead = await findDeadWorkers(db);
    deadSince = new Map(dead.map((worker) => [worker, deadSince.get(worker) ?? at]));
    const past = dead.filter((worker) => at - (deadSince.get(worker) ?? at) >= GRACE_MS);
    log(await recoverFrom(db, past, { now: now(), policy }));
  }

  function log(deliveries: number): void {
    if (deliveries > 0) logger.info({ deliveries, policy }, 'taken over from a dead sender');
  }

  return {
    async begin() {
      if (hasBegun) return;
      const deliveries = await recoverDeadClaims(db, { now: now(), policy });
      hasBegun = true;
      log(deliveries);
    },
    async go({ isQuiet, inHand }) {
      const at = now().getTime();
      if (isTime.sleepers(at)) await wakeSleepers(db, now());
      if (isTime.leases(at)) await recoverLeases(db, { now: now(), policy, inHand });
      if (isTime.workers(at)) await takeOver(at);
      if (isTime.campaigns(at) || isQuiet) await closeCampaigns({ db, now, logger });
    },
  };
}

/** Whether so much time has passed since it last said so. */
function every(ms: number): (at: number) => boolean {
  let next = 0;
  return (at) => {
    if (at < next) return false;
    next = at + ms;
    return true;
  };
}
