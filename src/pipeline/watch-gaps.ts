import { Temporal } from 'temporal-polyfill';
import { findGaps, gapKey, RHYTHM_DAYS } from '../match/index.ts';
import {
  type Db,
  inTransaction,
  knownIssues,
  markGapsTold,
  regularPublications,
  updateGaps,
} from '../store/index.ts';
import { type TellDeps, tellAdmins } from './tell-admins.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  /** Those that are followed; of others so many issues must be known. */
  readonly publications: readonly string[];
  readonly timezone: string;
  readonly tell: TellDeps;
};

const REGULAR_ISSUES = 8;

/** Looks for issues that should have come and did not, or came twice; tells of each once. */
export async function watchGaps(deps: Deps): Promise<number> {
  const { db, publications } = deps;
  const today = Temporal.Instant.fromEpochMilliseconds(deps.now().getTime())
    .toZonedDateTimeISO(deps.timezone)
    .toPlainDate();
  const since = today.subtract({ days: RHYTHM_DAYS }).toString();
  const regular = await regularPublications(db, { since, atLeast: REGULAR_ISSUES });
  let told = 0;
  for (const publication of new Set([...publications, ...regular]))
    told += await watch(deps, publication, { today: today.toString(), since });
  return told;
}

async function watch(
  { db, now, tell }: Deps,
  publication: string,
  { today, since }: { readonly today: string; readonly since: string },
): Promise<number> {
  const gaps = findGaps(await knownIssues(db, publication, { since }), today);
  const rows = gaps.map((gap) => ({ key: gapKey(gap), gap: JSON.stringify(gap) }));
  return inTransaction(db, async (tx) => {
    const untold = await updateGaps(tx, publication, { gaps: rows, now: now() });
    const news = gaps.filter((gap) => untold.has(gapKey(gap)));
    if (news.length === 0) return 0;
    const keys = news.map(gapKey);
    const alert = { kind: 'gaps', publication, gaps: news } as const;
    const isTold = await tellAdmins(
      { ...tell, db: tx },
      `gaps ${publication}: ${keys.join()}`,
      alert,
    );
    if (isTold) await markGapsTold(tx, publication, { keys, now: now() });
    return isTold ? news.length : 0;
  });
}
