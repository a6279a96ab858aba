import {
  type AuditScope,
  auditCampaigns,
  inTransaction,
  noteBalance,
  unbalancedCampaigns,
} from '../store/index.ts';
import { type TellDeps, tellAdmins } from './tell-admins.ts';

type Audited = { readonly broken: number; readonly mended: number };

/**
 * Recounts the campaigns, notes which do not add up, and tells admins of each once: when it breaks and
 * when it is mended. What is noted and what is told are written down together.
 */
export async function auditAndTell(
  { tell }: { readonly tell: TellDeps },
  scope: AuditScope,
): Promise<Audited> {
  const { db, now } = tell;
  const known = await unbalancedCampaigns(db);
  const found = await auditCampaigns(db, now(), scope);
  let [broken, mended] = [0, 0];
  for (const imbalance of found) {
    const at = now();
    const key = `unbalanced ${imbalance.campaignId} ${at.toISOString()}`;
    broken += await inTransaction(db, async (tx) => {
      if (!(await noteBalance(tx, imbalance.campaignId, at))) return 0;
      await tellAdmins({ ...tell, db: tx }, key, { kind: 'unbalanced', imbalance });
      return 1;
    });
  }
  // Cut off, it has not seen all of them.
  for (const { campaignId, title, since } of scope.signal?.aborted ? [] : known) {
    if (found.some((imbalance) => imbalance.campaignId === campaignId)) continue;
    const key = `balanced ${campaignId} ${since.toISOString()}`;
    mended += await inTransaction(db, async (tx) => {
      if (!(await noteBalance(tx, campaignId, null))) return 0;
      await tellAdmins({ ...tell, db: tx }, key, { kind: 'balanced', campaignId, title });
      return 1;
    });
  }
  return { broken, mended };
}
