import {
  archiveCounts,
  chatCounts,
  countSleepers,
  deliveryCounts,
  latestIssue,
  listCampaigns,
  unbalancedCampaigns,
} from '../store/index.ts';
import { type Context, withStore } from './context.ts';
import { count } from './report.ts';

export function status(context: Context): Promise<void> {
  return withStore(context, async (db) => {
    const archive = await archiveCounts(db);
    const latest = await latestIssue(db);
    const chats = await chatCounts(db);
    const sent = await deliveryCounts(db);
    const kinds = Object.entries(chats.byKind).map(([kind, n]) => `${kind} ${n}`);
    context.print(
      `archive    ${count(archive.issues, 'issue', 'issues')}, ${count(archive.items, 'item', 'items')}, ${count(archive.documents, 'document', 'documents')}`,
    );
    context.print(`newest     ${latest ? `${latest.publication} ${latest.date}` : 'none yet'}`);
    context.print(
      `chats      ${chats.active} active, ${chats.gone} gone, ${chats.subscribed} subscribed`,
    );
    context.print(`wanted     ${kinds.join(', ')}`);
    context.print(
      `deliveries ${Object.entries(sent)
        .map(([state, n]) => `${state} ${n}`)
        .join(', ')}`,
    );
    for (const { campaignId, since } of await unbalancedCampaigns(db))
      context.print(`unbalanced ${campaignId}, since ${since.toISOString()}`);
    for (const { id, kind, state, title } of await listCampaigns(db, { limit: 5 })) {
      const asleep = await countSleepers(db, id);
      const rest = asleep > 0 ? `, ${asleep} wait for the end of quiet hours` : '';
      context.print(`campaign   ${id} ${kind} ${state}${rest}: ${title.replaceAll('\n', ' ')}`);
    }
  });
}
