import { type Db, deliveryCounts, finishCampaigns } from '../store/index.ts';

export type CampaignLog = { readonly info: (fields: object, message: string) => void };

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly logger: CampaignLog;
};

/** Marks campaigns finished that owe nothing any more, with a line of account for each. */
export async function closeCampaigns({ db, now, logger }: Deps): Promise<void> {
  for (const { id, kind, title, startedAt } of await finishCampaigns(db, now())) {
    const counts = await deliveryCounts(db, id);
    const seconds = startedAt ? (now().getTime() - startedAt.getTime()) / 1000 : 0;
    logger.info({ campaign: id, kind, title, seconds, ...counts }, 'campaign finished');
  }
}
