import type { Connection } from './connect.ts';
import {
  archiveCounts,
  chatCounts,
  type Db,
  deliveryCounts,
  newestItemId,
  openGaps,
  sourceStates,
  unbalancedCampaigns,
} from './store/index.ts';
import type { Numbers, Readiness } from './web/index.ts';

/** Ready: the store answers, and Telegram knows the bot. `connection` is there once the service is wired. */
export async function readReadiness(
  db: Db,
  connection: Connection | undefined,
): Promise<Readiness> {
  if (!connection) return { ready: false, reason: 'starting' };
  const hindrance = connection.hindrance();
  if (hindrance !== null) return { ready: false, reason: hindrance };
  try {
    await newestItemId(db);
    return { ready: true, roles: connection.roles() };
  } catch {
    return { ready: false, reason: 'the database does not answer' };
  }
}

/** Read when someone looks, so that they are true after a restart too. */
export async function readNumbers(
  db: Db,
  connection: Connection | undefined,
  sources: readonly { readonly name: string }[],
): Promise<Numbers> {
  const { active, gone, subscribed } = await chatCounts(db);
  const { items } = await archiveCounts(db);
  const held = connection?.roles() ?? [];
  const { inFlight = 0, settled = {}, share = 1 } = connection?.sender.stats() ?? {};
  return {
    deliveries: await deliveryCounts(db),
    chats: { active, gone, subscribed },
    items,
    unbalanced: (await unbalancedCampaigns(db)).length,
    sources: await sourceStates(
      db,
      sources.map(({ name }) => name),
    ),
    gaps: await openGaps(db),
    roles: ['poller', 'planner', 'sender'].map((role) => ({ role, isOurs: held.includes(role) })),
    sender: { inFlight, settled, share },
  };
}
