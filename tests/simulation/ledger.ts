import type { Database as SqliteFile } from 'better-sqlite3';
import { tokensIn } from './tokens.ts';
import type { Resident, Town } from './town.ts';

/** A delivery as the database remembers it. */
export type Row = {
  readonly id: number;
  readonly chatId: number;
  readonly part: number;
  readonly state: string;
  readonly reason: string | null;
  readonly telegramId: number | null;
  readonly tokens: readonly string[];
  /** By the service's clock. */
  readonly queuedAt: number;
  readonly campaign: {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly pauseReason: string | null;
  };
};

export type Ledger = {
  readonly rows: readonly Row[];
  readonly campaigns: ReadonlyMap<string, Row['campaign']>;
  of(resident: Resident): readonly Row[];
};

export function readLedger(file: SqliteFile, town: Town): Ledger {
  const found = file
    .prepare(
      `select d.id, d.chat_id, d.part, d.state, d.reason, d.telegram_message_id as telegramId, d.created_at as createdAt, m.payload,
         c.id as campaignId, c.kind, c.state as campaignState, c.pause_reason as pauseReason
       from deliveries d join campaigns c on c.id = d.campaign_id left join messages m on m.id = d.message_id
       order by d.id`,
    )
    .all() as readonly Found[];
  const told = new Map<string, string[]>();
  const rows = found.map(
    ({
      chat_id: chatId,
      createdAt,
      payload,
      campaignId,
      kind,
      campaignState,
      pauseReason,
      ...row
    }): Row => {
      const tokens = told.get(payload) ?? ownTokens(payload);
      told.set(payload, tokens);
      return {
        ...row,
        chatId,
        tokens,
        queuedAt: Date.parse(createdAt),
        campaign: { id: campaignId, kind, state: campaignState, pauseReason },
      };
    },
  );
  const campaigns = file
    .prepare('select id, kind, state, pause_reason as pauseReason from campaigns')
    .all() as Row['campaign'][];
  const byResident = Map.groupBy(rows, ({ chatId }) => town.at(chatId));
  return {
    rows,
    campaigns: new Map(campaigns.map((each) => [each.id, each])),
    of: (resident) => byResident.get(resident) ?? [],
  };
}

type Found = Omit<Row, 'tokens' | 'campaign' | 'chatId' | 'queuedAt'> & {
  readonly chat_id: number;
  readonly createdAt: string;
  readonly payload: string;
  readonly campaignId: string;
  readonly kind: string;
  readonly campaignState: string;
  readonly pauseReason: string | null;
};

/** Of a rich message: what it says itself, which its fallback repeats. */
function ownTokens(payload: string | null): string[] {
  return tokensIn(payload ?? '');
}
