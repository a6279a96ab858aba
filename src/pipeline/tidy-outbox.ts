import { type Db, recoverDeadClaims, recoverLeases, type UnknownPolicy } from '../store/index.ts';
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
  go(isQuiet: boolean): Promise<void>;
};

const CAMPAIGNS_MS = 1_000;
const LEASES_MS = 10_000;

export function createTidying({ db, now, unknownPolicy: policy, logger }: Deps): Tidying {
  let hasBegun = false;
  let campaignsAt = 0;
  let leasesAt = 0;
  return {
    async begin() {
      if (hasBegun) return;
      const deliveries = await recoverDeadClaims(db, { now: now(), policy });
      hasBegun = true;
      if (deliveries > 0) logger.info({ deliveries, policy }, 'taken over from a dead sender');
    },
    async go(isQuiet) {
      const at = now().getTime();
      if (at >= leasesAt) {
        leasesAt = at + LEASES_MS;
        await recoverLeases(db, { now: now(), policy });
      }
      if (at < campaignsAt && !isQuiet) return;
      campaignsAt = at + CAMPAIGNS_MS;
      await closeCampaigns({ db, now, logger });
    },
  };
}
