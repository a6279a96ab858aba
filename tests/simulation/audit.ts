import type { Database as SqliteFile } from 'better-sqlite3';
import { askAuditor, auditAccounts } from './audit-accounts.ts';
import { auditPace } from './audit-pace.ts';
import { auditQuiet } from './audit-quiet.ts';
import { auditReminders } from './audit-reminders.ts';
import { auditTurns } from './audit-turns.ts';
import { mayGet, owedTo } from './books.ts';
import { findDisorder } from './find-disorder.ts';
import { findRepeats, type Repeats } from './find-repeats.ts';
import { type Ledger, type Row, readLedger } from './ledger.ts';
import type { Request } from './telegram.ts';
import { isOfDate } from './tokens.ts';
import type { Resident } from './town.ts';
import type { World } from './world.ts';

type Audit = { readonly faults: readonly string[]; readonly repeats: Repeats };

/** Compares what should have been sent with what the ledger says and with what the chats really got. */
export async function audit(world: World, file: SqliteFile): Promise<Audit> {
  const ledger = readLedger(file, world.town);
  const got = Map.groupBy(
    world.telegram.requests
      .filter(({ messageId }) => messageId !== null)
      .sort((one, other) => (one.arrivedAt ?? 0) - (other.arrivedAt ?? 0)),
    ({ chatId }) => world.town.at(chatId),
  );
  const faults: string[] = [];
  const repeats = { 'answer lost': 0, 'in flight at a crash': 0 };
  for (const resident of world.town.residents) {
    const messages = got.get(resident) ?? [];
    const rows = ledger.of(resident);
    const name = `chat ${resident.ids.join(' → ')}`;
    const found = [
      ...findLost(world, resident, { messages, rows }, ledger),
      ...findUnwanted(world, resident, messages),
      ...findRepeats(world, resident, { messages, rows }, repeats),
      ...auditTurns(world, resident, { messages, rows }),
      ...auditQuiet(world, resident, messages),
      ...auditReminders(world, resident, rows),
      ...findWrongRows(world, { messages, rows }),
      ...findAstray(resident, messages),
      ...findDisorder(world, resident, { messages, rows }),
    ];
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    if (found.length > 0) describe(world, resident, file);
  }
  return {
    faults: [
      ...faults,
      ...findBadEnds(world, ledger),
      ...auditAccounts(file, ledger.rows),
      ...(await askAuditor(world)),
      ...auditPace(world, ledger),
    ],
    repeats,
  };
}

/** For whoever reads the trace. */
function describe({ trace }: World, { everWanted, ...resident }: Resident, file: SqliteFile): void {
  trace(`${JSON.stringify(resident)} ever wanted ${[...everWanted].join(' ')}`);
  for (const table of ['chats where id', 'subscriptions where chat_id', 'deliveries where chat_id'])
    for (const id of resident.ids)
      for (const row of file.prepare(`select * from ${table} = ?`).all(id))
        trace(JSON.stringify(row));
}

export type Told = { readonly messages: readonly Request[]; readonly rows: readonly Row[] };

/** Whatever it is owed it has got, or the ledger says for a good reason why not. */
function findLost(
  world: World,
  resident: Resident,
  { messages, rows }: Told,
  { campaigns }: Ledger,
): string[] {
  const got = new Set(messages.flatMap(({ tokens }) => tokens));
  return owedTo(resident, world.books).flatMap((token) => {
    if (got.has(token)) return [];
    const row = rows.find(({ tokens }) => tokens.includes(token));
    if (row ? isExcused(world, row) : wasBrokenOff(world, token, campaigns)) return [];
    return [
      `${token} is lost; the ledger says ${row ? `${row.state} ${row.reason ?? ''}` : 'nothing'}`,
    ];
  });
}

function isExcused({ policy, weather, books }: World, { state, campaign, tokens }: Row): boolean {
  const said = books.broadcasts.find(({ campaignId }) => campaignId === campaign.id);
  const isBad = tokens.some((token) => weather.badTokens.has(token));
  switch (state) {
    case 'unknown':
      return policy === 'hold';
    case 'refused':
      return isBad;
    case 'cancelled':
      return said?.cancelledAt !== null && said?.cancelledAt !== undefined;
    case 'pending':
      return (
        campaign.state === 'paused' &&
        (campaign.pauseReason !== null || (said?.stops.length ?? 0) > 0)
      );
    default:
      return false;
  }
}

/** A broadcast that was stopped before it had been queued for everybody. */
function wasBrokenOff({ books }: World, token: string, campaigns: Ledger['campaigns']): boolean {
  const said = books.broadcasts.find(({ tokens }) => tokens.includes(token));
  const campaign = campaigns.get(said?.campaignId ?? '');
  if (!said || !campaign) return false;
  if (campaign.state === 'cancelled') return said.cancelledAt !== null;
  return campaign.state === 'paused' && (campaign.pauseReason !== null || said.stops.length > 0);
}

function findUnwanted(world: World, resident: Resident, messages: readonly Request[]): string[] {
  return messages.flatMap(({ tokens }) =>
    tokens
      .filter((token) => !isOfDate(token) && !mayGet(resident, token, world.books))
      .map((token) => `${token} was not for it`),
  );
}

/** What the ledger calls sent stands in the chat, and what it calls refused was. */
function findWrongRows({ telegram, town }: World, { messages, rows }: Told): string[] {
  const byId = new Map(messages.map((message) => [message.messageId, message]));
  return rows.flatMap(({ id, state, tokens, telegramId, chatId }) => {
    if (state === 'sent') {
      const message = byId.get(telegramId);
      if (message && tokens.every((token) => message.tokens.includes(token))) return [];
      return [`delivery ${id} (${tokens.join(' ')}) is said to be sent, and is not there`];
    }
    if (state === 'refused') {
      const was = telegram.requests.some(
        (request) =>
          town.at(request.chatId) === town.at(chatId) &&
          request.refusal?.startsWith('400') &&
          tokens.every((token) => request.tokens.includes(token)),
      );
      return was ? [] : [`delivery ${id} (${tokens.join(' ')}) is said to be refused, and was not`];
    }
    return [];
  });
}

/** Who chose a topic before it began, and never anything else, is told everything there. */
function findAstray({ topics }: Resident, messages: readonly Request[]): string[] {
  if (topics.steady === null) return [];
  return messages
    .filter(({ topicId, tokens }) => tokens.length > 0 && topicId !== topics.steady)
    .map(
      ({ id, topicId }) => `request ${id} went to the topic ${topicId} and not to ${topics.steady}`,
    );
}

/** Nothing is on its way any more, and what is over is over. */
function findBadEnds({ books }: World, { rows, campaigns }: Ledger): string[] {
  const faults = rows
    .filter(
      ({ state, campaign }) =>
        state === 'claimed' || (state === 'pending' && campaign.state !== 'paused'),
    )
    .map(
      ({ id, state, campaign }) =>
        `delivery ${id} is ${state} at the end, its campaign ${campaign.state}`,
    );
  for (const { number, campaignId, cancelledAt } of books.broadcasts) {
    const state = campaigns.get(campaignId ?? '')?.state;
    if (cancelledAt !== null && state !== undefined && state !== 'cancelled')
      faults.push(`播${number} was cancelled, and is ${state}`);
  }
  return faults;
}
